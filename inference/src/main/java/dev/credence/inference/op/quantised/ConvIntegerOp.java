package dev.credence.inference.op.quantised;

import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.op.Op;
import dev.credence.inference.op.OpNode;
import dev.credence.inference.op.Operands;
import dev.credence.inference.op.Work;
import dev.credence.inference.tensor.Tensor;

/// The convolution of integers as INT32.
record ConvIntegerOp(IntegerConv conv) implements Op {
    static Op decode(OpNode node) throws RefusedException {
        return new ConvIntegerOp(IntegerConv.decode(node));
    }

    @Override
    public Tensor[] run(Tensor[] inputs, Work work) throws RefusedException {
        int[] x = IntegerMatMul.centered(inputs[0], Operands.optional(inputs, 2), -1);
        int[] w = IntegerMatMul.centered(inputs[1], Operands.optional(inputs, 3), 0);
        return Operands.one(conv.apply(inputs[0], x, inputs[1], w, null, work));
    }
}
