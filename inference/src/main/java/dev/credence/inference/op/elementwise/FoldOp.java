package dev.credence.inference.op.elementwise;

import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.op.BinaryFunction;
import dev.credence.inference.op.Op;
import dev.credence.inference.op.OpNode;
import dev.credence.inference.op.Operands;
import dev.credence.inference.op.Work;
import dev.credence.inference.tensor.Tensor;

/// Any number of operands folded from the left (Max, Min, Sum), and divided by their number for Mean.
record FoldOp(BinaryFunction function, boolean mean) implements Op {
    @Override
    public Tensor[] run(Tensor[] inputs, Work work) throws RefusedException {
        Tensor folded = inputs[0];
        for (int i = 1; i < inputs.length; i++) {
            if (inputs[i] == null) {
                throw OpNode.invalid("input " + i + " is left out");
            }
            folded = BinaryOp.apply(function, folded, inputs[i], work);
        }
        return Operands.one(
                mean ? BinaryOp.apply(BinaryFunction.DIV, folded, Tensor.scalar(inputs.length), work) : folded);
    }
}
