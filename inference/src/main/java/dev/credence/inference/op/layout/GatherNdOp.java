package dev.credence.inference.op.layout;

import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.op.Op;
import dev.credence.inference.op.OpNode;
import dev.credence.inference.op.Operands;
import dev.credence.inference.op.Work;
import dev.credence.inference.tensor.Shape;
import dev.credence.inference.tensor.Tensor;

/// Slices named by rows of indices.
record GatherNdOp(int batch) implements Op {
    static Op decode(OpNode node) throws RefusedException {
        return new GatherNdOp(node.integer("batch_dims", 0, 0, Shape.RANK_MAX));
    }

    @Override
    public Tensor[] run(Tensor[] inputs, Work work) throws RefusedException {
        Tensor x = inputs[0];
        Tensor index = inputs[1];
        int last = index.shape().rank() - 1;
        if (last < 0 || batch > last || batch >= x.shape().rank()) {
            throw Operands.shape("picks from " + x.shape() + " by an index of shape " + index.shape());
        }
        for (int axis = 0; axis < batch; axis++) {
            if (x.shape().at(axis) != index.shape().at(axis)) {
                throw Operands.shape("picks from " + x.shape() + " by an index of shape " + index.shape());
            }
        }
        int[] places = ElementIndex.slices(x.shape(), index, batch);
        int from = batch + index.shape().at(last);
        long[] sizes = new long[last + x.shape().rank() - from];
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = i < last ? index.shape().at(i) : x.shape().at(i - last + from);
        }
        Tensor y = work.allocate(x.type(), work.shape(sizes));
        int run = x.shape().elements(from, x.shape().rank());
        if (y.elements() == 0) {
            return Operands.one(y);
        }
        int perBatch = places.length / Math.max(1, x.shape().elements(0, batch));
        int batchStride = x.shape().elements(batch, x.shape().rank());
        for (int i = 0; i < places.length; i++) {
            System.arraycopy(x.array(), i / perBatch * batchStride + places[i], y.array(), i * run, run);
        }
        return Operands.one(y);
    }
}
