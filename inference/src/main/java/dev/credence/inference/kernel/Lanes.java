package dev.credence.inference.kernel;

import dev.credence.inference.numeric.FloatV1;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/// The vector width of this machine; no result depends on it.
final class Lanes {
    /// The preferred width, but never wider than the profile's 16 virtual lanes.
    static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED.length() > FloatV1.LANES
            ? FloatVector.SPECIES_512
            : FloatVector.SPECIES_PREFERRED;

    /// Integers of the same count.
    static final VectorSpecies<Integer> INTS = FLOATS.withLanes(int.class);

    /// Floats in one vector.
    static final int COUNT = FLOATS.length();

    private Lanes() {}

    /// Copies `n` floats in whole vectors, faster than a call where `n` is small: what lies behind the last one in `to` may
    /// be overwritten, so that rows are copied in ascending order. `from` must reach that far, and the calling thread must own
    /// `to` that far; where it does not, `copyExactly` is the method.
    static void copy(float[] from, int at, float[] to, int toAt, int n) {
        for (int i = 0; i < n; i += COUNT) {
            FloatVector.fromArray(FLOATS, from, at + i).intoArray(to, toAt + i);
        }
    }

    /// Copies `n` floats and touches nothing else.
    static void copyExactly(float[] from, int at, float[] to, int toAt, int n) {
        for (int i = 0; i < n; i += COUNT) {
            VectorMask<Float> inside = FLOATS.indexInRange(i, n);
            FloatVector.fromArray(FLOATS, from, at + i, inside).intoArray(to, toAt + i, inside);
        }
    }

    /// `n` rounded up to whole vectors.
    static int roundUp(int n) {
        return (n + COUNT - 1) / COUNT * COUNT;
    }
}
