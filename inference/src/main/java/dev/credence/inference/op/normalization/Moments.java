package dev.credence.inference.op.normalization;

import dev.credence.inference.numeric.FloatV1;

/// Mean and variance of a run of elements, as docs/spec/float-v1.md orders them.
final class Moments {
    private Moments() {}

    /// The 16-lane sum ÷ n.
    static float mean(float[] x, int at, int n) {
        return FloatV1.sum(x, at, n) / n;
    }

    /// Writes x − mean to y.
    static void center(float[] x, int at, int n, float mean, float[] y) {
        for (int i = at; i < at + n; i++) {
            y[i] = x[i] - mean;
        }
    }

    /// 1 ÷ √(16-lane dot product of y with itself ÷ n + epsilon).
    static float inverseDeviation(float[] y, int at, int n, float epsilon) {
        return FloatV1.reciprocalSqrt(FloatV1.dot(y, at, y, at, n) / n + epsilon);
    }
}
