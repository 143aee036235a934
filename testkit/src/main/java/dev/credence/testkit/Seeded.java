package dev.credence.testkit;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/// Runs a property with randomness from a seed that a failure names.
///
/// `-Dcredence.seed=N` repeats one run; without it the seed is fixed, so that a build tells the same on every machine.
public final class Seeded {
    private static final long DEFAULT_SEED = 0x43726564656e6365L;

    private Seeded() {}

    /// A property of one random case.
    @FunctionalInterface
    public interface Property {
        void check(RandomGenerator random, int round) throws Exception;
    }

    public static long seed() {
        return Long.getLong("credence.seed", DEFAULT_SEED);
    }

    public static RandomGenerator random() {
        return new SplittableRandom(seed());
    }

    /// Checks `property` in `rounds` rounds; a failure is rethrown with the seed and the round that repeat it.
    public static void check(int rounds, Property property) {
        long seed = seed();
        for (int round = 0; round < rounds; round++) {
            try {
                property.check(new SplittableRandom(seed + round * 0x9e3779b97f4a7c15L), round);
            } catch (Throwable failed) {
                throw new AssertionError(
                        "round " + round + " failed; repeat with -Dcredence.seed=" + seed + ": " + failed.getMessage(),
                        failed);
            }
        }
    }
}
