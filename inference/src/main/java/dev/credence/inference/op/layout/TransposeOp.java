package dev.credence.inference.op.layout;

import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.op.Op;
import dev.credence.inference.op.OpNode;
import dev.credence.inference.op.Operands;
import dev.credence.inference.op.Work;
import dev.credence.inference.tensor.Tensor;
import dev.credence.inference.op.Strided;

/// The axes in another order; reversed if none is given.
record TransposeOp(long[] permutation) implements Op {
    static Op decode(OpNode node) throws RefusedException {
        return new TransposeOp(node.integers("perm").orElse(null));
    }

    @Override
    public Tensor[] run(Tensor[] inputs, Work work) throws RefusedException {
        Tensor x = inputs[0];
        int rank = x.shape().rank();
        int[] order = new int[rank];
        if (permutation != null && permutation.length != rank) {
            throw Operands.shape("permutes " + permutation.length + " axes of a tensor of rank " + rank);
        }
        boolean[] seen = new boolean[rank];
        for (int i = 0; i < rank; i++) {
            order[i] = permutation == null ? rank - 1 - i : Operands.axis(permutation[i], rank);
            if (seen[order[i]]) {
                throw OpNode.invalid("attribute perm names axis " + order[i] + " twice");
            }
            seen[order[i]] = true;
        }
        return Operands.one(Strided.transpose(x, order, work));
    }
}
