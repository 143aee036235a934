package dev.credence.inference.op.layout;

import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.op.Op;
import dev.credence.inference.op.OpNode;
import dev.credence.inference.op.Operands;
import dev.credence.inference.tensor.Shape;
import dev.credence.inference.tensor.Tensor;
import java.util.Arrays;

/// Operations that look at shapes only, or change nothing but the shape.
final class ShapeOps {
    private ShapeOps() {}

    /// The dimensions in [start, end) as INT64.
    static Op shape(OpNode node) throws RefusedException {
        long start = node.integer("start", 0);
        long end = node.integer("end", Long.MAX_VALUE);
        return (inputs, work) -> {
            long[] sizes = inputs[0].shape().toLongs();
            int from = clamp(start, sizes.length);
            int to = Math.max(from, clamp(end, sizes.length));
            return Operands.one(Tensor.ofLongs(work.shape(to - from), Arrays.copyOfRange(sizes, from, to)));
        };
    }

    private static int clamp(long at, int rank) {
        return (int) Math.max(0, Math.min(rank, at < 0 ? at + rank : at));
    }

    /// The number of elements as INT64.
    static Op size() {
        return (inputs, work) -> Operands.one(Tensor.ofLongs(work.take(Shape.SCALAR), inputs[0].elements()));
    }

    /// Drops dimensions of 1: those named, or else all.
    static Op squeeze(OpNode node) throws RefusedException {
        long[] attribute = node.integers("axes").orElse(null);
        return (inputs, _) -> {
            Tensor x = inputs[0];
            boolean[] drop = new boolean[x.shape().rank()];
            long[] axes = axes(attribute, inputs);
            if (axes == null) {
                for (int axis = 0; axis < drop.length; axis++) {
                    drop[axis] = x.shape().at(axis) == 1;
                }
            } else {
                for (long named : axes) {
                    int axis = Operands.axis(named, drop.length);
                    if (x.shape().at(axis) != 1) {
                        throw Operands.shape("drops axis " + axis + " of " + x.shape() + ", which is not 1");
                    }
                    drop[axis] = true;
                }
            }
            return Operands.one(x.reshape(without(x.shape(), drop)));
        };
    }

    private static Shape without(Shape shape, boolean[] drop) {
        int[] kept = new int[shape.rank()];
        int count = 0;
        for (int axis = 0; axis < drop.length; axis++) {
            if (!drop[axis]) {
                kept[count++] = shape.at(axis);
            }
        }
        return Shape.of(Arrays.copyOf(kept, count));
    }

    /// Adds dimensions of 1 at the named places of the result.
    static Op unsqueeze(OpNode node) throws RefusedException {
        long[] attribute = node.integers("axes").orElse(null);
        return (inputs, _) -> {
            Tensor x = inputs[0];
            long[] axes = axes(attribute, inputs);
            if (axes == null) {
                throw OpNode.invalid("names no axes");
            }
            int rank = x.shape().rank() + axes.length;
            if (rank > Shape.RANK_MAX) {
                throw Operands.shape("gives " + rank + " axes, at most " + Shape.RANK_MAX + " are possible");
            }
            int[] sizes = new int[rank];
            for (long named : axes) {
                int axis = Operands.axis(named, rank);
                if (sizes[axis] == 1) {
                    throw OpNode.invalid("names axis " + axis + " twice");
                }
                sizes[axis] = 1;
            }
            int next = 0;
            for (int axis = 0; axis < rank; axis++) {
                sizes[axis] = sizes[axis] == 1 ? 1 : x.shape().at(next++);
            }
            return Operands.one(x.reshape(Shape.of(sizes)));
        };
    }

    /// Axes from the attribute (older versions) or the second operand; null if there are none.
    static long[] axes(long[] attribute, Tensor[] inputs) throws RefusedException {
        Tensor operand = Operands.optional(inputs, 1);
        return operand == null ? attribute : Operands.longs(operand, "axes");
    }
}
