package dev.credence.inference.op.attention;

import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.op.Operands;
import dev.credence.inference.tensor.ElementType;
import dev.credence.inference.tensor.Shape;
import dev.credence.inference.tensor.Tensor;

/// Which keys a query sees, and what is added to its scores: mask, causality, window, padding.
///
/// @param mask    FLOAT or BOOL, spread over [batch × heads × queries × keys]; keys beyond its end are invisible; null for none
/// @param filled  number of keys that are no padding, one a batch, or null
/// @param past    keys from before the first query
record Visibility(Tensor mask, long[] filled, int past, Limits limits) {
    /// How far a query sees; −1 is without bound.
    record Limits(boolean causal, long left, long right) {}

    /// Adds to `scores` [keys] of one query: 0 where a key is visible, −∞ where not, the mask's number besides.
    ///
    /// @param place batch, head and query
    /// @return whether any key is visible
    boolean apply(float[] scores, int[] place, int queries) {
        // Where keys lie in a cache of fixed size, the queries are the last of those filled in.
        long offset = filled != null && past == 0 ? filled[place[0]] - queries : past;
        long position = place[2] + offset;
        boolean any = false;
        for (int j = 0; j < scores.length; j++) {
            boolean seen = !(limits.causal() && j > position)
                    && !(limits.left() >= 0 && position - j > limits.left())
                    && !(limits.right() >= 0 && j - position > limits.right())
                    && !(filled != null && j >= filled[place[0]]);
            float added = seen ? masked(place, j) : Float.NEGATIVE_INFINITY;
            any |= added != Float.NEGATIVE_INFINITY;
            scores[j] += added;
        }
        return any;
    }

    private float masked(int[] place, int key) {
        if (mask == null) {
            return 0f;
        }
        Shape shape = mask.shape();
        int rank = shape.rank();
        if (key >= shape.at(rank - 1) && shape.at(rank - 1) != 1) {
            return Float.NEGATIVE_INFINITY;
        }
        int index = 0;
        for (int axis = 0; axis < rank; axis++) {
            int coordinate = axis == rank - 1 ? key : place[3 - (rank - 1 - axis)];
            index = index * shape.at(axis) + (shape.at(axis) == 1 ? 0 : coordinate);
        }
        if (mask.type() == ElementType.BOOL) {
            return mask.bytes()[index] != 0 ? 0f : Float.NEGATIVE_INFINITY;
        }
        return mask.floats()[index];
    }

    /// @throws RefusedException if the mask cannot be spread over the scores
    void check(int batch, int heads, int queries, int keys) throws RefusedException {
        if (mask == null) {
            return;
        }
        int[] sizes = {batch, heads, queries, keys};
        Shape shape = mask.shape();
        boolean fits = shape.rank() >= 1 && shape.rank() <= 4;
        for (int i = 0; fits && i < shape.rank(); i++) {
            int size = shape.at(shape.rank() - 1 - i);
            fits = size == 1 || (i == 0 ? size <= sizes[3] : size == sizes[3 - i]);
        }
        if (!fits || mask.type() != ElementType.BOOL && mask.type() != ElementType.FLOAT) {
            throw Operands.shape("masks scores of [" + batch + "," + heads + "," + queries + "," + keys + "] by " + mask);
        }
    }
}
