package dev.credence.inference.op.elementwise;

import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.op.BinaryFunction;
import dev.credence.inference.op.Op;
import dev.credence.inference.op.OpNode;
import dev.credence.inference.op.Operands;
import dev.credence.inference.op.Work;
import dev.credence.inference.tensor.Shape;
import dev.credence.inference.tensor.Tensor;

/// min(max(x, low), high), each bound where it is given; attributes up to version 10, operands from 11 on.
record ClipOp(Tensor low, Tensor high) implements Op {
    static Op decode(OpNode node) throws RefusedException {
        if (node.version() >= 11) {
            return new ClipOp(null, null);
        }
        return new ClipOp(
                node.has("min") ? Tensor.scalar(node.number("min", 0)) : null,
                node.has("max") ? Tensor.scalar(node.number("max", 0)) : null);
    }

    @Override
    public Tensor[] run(Tensor[] inputs, Work work) throws RefusedException {
        Tensor lower = low != null ? low : Operands.optional(inputs, 1);
        Tensor upper = high != null ? high : Operands.optional(inputs, 2);
        Tensor y = inputs[0];
        if (lower != null) {
            y = bound(BinaryFunction.MAX, y, lower, work);
        }
        if (upper != null) {
            y = bound(BinaryFunction.MIN, y, upper, work);
        }
        return Operands.one(y);
    }

    private static Tensor bound(BinaryFunction function, Tensor x, Tensor bound, Work work) throws RefusedException {
        if (bound.elements() != 1) {
            throw Operands.shape("is bounded by " + bound + ", expected one element");
        }
        return BinaryOp.apply(function, x, bound.reshape(Shape.SCALAR), work);
    }
}
