package dev.credence.inference.op.layout;

import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.op.Op;
import dev.credence.inference.op.Operands;
import dev.credence.inference.op.Strided;
import dev.credence.inference.op.Work;
import dev.credence.inference.tensor.Shape;
import dev.credence.inference.tensor.Tensor;

/// The tensor repeated along each axis.
record TileOp() implements Op {
    @Override
    public Tensor[] run(Tensor[] inputs, Work work) throws RefusedException {
        Tensor x = inputs[0];
        long[] repeats = Operands.longs(inputs[1], "repeats");
        int rank = x.shape().rank();
        if (repeats.length != rank) {
            throw Operands.shape("repeats " + repeats.length + " axes of a tensor of rank " + rank);
        }
        // Each axis becomes two, the outer one of distance 0: the copy walks it as often as it is repeated.
        long[] sizes = new long[rank];
        long[] split = new long[2 * rank];
        int[] strides = new int[2 * rank];
        for (int axis = 0; axis < rank; axis++) {
            if (repeats[axis] < 0 || repeats[axis] > Shape.ELEMENTS_MAX) {
                throw Operands.value("repeats an axis " + repeats[axis] + " times");
            }
            sizes[axis] = x.shape().at(axis) * repeats[axis];
            split[2 * axis] = repeats[axis];
            split[2 * axis + 1] = x.shape().at(axis);
            strides[2 * axis + 1] = x.shape().strides()[axis];
        }
        Tensor y = work.allocate(x.type(), work.shape(sizes));
        Shape walked = Shape.ofChecked(split).orElseThrow(() -> Operands.mode("repeats more than eight axes"));
        Strided.gather(x, 0, strides, walked, y.array());
        return Operands.one(y);
    }
}
