package dev.credence.inference.kernel;

import dev.credence.inference.numeric.FloatV1;
import jdk.incubator.vector.FloatVector;
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

    /// `n` rounded up to whole vectors.
    static int roundUp(int n) {
        return (n + COUNT - 1) / COUNT * COUNT;
    }
}
