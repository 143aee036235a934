package dev.credence.inference.op.elementwise;

import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.numeric.Library;
import dev.credence.inference.op.BinaryFunction;
import dev.credence.inference.op.Broadcast;
import dev.credence.inference.op.IntegerElements;
import dev.credence.inference.op.Op;
import dev.credence.inference.op.OpNode;
import dev.credence.inference.op.Operands;
import dev.credence.inference.op.Types;
import dev.credence.inference.op.Work;
import dev.credence.inference.tensor.ElementType;
import dev.credence.inference.tensor.Shape;
import dev.credence.inference.tensor.Tensor;

/// Powers, of the base's type. Between floats as `Library.pow`; an integer to a natural power exactly, with wrap-around;
/// all else in double precision, cast to the base's type as `Cast` does.
record PowOp() implements Op {
    @Override
    public Tensor[] run(Tensor[] inputs, Work work) throws RefusedException {
        Tensor base = inputs[0];
        Tensor exponent = inputs[1];
        if (!Types.NUMBERS.contains(exponent.type())) {
            throw OpNode.invalid("the exponent has elements of type " + exponent.type());
        }
        if (base.type() == exponent.type() && base.type().isFloating()) {
            return Operands.one(BinaryOp.apply(BinaryFunction.POW, base, exponent, work));
        }
        Shape shape = work.shape(Broadcast.shape(base.shape(), exponent.shape()));
        Broadcast broadcast = Broadcast.of(base.shape(), exponent.shape(), shape);
        if (base.type().isInteger() && exponent.type().isInteger()) {
            long[] left = IntegerElements.read(base);
            long[] right = IntegerElements.read(exponent);
            long[] y = new long[shape.elements()];
            broadcast.forEach((at, i, j) -> y[at] = power(left[i], right[j]));
            return Operands.one(IntegerElements.write(y, work.allocate(base.type(), shape)));
        }
        double[] left = Casts.toDoubles(base);
        double[] right = Casts.toDoubles(exponent);
        double[] y = new double[shape.elements()];
        broadcast.forEach((at, i, j) -> y[at] = Library.pow(left[i], right[j]));
        return Operands.one(Casts.cast(Tensor.of(ElementType.DOUBLE, shape, y), base.type(), work));
    }

    // 0 for the fractions that negative exponents give, but for a base of 1 or −1.
    private static long power(long base, long exponent) {
        if (exponent < 0) {
            return base == 1 ? 1 : base == -1 ? ((exponent & 1) == 0 ? 1 : -1) : 0;
        }
        long result = 1;
        for (long square = base, left = exponent; left > 0; left >>= 1, square *= square) {
            if ((left & 1) == 1) {
                result *= square;
            }
        }
        return result;
    }
}
