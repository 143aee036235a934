package dev.credence.inference.op.quantised;

import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.op.Broadcast;
import dev.credence.inference.op.IntegerElements;
import dev.credence.inference.op.Operands;
import dev.credence.inference.op.Work;
import dev.credence.inference.tensor.ElementType;
import dev.credence.inference.tensor.Shape;
import dev.credence.inference.tensor.Tensor;
import java.util.Arrays;

/// Stacks of products of integer matrices, zero points taken off first; sums modulo 2^32.
final class IntegerMatMul {
    private IntegerMatMul() {}

    /// Numbers less their zero points.
    ///
    /// @param axis along which there are several zero points (the rows of a left factor, the columns of a right one)
    static int[] centered(Tensor x, Tensor zero, int axis) throws RefusedException {
        long[] from = IntegerElements.read(x);
        long[] zeros = zero == null ? new long[] {0} : IntegerElements.read(zero);
        int rank = x.shape().rank();
        if (zeros.length != 1 && (axis < 0 || axis >= rank || zeros.length != x.shape().at(axis))) {
            throw Operands.shape("takes " + zeros.length + " zero points off " + x.shape());
        }
        int stride = zeros.length == 1 ? 1 : x.shape().elements(axis + 1, rank);
        int[] centered = new int[from.length];
        for (int i = 0; i < centered.length; i++) {
            centered[i] = (int) (from[i] - zeros[zeros.length == 1 ? 0 : i / stride % zeros.length]);
        }
        return centered;
    }

    /// The product of `a` and `b` (the numbers of tensors of these shapes) as INT32.
    static Tensor multiply(Shape a, int[] left, Shape b, int[] right, Work work) throws RefusedException {
        if (a.rank() < 2 || b.rank() < 2 || a.at(a.rank() - 1) != b.at(b.rank() - 2)) {
            throw Operands.shape("multiplies " + a + " by " + b);
        }
        int rows = a.at(a.rank() - 2);
        int inner = a.at(a.rank() - 1);
        int columns = b.at(b.rank() - 1);
        Shape stackA = Shape.of(Arrays.copyOf(a.toArray(), a.rank() - 2));
        Shape stackB = Shape.of(Arrays.copyOf(b.toArray(), b.rank() - 2));
        long[] stack = Broadcast.shape(stackA, stackB);
        long[] sizes = Arrays.copyOf(stack, stack.length + 2);
        sizes[stack.length] = rows;
        sizes[stack.length + 1] = columns;
        Tensor y = work.allocate(ElementType.INT32, work.shape(sizes));
        work.spend((long) y.elements() * inner);
        int[] product = y.ints();
        Broadcast.of(stackA, stackB, Shape.ofChecked(stack).orElseThrow()).forEach((at, i, j) -> {
            for (int r = 0; r < rows; r++) {
                for (int c = 0; c < columns; c++) {
                    int sum = 0;
                    for (int k = 0; k < inner; k++) {
                        sum += left[(i * rows + r) * inner + k] * right[(j * inner + k) * columns + c];
                    }
                    product[(at * rows + r) * columns + c] = sum;
                }
            }
        });
        return y;
    }
}
