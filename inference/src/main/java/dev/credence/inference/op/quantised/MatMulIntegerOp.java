package dev.credence.inference.op.quantised;

import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.op.Op;
import dev.credence.inference.op.Operands;
import dev.credence.inference.op.Work;
import dev.credence.inference.tensor.Tensor;

/// The product of integer matrices as INT32.
record MatMulIntegerOp() implements Op {
    @Override
    public Tensor[] run(Tensor[] inputs, Work work) throws RefusedException {
        Tensor a = inputs[0];
        Tensor b = inputs[1];
        int[] left = IntegerMatMul.centered(a, Operands.optional(inputs, 2), a.shape().rank() - 2);
        int[] right = IntegerMatMul.centered(b, Operands.optional(inputs, 3), b.shape().rank() - 1);
        return Operands.one(IntegerMatMul.multiply(a.shape(), left, b.shape(), right, work));
    }
}
