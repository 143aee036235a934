package dev.credence.inference.op.reduction;

import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.op.IntegerElements;
import dev.credence.inference.op.Op;
import dev.credence.inference.op.OpSpec;
import dev.credence.inference.op.Operands;
import dev.credence.inference.op.Work;
import dev.credence.inference.tensor.ElementType;
import dev.credence.inference.tensor.Shape;
import dev.credence.inference.tensor.Tensor;
import java.util.Arrays;

/// A reduction over some axes, or all of them.
///
/// @param axes attribute of older versions; null where an operand holds them, or none are named
record ReduceOp(Reduction reduction, long[] axes, boolean keep, boolean noneMeansNone) implements Op {
    static OpSpec.Decoder decoder(Reduction reduction) {
        return node -> new ReduceOp(reduction, node.integers("axes").orElse(null), node.flag("keepdims", true),
                node.flag("noop_with_empty_axes", false));
    }

    @Override
    public Tensor[] run(Tensor[] inputs, Work work) throws RefusedException {
        Tensor x = inputs[0];
        Tensor operand = Operands.optional(inputs, 1);
        long[] named = operand != null ? Operands.longs(operand, "axes") : axes;
        if ((named == null || named.length == 0) && noneMeansNone) {
            return Operands.one(elementwise(x, work));
        }
        int rank = x.shape().rank();
        boolean[] reduced = new boolean[rank];
        if (named == null || named.length == 0) {
            Arrays.fill(reduced, true);
        } else {
            for (long axis : named) {
                reduced[Operands.axis(axis, rank)] = true;
            }
        }
        Rows rows = Rows.of(x, reduced, work);
        work.spend(x.elements());
        return Operands.one(reduce(rows, x.type(), shape(x.shape(), reduced), work));
    }

    // Reducing over no axis: each element is a row of its own.
    private Tensor elementwise(Tensor x, Work work) throws RefusedException {
        return reduce(new Rows(x, new int[0], x.elements(), 1), x.type(), x.shape(), work);
    }

    private Tensor reduce(Rows rows, ElementType type, Shape shape, Work work) throws RefusedException {
        Tensor y = work.allocate(type, shape);
        switch (y.array()) {
            case float[] floats -> reduction.floats(rows.tensor().floats(), rows.columns(), floats, work);
            case double[] doubles -> {
                for (int r = 0; r < doubles.length; r++) {
                    doubles[r] = reduction.doubles(rows.tensor().doubles(), r * rows.columns(), rows.columns());
                }
            }
            default -> {
                long[] from = IntegerElements.read(rows.tensor());
                long[] results = new long[y.elements()];
                for (int r = 0; r < results.length; r++) {
                    results[r] = reduction.longs(from, r * rows.columns(), rows.columns(), type);
                }
                IntegerElements.write(results, y);
            }
        }
        return y;
    }

    private Shape shape(Shape x, boolean[] reduced) {
        int[] sizes = new int[x.rank()];
        int used = 0;
        for (int axis = 0; axis < x.rank(); axis++) {
            if (!reduced[axis]) {
                sizes[used++] = x.at(axis);
            } else if (keep) {
                sizes[used++] = 1;
            }
        }
        return Shape.of(Arrays.copyOf(sizes, used));
    }
}
