package dev.credence.inference.op.normalization;

import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.numeric.FloatV1;
import dev.credence.inference.op.Op;
import dev.credence.inference.op.OpNode;
import dev.credence.inference.op.Operands;
import dev.credence.inference.op.Work;
import dev.credence.inference.tensor.Tensor;

/// Each run along an axis divided by its sum of magnitudes or by its length; a run of zeros stays.
record LpNormalizationOp(long axis, int power) implements Op {
    static Op decode(OpNode node) throws RefusedException {
        return new LpNormalizationOp(node.integer("axis", -1), node.integer("p", 2, 1, 2));
    }

    @Override
    public Tensor[] run(Tensor[] inputs, Work work) throws RefusedException {
        Tensor x = inputs[0];
        int at = Operands.axis(axis, x.shape().rank());
        int n = x.shape().at(at);
        int stride = x.shape().elements(at + 1, x.shape().rank());
        float[] y = work.floats(x.shape());
        float[] run = new float[n];
        for (int r = 0; r < y.length / Math.max(n, 1); r++) {
            int from = r / stride * stride * n + r % stride;
            for (int i = 0; i < n; i++) {
                float value = x.floats()[from + i * stride];
                run[i] = power == 1 ? Math.abs(value) : value;
            }
            float norm = power == 1 ? FloatV1.sum(run, 0, n) : (float) Math.sqrt(FloatV1.dot(run, 0, run, 0, n));
            for (int i = 0; i < n; i++) {
                float value = x.floats()[from + i * stride];
                y[from + i * stride] = norm == 0f ? 0f : value / norm;
            }
        }
        return Operands.one(Tensor.ofFloats(x.shape(), y));
    }
}
