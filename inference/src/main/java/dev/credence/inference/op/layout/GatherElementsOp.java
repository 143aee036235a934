package dev.credence.inference.op.layout;

import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.op.Op;
import dev.credence.inference.op.OpNode;
import dev.credence.inference.op.Operands;
import dev.credence.inference.op.Work;
import dev.credence.inference.tensor.Tensor;

/// Single elements along an axis, picked by an index tensor of the output's shape.
record GatherElementsOp(long axis) implements Op {
    static Op decode(OpNode node) throws RefusedException {
        return new GatherElementsOp(node.integer("axis", 0));
    }

    @Override
    public Tensor[] run(Tensor[] inputs, Work work) throws RefusedException {
        Tensor x = inputs[0];
        long[] picks = Operands.longs(inputs[1], "the index");
        int at = Operands.axis(axis, x.shape().rank());
        int[] places = ElementIndex.places(x.shape(), inputs[1].shape(), picks, at);
        Tensor y = work.allocate(x.type(), inputs[1].shape());
        for (int i = 0; i < places.length; i++) {
            System.arraycopy(x.array(), places[i], y.array(), i, 1);
        }
        return Operands.one(y);
    }
}
