package dev.credence.inference.op.linear;

import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.op.Op;
import dev.credence.inference.op.OpNode;
import dev.credence.inference.op.Operands;
import dev.credence.inference.op.Work;
import dev.credence.inference.tensor.Shape;
import dev.credence.inference.tensor.Tensor;
import dev.credence.inference.op.Strided;

/// Softmax along an axis; up to version 12 over all axes from it on.
record SoftmaxOp(long axis, boolean flattened) implements Op {
    static Op decode(OpNode node) throws RefusedException {
        boolean flattened = node.version() < 13;
        return new SoftmaxOp(node.integer("axis", flattened ? 1 : -1), flattened);
    }

    @Override
    public Tensor[] run(Tensor[] inputs, Work work) throws RefusedException {
        Tensor x = inputs[0];
        int rank = x.shape().rank();
        int at = flattened && axis == rank ? rank : Operands.axis(axis, Math.max(rank, 1));
        if (flattened || at >= rank - 1) {
            return Operands.one(rows(x, rank == 0 ? 1 : x.shape().elements(at, flattened ? rank : at + 1), work));
        }
        int[] order = new int[rank];
        for (int i = 0; i < rank; i++) {
            order[i] = i;
        }
        // Swapping two axes is its own inverse.
        order[at] = rank - 1;
        order[rank - 1] = at;
        Tensor last = Strided.transpose(x, order, work);
        return Operands.one(Strided.transpose(rows(last, x.shape().at(at), work), order, work));
    }

    private static Tensor rows(Tensor x, int columns, Work work) throws RefusedException {
        float[] y = work.floats(x.shape());
        work.kernels().softmax(Math.max(columns, 1), x.floats(), y);
        return Tensor.ofFloats(x.shape(), y);
    }
}
