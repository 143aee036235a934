package dev.credence.inference.op.elementwise;

import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.op.IntegerElements;
import dev.credence.inference.op.Op;
import dev.credence.inference.op.Operands;
import dev.credence.inference.op.UnaryFunction;
import dev.credence.inference.op.Work;
import dev.credence.inference.tensor.Tensor;
import java.util.function.LongUnaryOperator;

/// A function of each element.
///
/// @param integers the function over integers, or null where the claim holds none
record UnaryOp(UnaryFunction function, LongUnaryOperator integers) implements Op {
    @Override
    public Tensor[] run(Tensor[] inputs, Work work) throws RefusedException {
        Tensor x = inputs[0];
        if (x.array() instanceof float[] floats) {
            float[] y = work.floats(x.shape());
            work.kernels().unary(function, floats, y);
            return Operands.one(Tensor.ofFloats(x.shape(), y));
        }
        long[] from = IntegerElements.read(x);
        long[] to = new long[from.length];
        for (int i = 0; i < to.length; i++) {
            to[i] = integers.applyAsLong(from[i]);
        }
        return Operands.one(IntegerElements.write(to, work.allocate(x.type(), x.shape())));
    }
}
