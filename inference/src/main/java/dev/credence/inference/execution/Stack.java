package dev.credence.inference.execution;

import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.op.Operands;
import dev.credence.inference.op.Strided;
import dev.credence.inference.op.Work;
import dev.credence.inference.tensor.Shape;
import dev.credence.inference.tensor.Tensor;
import java.util.List;

/// Takes tensors apart along an axis, and puts equal ones together along a new axis.
final class Stack {
    private Stack() {}

    /// Slice `index` along `axis`, without that axis.
    static Tensor slice(Tensor x, int axis, int index, Work work) throws RefusedException {
        int[] sizes = new int[x.shape().rank() - 1];
        int[] strides = new int[sizes.length];
        int[] own = x.shape().strides();
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = x.shape().at(i < axis ? i : i + 1);
            strides[i] = own[i < axis ? i : i + 1];
        }
        Tensor y = work.allocate(x.type(), Shape.of(sizes));
        Strided.gather(x, index * own[axis], strides, y.shape(), y.array());
        return y;
    }

    /// One tensor of all `parts` along a new axis.
    ///
    /// @param axis    the new axis in the result; negative ones count from the back
    /// @param reverse whether the last part comes first
    static Tensor join(List<Tensor> parts, long axis, boolean reverse, Work work) throws RefusedException {
        Tensor first = parts.getFirst();
        int rank = first.shape().rank() + 1;
        int at = Operands.axis(axis, rank);
        long[] sizes = new long[rank];
        for (int i = 0; i < rank; i++) {
            sizes[i] = i == at ? parts.size() : first.shape().at(i < at ? i : i - 1);
        }
        Tensor y = work.allocate(first.type(), work.shape(sizes));
        int[] all = y.shape().strides();
        int[] strides = new int[rank - 1];
        for (int i = 0; i < strides.length; i++) {
            strides[i] = all[i < at ? i : i + 1];
        }
        for (int i = 0; i < parts.size(); i++) {
            Tensor part = parts.get(reverse ? parts.size() - 1 - i : i);
            if (part.type() != first.type() || !part.shape().equals(first.shape())) {
                throw Operands.shape("collects " + part + " after " + first);
            }
            Strided.copy(
                    new Strided.Lattice(part.array(), 0, part.shape().strides()),
                    new Strided.Lattice(y.array(), i * all[at], strides),
                    part.shape());
        }
        return y;
    }
}
