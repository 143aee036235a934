package dev.credence.inference.op.elementwise;

import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.op.Op;
import dev.credence.inference.op.Operands;
import dev.credence.inference.op.Work;
import dev.credence.inference.tensor.Tensor;

/// A function of each single-precision element that has parameters of its own.
record MapOp(FloatFunction function) implements Op {
    /// A function of one number.
    @FunctionalInterface
    interface FloatFunction {
        float apply(float x);
    }

    @Override
    public Tensor[] run(Tensor[] inputs, Work work) throws RefusedException {
        float[] x = inputs[0].floats();
        float[] y = work.floats(inputs[0].shape());
        for (int i = 0; i < y.length; i++) {
            y[i] = function.apply(x[i]);
        }
        return Operands.one(Tensor.ofFloats(inputs[0].shape(), y));
    }
}
