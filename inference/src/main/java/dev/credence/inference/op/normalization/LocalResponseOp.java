package dev.credence.inference.op.normalization;

import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.numeric.FloatV1;
import dev.credence.inference.numeric.Library;
import dev.credence.inference.op.Op;
import dev.credence.inference.op.OpNode;
import dev.credence.inference.op.Operands;
import dev.credence.inference.op.Work;
import dev.credence.inference.tensor.Tensor;

/// x ÷ (bias + alpha/size · Σ x²)^beta, the sum an ascending fma chain over the neighbouring channels.
record LocalResponseOp(int size, float alpha, float beta, float bias) implements Op {
    static Op decode(OpNode node) throws RefusedException {
        return new LocalResponseOp(node.integer("size", 0, 1, 1 << 24), node.number("alpha", 1e-4f),
                node.number("beta", 0.75f), node.number("bias", 1f));
    }

    @Override
    public Tensor[] run(Tensor[] inputs, Work work) throws RefusedException {
        Tensor x = inputs[0];
        int rank = x.shape().rank();
        if (rank < 2) {
            throw Operands.shape("normalises " + x.shape() + ", expected [batch,channels,…]");
        }
        int channels = x.shape().at(1);
        int run = x.shape().elements(2, rank);
        float[] from = x.floats();
        float[] y = work.floats(x.shape());
        work.spend((long) y.length * Math.min(size, channels));
        for (int i = 0; i < y.length; i++) {
            int channel = i / run % channels;
            int first = Math.max(0, channel - (size - 1) / 2);
            int last = Math.min(channels - 1, channel + size / 2);
            float sum = 0f;
            for (int c = first; c <= last; c++) {
                float neighbour = from[i + (c - channel) * run];
                sum = FloatV1.fma(neighbour, neighbour, sum);
            }
            y[i] = from[i] / Library.pow(bias + alpha / size * sum, beta);
        }
        return Operands.one(Tensor.ofFloats(x.shape(), y));
    }
}
