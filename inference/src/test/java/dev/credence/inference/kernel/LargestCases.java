package dev.credence.inference.kernel;

import dev.credence.inference.language.transformer.LanguageKernels;
import dev.credence.inference.language.transformer.ReferenceLanguageKernels;
import java.util.random.RandomGenerator;

/// Rows of numbers in which an engine looks for the largest: many equal, zeros of both signs, the largest there are, and odd ones inside and
/// outside.
final class LargestCases {
    private static final float[] ODD = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY};

    private LargestCases() {}

    static void check(RandomGenerator random, LanguageKernels kernels) {
        float[] x = new float[1 + random.nextInt(random.nextInt(20) == 0 ? 40_000 : 400)];
        int kinds = 1 + random.nextInt(5);
        for (int i = 0; i < x.length; i++) {
            x[i] = switch (random.nextInt(kinds)) {
                case 0 -> random.nextBoolean() ? -0f : 0f;
                case 1 -> -random.nextInt(3);
                case 2 -> random.nextInt(40) == 0 ? Float.MAX_VALUE : -Float.MAX_VALUE;
                case 3 -> (float) random.nextGaussian();
                default -> Float.MIN_VALUE;
            };
        }
        if (random.nextInt(3) == 0) {
            x[random.nextInt(x.length)] = ODD[random.nextInt(ODD.length)];
        }
        int at = random.nextInt(x.length);
        int n = 1 + random.nextInt(x.length - at);
        int expected = ReferenceLanguageKernels.INSTANCE.largest(x, at, n);
        int found = kernels.largest(x, at, n);
        if (found != expected) {
            throw new AssertionError(kernels.name() + ", " + n + " numbers: place " + expected + " expected, found " + found);
        }
    }
}
