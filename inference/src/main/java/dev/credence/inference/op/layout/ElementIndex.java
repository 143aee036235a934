package dev.credence.inference.op.layout;

import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.op.Operands;
import dev.credence.inference.tensor.Shape;
import dev.credence.inference.tensor.Tensor;

/// Where the elements lie that an index tensor names.
final class ElementIndex {
    private ElementIndex() {}

    /// For each element of an index tensor the place in a tensor of shape `data`: its own coordinates, but along `axis`
    /// the index.
    static int[] places(Shape data, Shape index, long[] picks, int axis) throws RefusedException {
        if (data.rank() != index.rank()) {
            throw Operands.shape("picks from " + data + " by an index of shape " + index);
        }
        for (int i = 0; i < data.rank(); i++) {
            if (i != axis && index.at(i) > data.at(i)) {
                throw Operands.shape("picks from " + data + " by an index of shape " + index);
            }
        }
        int[] strides = data.strides();
        int[] indexStrides = index.strides();
        int[] places = new int[picks.length];
        for (int i = 0; i < places.length; i++) {
            int rest = i;
            for (int k = 0; k < strides.length; k++) {
                int coordinate = rest / indexStrides[k];
                rest %= indexStrides[k];
                places[i] += strides[k] * (k == axis ? Operands.index(picks[i], data.at(axis)) : coordinate);
            }
        }
        return places;
    }

    /// For each row of an index tensor [… × depth] the place where the named slice of `data` begins.
    ///
    /// @param from the first axis of `data` that the rows index
    static int[] slices(Shape data, Tensor index, int from) throws RefusedException {
        int depth = index.shape().at(index.shape().rank() - 1);
        if (from + depth > data.rank()) {
            throw Operands.shape("picks from " + data + " by rows of " + depth + " indices");
        }
        long[] picks = Operands.longs(index, "the index");
        int[] strides = data.strides();
        int[] places = new int[depth == 0 ? index.shape().elements(0, index.shape().rank() - 1) : picks.length / depth];
        for (int i = 0; i < places.length; i++) {
            for (int k = 0; k < depth; k++) {
                places[i] += strides[from + k] * Operands.index(picks[i * depth + k], data.at(from + k));
            }
        }
        return places;
    }
}
