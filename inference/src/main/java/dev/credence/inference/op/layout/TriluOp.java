package dev.credence.inference.op.layout;

import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.op.Op;
import dev.credence.inference.op.OpNode;
import dev.credence.inference.op.Operands;
import dev.credence.inference.op.Work;
import dev.credence.inference.tensor.Tensor;

/// The upper or lower triangle of each matrix, zero elsewhere.
record TriluOp(boolean upper) implements Op {
    static Op decode(OpNode node) throws RefusedException {
        return new TriluOp(node.flag("upper", true));
    }

    @Override
    public Tensor[] run(Tensor[] inputs, Work work) throws RefusedException {
        Tensor x = inputs[0];
        int rank = x.shape().rank();
        if (rank < 2) {
            throw Operands.shape("takes a triangle of " + x.shape());
        }
        Tensor offset = Operands.optional(inputs, 1);
        long k = offset == null ? 0 : Operands.number(offset, "k");
        int rows = x.shape().at(rank - 2);
        int columns = x.shape().at(rank - 1);
        Tensor y = work.allocate(x.type(), x.shape());
        int matrices = x.shape().elements(0, rank - 2);
        for (int r = 0; r < matrices * rows; r++) {
            // Elements with column − row ≥ k are upper, those ≤ k lower.
            long edge = Math.max(-1L, Math.min(columns, saturated(r % Math.max(rows, 1), k)));
            int from = upper ? (int) Math.max(0, edge) : 0;
            int to = upper ? columns : (int) Math.min(columns, edge + 1);
            if (to > from) {
                System.arraycopy(x.array(), r * columns + from, y.array(), r * columns + from, to - from);
            }
        }
        return Operands.one(y);
    }

    private static long saturated(int row, long k) {
        return k > Integer.MAX_VALUE ? Integer.MAX_VALUE : k < Integer.MIN_VALUE ? Integer.MIN_VALUE : row + k;
    }
}
