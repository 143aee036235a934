package dev.credence.inference.op;

import dev.credence.inference.graph.Refusal;
import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.tensor.Shape;
import java.util.Arrays;

/// How two operands are spread over a common shape (ONNX and NumPy broadcasting), with neighbouring axes that move alike
/// merged into one.
///
/// Element (i₀, …, i_{r−1}) of the output, row-major over `size`, reads a at Σ iₖ·aStride(k) and b at Σ iₖ·bStride(k); a
/// stride is 0 along an axis that is repeated. There is always at least one axis.
public final class Broadcast {
    private final int[] sizes;
    private final int[] aStrides;
    private final int[] bStrides;

    private Broadcast(int[] sizes, int[] aStrides, int[] bStrides) {
        this.sizes = sizes;
        this.aStrides = aStrides;
        this.bStrides = bStrides;
    }

    /// The shape that both operands are spread over.
    ///
    /// @throws RefusedException if a dimension differs and neither is 1
    public static long[] shape(Shape a, Shape b) throws RefusedException {
        int rank = Math.max(a.rank(), b.rank());
        long[] common = new long[rank];
        for (int axis = 0; axis < rank; axis++) {
            int sizeA = sizeAt(a, axis - rank + a.rank());
            int sizeB = sizeAt(b, axis - rank + b.rank());
            if (sizeA != sizeB && sizeA != 1 && sizeB != 1) {
                throw new RefusedException(Refusal.INVALID_SHAPE, a + " and " + b + " cannot be spread over one shape");
            }
            common[axis] = sizeA == 1 ? sizeB : sizeA;
        }
        return common;
    }

    /// The plan for operands of shapes `a` and `b` over `output`, which `shape` gave.
    public static Broadcast of(Shape a, Shape b, Shape output) {
        int[] stridesA = stridesOver(a, output);
        int[] stridesB = stridesOver(b, output);
        int[] sizes = new int[Math.max(output.rank(), 1)];
        int[] mergedA = new int[sizes.length];
        int[] mergedB = new int[sizes.length];
        int used = 0;
        for (int axis = 0; axis < output.rank(); axis++) {
            int size = output.at(axis);
            if (size == 1 && output.elements() != 0) {
                continue;
            }
            boolean alike = used > 0
                    && mergedA[used - 1] == stridesA[axis] * size
                    && mergedB[used - 1] == stridesB[axis] * size;
            if (alike) {
                sizes[used - 1] *= size;
            } else {
                sizes[used++] = size;
            }
            mergedA[used - 1] = stridesA[axis];
            mergedB[used - 1] = stridesB[axis];
        }
        if (used == 0) {
            sizes[used++] = 1;
        }
        return new Broadcast(Arrays.copyOf(sizes, used), Arrays.copyOf(mergedA, used), Arrays.copyOf(mergedB, used));
    }

    /// The strides with which an operand of shape `from` is read when it is spread over `output`.
    public static int[] stridesOver(Shape from, Shape output) {
        int[] own = from.strides();
        int[] strides = new int[output.rank()];
        int shift = output.rank() - from.rank();
        for (int axis = shift; axis < output.rank(); axis++) {
            strides[axis] = from.at(axis - shift) == 1 ? 0 : own[axis - shift];
        }
        return strides;
    }

    /// Receives the indices of an output element and of the operands' elements that it is made of.
    @FunctionalInterface
    public interface Visitor {
        void visit(int output, int a, int b);
    }

    /// Visits all elements of the output in order.
    public void forEach(Visitor visitor) {
        int inner = sizes.length - 1;
        int total = 1;
        for (int size : sizes) {
            total *= size;
        }
        int[] index = new int[sizes.length];
        int a = 0;
        int b = 0;
        for (int at = 0; at < total; at += sizes[inner]) {
            for (int i = 0; i < sizes[inner]; i++) {
                visitor.visit(at + i, a + i * aStrides[inner], b + i * bStrides[inner]);
            }
            for (int axis = inner - 1; axis >= 0; axis--) {
                a += aStrides[axis];
                b += bStrides[axis];
                if (++index[axis] < sizes[axis]) {
                    break;
                }
                a -= sizes[axis] * aStrides[axis];
                b -= sizes[axis] * bStrides[axis];
                index[axis] = 0;
            }
        }
    }

    private static int sizeAt(Shape shape, int axis) {
        return axis < 0 ? 1 : shape.at(axis);
    }

    public int rank() {
        return sizes.length;
    }

    public int size(int axis) {
        return sizes[axis];
    }

    public int aStride(int axis) {
        return aStrides[axis];
    }

    public int bStride(int axis) {
        return bStrides[axis];
    }
}
