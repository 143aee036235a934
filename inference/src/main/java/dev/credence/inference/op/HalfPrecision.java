package dev.credence.inference.op;

import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.numeric.HalfFloat;
import dev.credence.inference.tensor.ElementType;
import dev.credence.inference.tensor.Tensor;

/// Half precision by way of single: operands are widened exactly, the operation runs, its results are rounded once.
public final class HalfPrecision {
    private HalfPrecision() {}

    /// Runs `op` on widened operands and narrows its single-precision results.
    public static Tensor[] run(Op op, ElementType half, Tensor[] inputs, Work work) throws RefusedException {
        Tensor[] wide = new Tensor[inputs.length];
        for (int i = 0; i < inputs.length; i++) {
            wide[i] = inputs[i] != null && inputs[i].type() == half ? widen(inputs[i], work) : inputs[i];
        }
        Tensor[] outputs = op.run(wide, work).clone();
        for (int i = 0; i < outputs.length; i++) {
            if (outputs[i] != null && outputs[i].type() == ElementType.FLOAT) {
                outputs[i] = narrow(outputs[i], half, work);
            }
        }
        return outputs;
    }

    /// The same numbers in single precision.
    public static Tensor widen(Tensor tensor, Work work) throws RefusedException {
        float[] wide = work.floats(tensor.shape());
        short[] from = tensor.shorts();
        boolean brain = tensor.type() == ElementType.BFLOAT16;
        for (int i = 0; i < wide.length; i++) {
            wide[i] = brain ? HalfFloat.fromBrain(from[i]) : HalfFloat.from16(from[i]);
        }
        return Tensor.ofFloats(tensor.shape(), wide);
    }

    /// The numbers rounded to `half`, to nearest, ties to even.
    public static Tensor narrow(Tensor tensor, ElementType half, Work work) throws RefusedException {
        Tensor narrow = work.allocate(half, tensor.shape());
        short[] to = narrow.shorts();
        float[] from = tensor.floats();
        boolean brain = half == ElementType.BFLOAT16;
        for (int i = 0; i < to.length; i++) {
            to[i] = brain ? HalfFloat.toBrain(from[i]) : HalfFloat.to16(from[i]);
        }
        return narrow;
    }
}
