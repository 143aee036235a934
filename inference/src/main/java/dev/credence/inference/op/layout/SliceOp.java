package dev.credence.inference.op.layout;

import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.op.Op;
import dev.credence.inference.op.OpNode;
import dev.credence.inference.op.Operands;
import dev.credence.inference.op.Strided;
import dev.credence.inference.op.Work;
import dev.credence.inference.tensor.Tensor;

/// Elements from a start to an end by a step, along some axes; bounds beyond an axis are cut to it.
///
/// @param starts attributes up to version 9; null from 10 on, where operands hold all
record SliceOp(long[] starts, long[] ends, long[] axes) implements Op {
    static Op decode(OpNode node) throws RefusedException {
        if (node.version() >= 10) {
            return new SliceOp(null, null, null);
        }
        if (!node.has("starts") || !node.has("ends")) {
            throw OpNode.invalid("attribute starts or ends is missing");
        }
        return new SliceOp(node.integers("starts").get(), node.integers("ends").get(), node.integers("axes").orElse(null));
    }

    @Override
    public Tensor[] run(Tensor[] inputs, Work work) throws RefusedException {
        Tensor x = inputs[0];
        int rank = x.shape().rank();
        long[] from = starts != null ? starts : operand(inputs, 1, "starts");
        long[] to = ends != null ? ends : operand(inputs, 2, "ends");
        long[] along = axes != null ? axes : operand(inputs, 3, "axes");
        long[] steps = operand(inputs, 4, "steps");
        if (from == null || to == null || from.length != to.length || along != null && along.length != from.length
                || steps != null && steps.length != from.length || from.length > rank) {
            throw OpNode.invalid("slices with starts, ends, axes and steps of different lengths");
        }
        int[] strides = x.shape().strides();
        long[] sizes = x.shape().toLongs();
        int offset = 0;
        boolean[] seen = new boolean[rank];
        for (int i = 0; i < from.length; i++) {
            int axis = Operands.axis(along == null ? i : along[i], rank);
            if (seen[axis]) {
                throw OpNode.invalid("slices axis " + axis + " twice");
            }
            seen[axis] = true;
            long step = steps == null ? 1 : steps[i];
            Range range = Range.of(from[i], to[i], step, x.shape().at(axis));
            sizes[axis] = range.count;
            offset += (int) (range.start * strides[axis]);
            // A step longer than the axis is never taken.
            strides[axis] = range.count <= 1 ? 0 : (int) (step * strides[axis]);
        }
        Tensor y = work.allocate(x.type(), work.shape(sizes));
        Strided.gather(x, offset, strides, y.shape(), y.array());
        return Operands.one(y);
    }

    private static long[] operand(Tensor[] inputs, int index, String what) throws RefusedException {
        Tensor tensor = Operands.optional(inputs, index);
        return tensor == null ? null : Operands.longs(tensor, what);
    }

    /// What a slice takes of one axis.
    private record Range(long start, long count) {
        static Range of(long start, long end, long step, int size) throws RefusedException {
            if (step == 0) {
                throw Operands.value("slices by a step of 0");
            }
            long low = step > 0 ? 0 : -1;
            long high = step > 0 ? size : size - 1L;
            long from = clamp(start < 0 ? start + size : start, step > 0 ? 0 : Math.min(0, high), high);
            long to = clamp(end < 0 ? Math.max(end, Long.MIN_VALUE + size) + size : end, low, size);
            long span = step > 0 ? to - from : from - to;
            long stride = step == Long.MIN_VALUE ? Long.MAX_VALUE : Math.abs(step);
            long count = span <= 0 ? 0 : (span - 1) / stride + 1;
            return new Range(count == 0 ? 0 : from, count);
        }

        private static long clamp(long value, long low, long high) {
            return Math.max(low, Math.min(high, value));
        }
    }
}
