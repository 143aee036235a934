package dev.credence.inference.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/// The fixed tree over the 16 lanes of 16 dot products at once: 60 vector operations for what takes 240 additions one by one, which
/// at 576 columns is a third of a tile's time.
///
/// Two vectors are folded into one: the lower halves of both, beside each other, plus the upper halves; then quarters, eighths and
/// single lanes. An addition's operands may change places, which changes no bit of a finite sum.
final class LaneTrees {
    /// Dot products of one call.
    static final int COUNT = 16;

    private static final VectorSpecies<Float> S = Lanes.FLOATS;
    /// Whether one vector holds all the lanes.
    private static final boolean WHOLE = Lanes.COUNT == COUNT;
    private static final VectorMask<Float> UPPER_8 = upper(8);
    private static final VectorMask<Float> UPPER_4 = upper(4);
    private static final VectorMask<Float> UPPER_2 = upper(2);
    private static final VectorMask<Float> UPPER_1 = upper(1);
    private static final VectorShuffle<Float> SWAP_8 = swap(8);
    private static final VectorShuffle<Float> SWAP_4 = swap(4);
    private static final VectorShuffle<Float> SWAP_2 = swap(2);
    private static final VectorShuffle<Float> SWAP_1 = swap(1);

    private LaneTrees() {}

    private static VectorMask<Float> upper(int distance) {
        boolean[] upper = new boolean[Lanes.COUNT];
        for (int i = 0; i < upper.length; i++) {
            upper[i] = (i & distance) != 0;
        }
        return VectorMask.fromArray(S, upper, 0);
    }

    private static VectorShuffle<Float> swap(int distance) {
        return VectorShuffle.fromOp(S, i -> (i ^ distance) % Lanes.COUNT);
    }

    /// sums[at + i] = the tree over lanes[16·(at + i) … 16·(at + i) + 15], for 0 ≤ i < 16; the lanes are used up.
    static void sums(float[] lanes, int at, float[] sums) {
        if (WHOLE) {
            vectors(lanes, at, sums);
            return;
        }
        for (int i = at; i < at + COUNT; i++) {
            sums[i] = VectorRows.tree(lanes, i * COUNT);
        }
    }

    // Two steps, each short enough for the compiler; the first leaves its results in the lanes of the first four.
    private static void vectors(float[] lanes, int at, float[] sums) {
        int from = at * COUNT;
        for (int i = from; i < from + 64; i += COUNT) {
            FloatVector even = fold(FloatVector.fromArray(S, lanes, i), FloatVector.fromArray(S, lanes, i + 128), UPPER_8, SWAP_8);
            FloatVector odd = fold(FloatVector.fromArray(S, lanes, i + 64), FloatVector.fromArray(S, lanes, i + 192), UPPER_8, SWAP_8);
            fold(even, odd, UPPER_4, SWAP_4).intoArray(lanes, i);
        }
        last(lanes, from, sums, at);
    }

    private static void last(float[] lanes, int from, float[] sums, int at) {
        FloatVector even = fold(FloatVector.fromArray(S, lanes, from), FloatVector.fromArray(S, lanes, from + 32), UPPER_2, SWAP_2);
        FloatVector odd = fold(FloatVector.fromArray(S, lanes, from + 16), FloatVector.fromArray(S, lanes, from + 48), UPPER_2, SWAP_2);
        fold(even, odd, UPPER_1, SWAP_1).intoArray(sums, at);
    }

    // a's lanes below `distance` and b's above, each plus its partner so far away.
    private static FloatVector fold(FloatVector a, FloatVector b, VectorMask<Float> upper, VectorShuffle<Float> swap) {
        return a.blend(b, upper).add(b.blend(a, upper).rearrange(swap));
    }
}
