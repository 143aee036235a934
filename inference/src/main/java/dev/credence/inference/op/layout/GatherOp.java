package dev.credence.inference.op.layout;

import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.op.Op;
import dev.credence.inference.op.OpNode;
import dev.credence.inference.op.Operands;
import dev.credence.inference.op.Work;
import dev.credence.inference.tensor.Tensor;

/// Whole slices along an axis, picked by an index tensor.
record GatherOp(long axis) implements Op {
    static Op decode(OpNode node) throws RefusedException {
        return new GatherOp(node.integer("axis", 0));
    }

    @Override
    public Tensor[] run(Tensor[] inputs, Work work) throws RefusedException {
        Tensor x = inputs[0];
        int rank = x.shape().rank();
        int at = Operands.axis(axis, rank);
        long[] picks = Operands.longs(inputs[1], "the index");
        int picked = inputs[1].shape().rank();
        long[] sizes = new long[rank - 1 + picked];
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = i < at ? x.shape().at(i) : i < at + picked ? inputs[1].shape().at(i - at) : x.shape().at(i - picked + 1);
        }
        Tensor y = work.allocate(x.type(), work.shape(sizes));
        int outer = x.shape().elements(0, at);
        int run = x.shape().elements(at + 1, rank);
        int size = x.shape().at(at);
        int to = 0;
        for (int i = 0; i < outer; i++) {
            for (long pick : picks) {
                System.arraycopy(x.array(), (i * size + Operands.index(pick, size)) * run, y.array(), to, run);
                to += run;
            }
        }
        return Operands.one(y);
    }
}
