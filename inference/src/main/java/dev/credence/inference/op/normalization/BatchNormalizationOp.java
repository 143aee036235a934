package dev.credence.inference.op.normalization;

import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.op.Op;
import dev.credence.inference.op.OpNode;
import dev.credence.inference.op.Operands;
import dev.credence.inference.op.Work;
import dev.credence.inference.tensor.Shape;
import dev.credence.inference.tensor.Tensor;

/// (x − mean)·(scale ÷ √(variance + epsilon)) + bias for each channel; never folded into a convolution.
record BatchNormalizationOp(float epsilon) implements Op {
    static Op decode(OpNode node) throws RefusedException {
        node.ignore("momentum");
        if (node.version() < 9 && node.integer("spatial", 1) != 1) {
            throw Operands.mode("BatchNormalization with spatial 0 is not claimed");
        }
        if (node.flag("training_mode", false) || node.hasOutput(1)) {
            throw Operands.mode("BatchNormalization in training mode is not claimed");
        }
        return new BatchNormalizationOp(node.number("epsilon", 1e-5f));
    }

    @Override
    public Tensor[] run(Tensor[] inputs, Work work) throws RefusedException {
        Tensor x = inputs[0];
        int rank = x.shape().rank();
        if (rank < 1) {
            throw Operands.shape("normalises a scalar");
        }
        int channels = rank == 1 ? 1 : x.shape().at(1);
        for (int i = 1; i < 5; i++) {
            Operands.requireShape(inputs[i], Shape.of(channels), "operand " + i);
        }
        float[] from = x.floats();
        float[] y = work.floats(x.shape());
        int run = rank <= 2 ? 1 : x.shape().elements(2, rank);
        for (int at = 0, row = 0; at < y.length; at += run, row++) {
            int c = row % channels;
            float factor = inputs[1].floats()[c] / (float) Math.sqrt(inputs[4].floats()[c] + epsilon);
            float mean = inputs[3].floats()[c];
            float bias = inputs[2].floats()[c];
            for (int i = at; i < at + run; i++) {
                y[i] = (from[i] - mean) * factor + bias;
            }
        }
        return Operands.one(Tensor.ofFloats(x.shape(), y));
    }
}
