package dev.credence.inference.op.elementwise;

import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.op.BinaryFunction;
import dev.credence.inference.op.Broadcast;
import dev.credence.inference.op.IntegerElements;
import dev.credence.inference.op.Op;
import dev.credence.inference.op.Operands;
import dev.credence.inference.op.Work;
import dev.credence.inference.tensor.ElementType;
import dev.credence.inference.tensor.Shape;
import dev.credence.inference.tensor.Tensor;

/// A function of pairs of elements, both operands spread over a common shape.
record BinaryOp(BinaryFunction function) implements Op {
    @Override
    public Tensor[] run(Tensor[] inputs, Work work) throws RefusedException {
        return Operands.one(apply(function, inputs[0], inputs[1], work));
    }

    static Tensor apply(BinaryFunction function, Tensor a, Tensor b, Work work) throws RefusedException {
        Operands.sameType(a, b);
        Shape shape = a.shape().equals(b.shape())
                ? work.take(a.shape())
                : work.shape(Broadcast.shape(a.shape(), b.shape()));
        Broadcast broadcast = Broadcast.of(a.shape(), b.shape(), shape);
        if (a.type() == ElementType.FLOAT) {
            float[] y = new float[shape.elements()];
            work.kernels().binary(function, broadcast, a.floats(), b.floats(), y);
            return Tensor.ofFloats(shape, y);
        }
        if (a.type() == ElementType.DOUBLE) {
            double[] y = new double[shape.elements()];
            broadcast.forEach((at, i, j) -> y[at] = function.apply(a.doubles()[i], b.doubles()[j]));
            return Tensor.of(ElementType.DOUBLE, shape, y);
        }
        return integers(function, a, b, broadcast, work.allocate(a.type(), shape));
    }

    private static Tensor integers(BinaryFunction function, Tensor a, Tensor b, Broadcast broadcast, Tensor target)
            throws RefusedException {
        long[] left = IntegerElements.read(a);
        long[] right = IntegerElements.read(b);
        if (function == BinaryFunction.DIV || function == BinaryFunction.FMOD) {
            for (long divisor : right) {
                if (divisor == 0) {
                    throw Operands.value("divides an integer by zero");
                }
            }
        }
        boolean unsigned = a.type().isUnsigned();
        long[] y = new long[target.elements()];
        broadcast.forEach((at, i, j) -> y[at] = function.apply(left[i], right[j], unsigned));
        return IntegerElements.write(y, target);
    }
}
