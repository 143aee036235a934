package dev.credence.inference.op.classical;

import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.op.MatMulShape;
import dev.credence.inference.op.Op;
import dev.credence.inference.op.OpNode;
import dev.credence.inference.op.Operands;
import dev.credence.inference.op.Span;
import dev.credence.inference.op.Work;
import dev.credence.inference.tensor.Shape;
import dev.credence.inference.tensor.Tensor;

/// Rows · coefficients + intercepts, each product a 16-lane dot product; with labels also the best one.
///
/// @param labels null for regression
record LinearModelOp(float[] coefficients, float[] intercepts, int outputs, Labels labels, PostTransform transform)
        implements Op {
    static Op decodeClassifier(OpNode node) throws RefusedException {
        Labels labels = Labels.decode(node, "ints");
        node.ignore("multi_class");
        if (labels.count() < 3 && node.numbers("coefficients").orElse(new float[0]).length == 0) {
            throw OpNode.invalid("attribute coefficients is missing");
        }
        LinearModelOp model = of(node, labels.count(), labels);
        if (model.intercepts.length == 1 && labels.count() == 2) {
            throw Operands.mode("a linear classifier with the score of one class only is not claimed");
        }
        return model;
    }

    static Op decodeRegressor(OpNode node) throws RefusedException {
        return of(node, node.integer("targets", 1, 1, 1 << 16), null);
    }

    private static LinearModelOp of(OpNode node, int outputs, Labels labels) throws RefusedException {
        float[] coefficients = node.numbers("coefficients").orElse(new float[0]);
        float[] intercepts = node.numbers("intercepts").orElse(new float[0]);
        if (coefficients.length % outputs != 0) {
            throw OpNode.invalid("has " + coefficients.length + " coefficients for " + outputs + " outputs");
        }
        return new LinearModelOp(coefficients, intercepts, outputs, labels, PostTransform.decode(node));
    }

    @Override
    public Tensor[] run(Tensor[] inputs, Work work) throws RefusedException {
        Tensor x = inputs[0];
        int width = coefficients.length / outputs;
        int rank = x.shape().rank();
        if (rank < 1 || rank > 2 || x.shape().at(rank - 1) != width) {
            throw Operands.shape("takes rows of " + width + " features, found " + x.shape());
        }
        if (intercepts.length != 0 && intercepts.length != outputs) {
            throw OpNode.invalid("has " + intercepts.length + " intercepts for " + outputs + " outputs");
        }
        int rows = rank == 1 ? 1 : x.shape().at(0);
        MatMulShape shape = new MatMulShape(rows, width, outputs);
        work.spend(shape.multiplyAdds());
        Shape output = work.shape(rows, outputs);
        float[] y = new float[output.elements()];
        work.kernels().matMulRows(shape, new Span(x.floats(), 0), new Span(coefficients, 0), new Span(y, 0));
        for (int i = 0; i < y.length && intercepts.length > 0; i++) {
            y[i] += intercepts[i % outputs];
        }
        Tensor scores = Tensor.ofFloats(output, transform.apply(y, outputs, work));
        return labels == null ? Operands.one(scores) : new Tensor[] {labels.best(y, rows, work), scores};
    }
}
