package dev.credence.inference.op.reduction;

import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.op.Strided;
import dev.credence.inference.op.Work;
import dev.credence.inference.tensor.Shape;
import dev.credence.inference.tensor.Tensor;

import java.util.stream.IntStream;

/// A tensor with the axes of a reduction moved to the end: each row is what one result is made of, in row-major order of
/// the reduced axes.
///
/// @param tensor  [… × columns], row-major
/// @param order   which axis of the original each axis is
record Rows(Tensor tensor, int[] order, int count, int columns) {
    static Rows of(Tensor x, boolean[] reduced, Work work) throws RefusedException {
        int rank = x.shape().rank();
        int[] order = IntStream.concat(
                        IntStream.range(0, rank).filter(axis -> !reduced[axis]),
                        IntStream.range(0, rank).filter(axis -> reduced[axis]))
                .toArray();
        int count = 1;
        int columns = 1;
        for (int axis = 0; axis < rank; axis++) {
            if (reduced[axis]) {
                columns *= x.shape().at(axis);
            } else {
                count *= x.shape().at(axis);
            }
        }
        return new Rows(Strided.transpose(x, order, work), order, count, columns);
    }

    /// Rows along a single axis.
    static Rows along(Tensor x, int axis, Work work) throws RefusedException {
        boolean[] reduced = new boolean[x.shape().rank()];
        reduced[axis] = true;
        return of(x, reduced, work);
    }

    /// A result of as many elements as the original, moved back to the original order of axes.
    Tensor restore(Tensor result, Work work) throws RefusedException {
        int[] inverse = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            inverse[order[i]] = i;
        }
        return Strided.transpose(result.reshape(tensor.shape()), inverse, work);
    }

    /// The same where the reduced axis keeps `size` places in each row.
    Tensor restore(Tensor result, int size, Work work) throws RefusedException {
        int[] sizes = tensor.shape().toArray();
        sizes[sizes.length - 1] = size;
        return new Rows(result.reshape(Shape.of(sizes)), order, count, size).restore(result.reshape(Shape.of(sizes)), work);
    }
}
