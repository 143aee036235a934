package dev.credence.inference.op.linear;

import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.op.Op;
import dev.credence.inference.op.OpNode;
import dev.credence.inference.op.Operands;
import dev.credence.inference.op.Work;
import dev.credence.inference.tensor.Shape;
import dev.credence.inference.tensor.Tensor;
import dev.credence.inference.op.Broadcast;
import dev.credence.inference.op.MatMulShape;
import dev.credence.inference.op.Span;
import dev.credence.inference.op.Strided;

/// alpha·A'·B' + beta·C. With transB each product is a 16-lane dot product, without it an ascending fma chain; then ·alpha
/// unless it is 1, then + C, which was multiplied by beta unless it is 1.
record GemmOp(float alpha, float beta, boolean transA, boolean transB) implements Op {
    static Op decode(OpNode node) throws RefusedException {
        return new GemmOp(node.number("alpha", 1), node.number("beta", 1), node.flag("transA", false),
                node.flag("transB", false));
    }

    @Override
    public Tensor[] run(Tensor[] inputs, Work work) throws RefusedException {
        if (inputs[0].shape().rank() != 2 || inputs[1].shape().rank() != 2) {
            throw Operands.shape("multiplies " + inputs[0].shape() + " by " + inputs[1].shape() + ", expected matrices");
        }
        Operands.sameType(inputs[0], inputs[1]);
        Tensor a = transA ? Strided.transpose(inputs[0], new int[] {1, 0}, work) : inputs[0];
        Tensor b = inputs[1];
        MatMulShape shape = new MatMulShape(a.shape().at(0), a.shape().at(1), b.shape().at(transB ? 0 : 1));
        if (b.shape().at(transB ? 1 : 0) != shape.inner()) {
            throw Operands.shape("multiplies " + inputs[0].shape() + " by " + inputs[1].shape() + ", whose inner sizes differ");
        }
        Shape output = work.shape(shape.rows(), shape.columns());
        work.spend(shape.multiplyAdds());
        float[] y = new float[output.elements()];
        if (transB) {
            work.kernels().matMulRows(shape, new Span(a.floats(), 0), new Span(b.floats(), 0), new Span(y, 0));
        } else {
            work.kernels().matMul(shape, new Span(a.floats(), 0), new Span(b.floats(), 0), new Span(y, 0));
        }
        finish(y, Operands.optional(inputs, 2), output);
        return Operands.one(Tensor.ofFloats(output, y));
    }

    private void finish(float[] y, Tensor c, Shape output) throws RefusedException {
        if (alpha != 1f) {
            for (int i = 0; i < y.length; i++) {
                y[i] *= alpha;
            }
        }
        if (c == null) {
            return;
        }
        Shape spread = Shape.ofChecked(Broadcast.shape(c.shape(), output)).orElse(null);
        if (!output.equals(spread)) {
            throw Operands.shape("adds " + c.shape() + " to " + output);
        }
        float[] from = c.floats();
        float scale = beta;
        Broadcast.of(output, c.shape(), output).forEach((at, _, j) -> y[at] += scale == 1f ? from[j] : scale * from[j]);
    }
}
