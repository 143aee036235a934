package dev.credence.inference.op.reduction;

import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.op.Op;
import dev.credence.inference.op.OpSpec;
import dev.credence.inference.op.Operands;
import dev.credence.inference.op.Work;
import dev.credence.inference.tensor.ElementType;
import dev.credence.inference.tensor.Shape;
import dev.credence.inference.tensor.Tensor;
import java.util.Arrays;

/// The index of the largest (or smallest) element along an axis; of equals the first or the last. A NaN counts as larger
/// and smaller than everything.
record ArgOp(boolean largest, long axis, boolean keep, boolean last) implements Op {
    static OpSpec.Decoder decoder(boolean largest) {
        return node -> new ArgOp(largest, node.integer("axis", 0), node.flag("keepdims", true),
                node.flag("select_last_index", false));
    }

    @Override
    public Tensor[] run(Tensor[] inputs, Work work) throws RefusedException {
        Tensor x = inputs[0];
        int at = Operands.axis(axis, x.shape().rank());
        Rows rows = Rows.along(x, at, work);
        if (rows.columns() == 0) {
            throw Operands.shape("looks for an element in an empty axis");
        }
        Order order = Order.of(rows.tensor());
        int[] sizes = x.shape().toArray();
        sizes[at] = 1;
        Tensor y = work.allocate(ElementType.INT64, Shape.of(sizes));
        for (int r = 0; r < rows.count(); r++) {
            int base = r * rows.columns();
            int best = 0;
            for (int i = 1; i < rows.columns(); i++) {
                int compared = order.compare(base + i, base + best, largest);
                if (compared > 0 || compared == 0 && last) {
                    best = i;
                }
            }
            y.longs()[r] = best;
        }
        return Operands.one(keep ? y : y.reshape(dropped(sizes, at)));
    }

    private static Shape dropped(int[] sizes, int at) {
        int[] kept = Arrays.copyOf(sizes, sizes.length - 1);
        System.arraycopy(sizes, at + 1, kept, at, kept.length - at);
        return Shape.of(kept);
    }
}
