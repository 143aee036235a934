package dev.credence.inference.op.elementwise;

import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.op.Broadcast;
import dev.credence.inference.op.IntegerElements;
import dev.credence.inference.op.Op;
import dev.credence.inference.op.OpNode;
import dev.credence.inference.op.Operands;
import dev.credence.inference.op.Work;
import dev.credence.inference.tensor.Tensor;
import java.util.function.LongBinaryOperator;

/// A function of the bits of two integers, or of two truth values.
record BitOp(LongBinaryOperator function) implements Op {
    @Override
    public Tensor[] run(Tensor[] inputs, Work work) throws RefusedException {
        Tensor a = inputs[0];
        Tensor b = inputs[1];
        Operands.sameType(a, b);
        Tensor y = work.allocate(a.type(), work.shape(Broadcast.shape(a.shape(), b.shape())));
        long[] left = IntegerElements.read(a);
        long[] right = IntegerElements.read(b);
        long[] result = new long[y.elements()];
        Broadcast.of(a.shape(), b.shape(), y.shape())
                .forEach((at, i, j) -> result[at] = function.applyAsLong(left[i], right[j]));
        return Operands.one(IntegerElements.write(result, y));
    }

    /// Shifts unsigned numbers; a shift by the width or more gives 0.
    static Op decodeShift(OpNode node) throws RefusedException {
        boolean left = node.choice("direction", "", "LEFT", "RIGHT").equals("LEFT");
        return new BitOp((a, b) -> {
            if (b < 0 || b > 63) {
                return 0;
            }
            return left ? a << b : a >>> b;
        });
    }
}
