package dev.credence.inference.op.layout;

import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.op.Op;
import dev.credence.inference.op.OpNode;
import dev.credence.inference.op.Operands;
import dev.credence.inference.op.Work;
import dev.credence.inference.tensor.Shape;
import dev.credence.inference.tensor.Tensor;

/// All dimensions before an axis as one, and all from it on as another.
record FlattenOp(long axis) implements Op {
    static Op decode(OpNode node) throws RefusedException {
        return new FlattenOp(node.integer("axis", 1));
    }

    @Override
    public Tensor[] run(Tensor[] inputs, Work work) throws RefusedException {
        Tensor x = inputs[0];
        int rank = x.shape().rank();
        int at = axis == rank ? rank : Operands.axis(axis, Math.max(rank, 1));
        return Operands.one(
                x.reshape(Shape.of(x.shape().elements(0, at), x.shape().elements(at, rank))));
    }
}
