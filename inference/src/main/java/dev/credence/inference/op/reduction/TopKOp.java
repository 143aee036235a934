package dev.credence.inference.op.reduction;

import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.op.Op;
import dev.credence.inference.op.OpNode;
import dev.credence.inference.op.Operands;
import dev.credence.inference.op.Work;
import dev.credence.inference.tensor.ElementType;
import dev.credence.inference.tensor.Tensor;
import java.util.Arrays;

import java.util.stream.IntStream;

/// The k largest (or smallest) elements along an axis and their indices, best first; of equals the lower index comes first.
record TopKOp(long axis, boolean largest, long k) implements Op {
    static Op decode(OpNode node) throws RefusedException {
        long k = node.version() < 10 ? node.integer("k", -1) : -1;
        node.ignore("sorted"); // results asked for in any order may come in this one
        return new TopKOp(node.integer("axis", -1), node.flag("largest", true), k);
    }

    @Override
    public Tensor[] run(Tensor[] inputs, Work work) throws RefusedException {
        Tensor x = inputs[0];
        Rows rows = Rows.along(x, Operands.axis(axis, x.shape().rank()), work);
        Tensor operand = Operands.optional(inputs, 1);
        long wanted = operand == null ? k : Operands.number(operand, "k");
        if (wanted < 0 || wanted > rows.columns()) {
            throw Operands.value("wants " + wanted + " of " + rows.columns() + " elements");
        }
        int count = (int) wanted;
        Order order = Order.of(rows.tensor());
        work.spend(32L * x.elements());
        Tensor values = work.allocate(x.type(), work.shape((long) rows.count() * count));
        Tensor indices = work.allocate(ElementType.INT64, values.shape());
        for (int r = 0; r < rows.count(); r++) {
            int base = r * rows.columns();
            // A stable sort keeps equals in the order of their indices.
            Integer[] sorted = IntStream.range(0, rows.columns()).boxed().toArray(Integer[]::new);
            Arrays.sort(sorted, (i, j) -> order.compare(base + j, base + i, largest));
            for (int i = 0; i < count; i++) {
                System.arraycopy(rows.tensor().array(), base + sorted[i], values.array(), r * count + i, 1);
                indices.longs()[r * count + i] = sorted[i];
            }
        }
        return new Tensor[] {rows.restore(values, count, work), rows.restore(indices, count, work)};
    }
}
