package dev.credence.inference.op.layout;

import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.op.Op;
import dev.credence.inference.op.OpNode;
import dev.credence.inference.op.Operands;
import dev.credence.inference.op.Work;
import dev.credence.inference.tensor.ElementType;
import dev.credence.inference.tensor.Shape;
import dev.credence.inference.tensor.Tensor;

/// More places (or, with negative counts, fewer) before and after each axis.
record PadOp(String mode, long[] pads, float value) implements Op {
    static Op decode(OpNode node) throws RefusedException {
        String mode = node.choice("mode", "constant", "constant", "reflect", "edge", "wrap");
        boolean attributes = node.version() < 11;
        return new PadOp(mode, attributes ? node.integers("pads").orElse(new long[0]) : null,
                attributes ? node.number("value", 0f) : 0f);
    }

    @Override
    public Tensor[] run(Tensor[] inputs, Work work) throws RefusedException {
        Tensor x = inputs[0];
        int rank = x.shape().rank();
        long[] counts = counts(inputs, rank);
        long[] sizes = new long[rank];
        int[][] sources = new int[rank][];
        for (int axis = 0; axis < rank; axis++) {
            sizes[axis] = x.shape().at(axis) + counts[axis] + counts[rank + axis];
            if (sizes[axis] < 0) {
                throw Operands.shape("takes " + -sizes[axis] + " places too many from axis " + axis);
            }
        }
        Tensor y = work.allocate(x.type(), work.shape(sizes));
        for (int axis = 0; axis < rank; axis++) {
            sources[axis] = sources(x.shape().at(axis), counts[axis], (int) sizes[axis]);
        }
        fill(x, y, sources, inputs);
        return Operands.one(y);
    }

    private long[] counts(Tensor[] inputs, int rank) throws RefusedException {
        Tensor operand = Operands.optional(inputs, 1);
        if (pads == null && operand == null) {
            throw OpNode.invalid("input 1 is left out");
        }
        long[] given = pads != null ? pads : Operands.longs(operand, "pads");
        Tensor axes = Operands.optional(inputs, 3);
        int named = axes == null ? rank : axes.elements();
        if (named > rank) {
            throw Operands.shape("pads " + named + " axes of a tensor of rank " + rank);
        }
        if (given.length != 2 * named) {
            throw Operands.shape("pads with " + given.length + " numbers, expected " + 2 * named);
        }
        long[] counts = new long[2 * rank];
        for (int i = 0; i < named; i++) {
            int axis = axes == null ? i : Operands.axis(Operands.longs(axes, "axes")[i], rank);
            counts[axis] = bounded(given[i]);
            counts[rank + axis] = bounded(given[named + i]);
        }
        return counts;
    }

    private static long bounded(long count) throws RefusedException {
        if (Math.abs(count) > Shape.ELEMENTS_MAX || count == Long.MIN_VALUE) {
            throw Operands.value("pads with " + count + " places");
        }
        return count;
    }

    // For each place along an axis of the output its source in the input, or −1 for the constant.
    private int[] sources(int size, long before, int out) throws RefusedException {
        int[] sources = new int[out];
        for (int i = 0; i < out; i++) {
            long at = i - before;
            if (at >= 0 && at < size) {
                sources[i] = (int) at;
            } else if (mode.equals("constant")) {
                sources[i] = -1;
            } else if (size == 0) {
                throw Operands.shape("pads an empty axis from its own elements");
            } else {
                sources[i] = switch (mode) {
                    case "edge" -> at < 0 ? 0 : size - 1;
                    case "wrap" -> (int) Math.floorMod(at, (long) size);
                    default -> reflect(at, size);
                };
            }
        }
        return sources;
    }

    private static int reflect(long at, int size) {
        if (size == 1) {
            return 0;
        }
        long period = 2L * (size - 1);
        long folded = Math.floorMod(at, period);
        return (int) Math.min(folded, period - folded);
    }

    private void fill(Tensor x, Tensor y, int[][] sources, Tensor[] inputs) throws RefusedException {
        Tensor constant = constant(x.type(), inputs);
        int[] strides = x.shape().strides();
        int[] outStrides = y.shape().strides();
        for (int i = 0; i < y.elements(); i++) {
            int rest = i;
            int from = 0;
            for (int axis = 0; axis < strides.length && from >= 0; axis++) {
                int source = sources[axis][rest / outStrides[axis]];
                rest %= outStrides[axis];
                from = source < 0 ? -1 : from + source * strides[axis];
            }
            if (from >= 0) {
                System.arraycopy(x.array(), from, y.array(), i, 1);
            } else if (constant != null) {
                System.arraycopy(constant.array(), 0, y.array(), i, 1);
            }
        }
    }

    // Null where the constant is what new arrays hold anyway.
    private Tensor constant(ElementType type, Tensor[] inputs) throws RefusedException {
        Tensor given = Operands.optional(inputs, 2);
        if (given == null) {
            return value == 0f ? null : Tensor.scalar(value);
        }
        if (given.type() != type || given.elements() != 1) {
            throw Operands.shape("pads with " + given + ", expected one element of " + type);
        }
        return given;
    }
}
