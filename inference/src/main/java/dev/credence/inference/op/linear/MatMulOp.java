package dev.credence.inference.op.linear;

import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.op.Op;
import dev.credence.inference.op.Operands;
import dev.credence.inference.op.Work;
import dev.credence.inference.tensor.Shape;
import dev.credence.inference.tensor.Tensor;
import dev.credence.inference.op.Broadcast;
import dev.credence.inference.op.MatMulShape;
import dev.credence.inference.op.Span;
import java.util.Arrays;

/// Stacks of matrix products, NumPy's matmul: each output is one ascending fma chain over the inner axis.
record MatMulOp() implements Op {
    @Override
    public Tensor[] run(Tensor[] inputs, Work work) throws RefusedException {
        return Operands.one(multiply(inputs[0], inputs[1], work));
    }

    static Tensor multiply(Tensor a, Tensor b, Work work) throws RefusedException {
        Operands.sameType(a, b);
        if (a.shape().rank() == 0 || b.shape().rank() == 0) {
            throw Operands.shape("multiplies " + a.shape() + " by " + b.shape() + ", expected matrices or vectors");
        }
        Tensor left = a.shape().rank() == 1 ? a.reshape(Shape.of(1, a.shape().at(0))) : a;
        Tensor right = b.shape().rank() == 1 ? b.reshape(Shape.of(b.shape().at(0), 1)) : b;
        Tensor product = stacks(left, right, work);
        return product.reshape(dropOnes(product.shape(), a.shape().rank() == 1, b.shape().rank() == 1));
    }

    private static Tensor stacks(Tensor a, Tensor b, Work work) throws RefusedException {
        int rankA = a.shape().rank();
        int rankB = b.shape().rank();
        MatMulShape one = new MatMulShape(
                a.shape().at(rankA - 2), a.shape().at(rankA - 1), b.shape().at(rankB - 1));
        if (b.shape().at(rankB - 2) != one.inner()) {
            throw Operands.shape("multiplies " + a.shape() + " by " + b.shape() + ", whose inner sizes differ");
        }
        Shape stackA = leading(a.shape());
        Shape stackB = leading(b.shape());
        long[] stack = Broadcast.shape(stackA, stackB);
        long[] sizes = Arrays.copyOf(stack, stack.length + 2);
        sizes[stack.length] = one.rows();
        sizes[stack.length + 1] = one.columns();
        Shape shape = work.shape(sizes);
        float[] y = new float[shape.elements()];
        if (stackB.elements() == 1) {
            // One right factor for all: the stack is one tall matrix, with the same chains.
            MatMulShape tall = new MatMulShape(stackA.elements() * one.rows(), one.inner(), one.columns());
            work.spend(tall.multiplyAdds());
            work.kernels().matMul(tall, new Span(a.floats(), 0), new Span(b.floats(), 0), new Span(y, 0));
            return Tensor.ofFloats(shape, y);
        }
        Shape stackShape = Shape.ofChecked(stack).orElseThrow();
        work.spend(stackShape.elements() * one.multiplyAdds());
        Broadcast.of(stackA, stackB, stackShape).forEach((at, i, j) -> work.kernels().matMul(one,
                new Span(a.floats(), i * one.rows() * one.inner()),
                new Span(b.floats(), j * one.inner() * one.columns()),
                new Span(y, at * one.rows() * one.columns())));
        return Tensor.ofFloats(shape, y);
    }

    private static Shape leading(Shape shape) {
        return Shape.of(Arrays.copyOf(shape.toArray(), shape.rank() - 2));
    }

    private static Shape dropOnes(Shape shape, boolean row, boolean column) {
        int[] sizes = shape.toArray();
        int rank = sizes.length;
        int[] kept = Arrays.copyOf(sizes, rank - 2 + (row ? 0 : 1) + (column ? 0 : 1));
        if (row && !column) {
            kept[rank - 2] = sizes[rank - 1];
        }
        return Shape.of(kept);
    }
}
