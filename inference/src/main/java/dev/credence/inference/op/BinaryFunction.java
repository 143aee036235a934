package dev.credence.inference.op;

import dev.credence.inference.numeric.Library;

/// Functions of two single-precision numbers, as `float-v1` defines them.
public enum BinaryFunction {
    ADD,
    SUB,
    MUL,
    DIV,
    /// `Math.max`: NaN if either is, +0 above −0.
    MAX,
    /// `Math.min`: NaN if either is, −0 below +0.
    MIN,
    POW,
    /// a·b where a < 0, else a.
    PRELU,
    /// Remainder with the sign of the dividend (C's fmod, Java's %).
    FMOD;

    public float apply(float a, float b) {
        return switch (this) {
            case ADD -> a + b;
            case SUB -> a - b;
            case MUL -> a * b;
            case DIV -> a / b;
            case MAX -> Math.max(a, b);
            case MIN -> Math.min(a, b);
            case POW -> Library.pow(a, b);
            case PRELU -> a < 0f ? a * b : a;
            case FMOD -> a % b;
        };
    }

    /// The same over integers extended to 64 bits; the caller cuts the result to the type's width.
    ///
    /// **Obligation**: the divisor is not 0.
    ///
    /// @param unsigned whether the 64 bits are unsigned
    public long apply(long a, long b, boolean unsigned) {
        return switch (this) {
            case ADD -> a + b;
            case SUB -> a - b;
            case MUL -> a * b;
            case DIV -> unsigned ? Long.divideUnsigned(a, b) : a / b;
            case MAX -> unsigned ? (Long.compareUnsigned(a, b) >= 0 ? a : b) : Math.max(a, b);
            case MIN -> unsigned ? (Long.compareUnsigned(a, b) <= 0 ? a : b) : Math.min(a, b);
            case PRELU -> a < 0 && !unsigned ? a * b : a;
            case FMOD -> unsigned ? Long.remainderUnsigned(a, b) : a % b;
            case POW -> throw new IllegalStateException("powers of integers are Pow's own affair");
        };
    }

    /// The same in double precision.
    public double apply(double a, double b) {
        return switch (this) {
            case ADD -> a + b;
            case SUB -> a - b;
            case MUL -> a * b;
            case DIV -> a / b;
            case MAX -> Math.max(a, b);
            case MIN -> Math.min(a, b);
            case POW -> Library.pow(a, b);
            case PRELU -> a < 0d ? a * b : a;
            case FMOD -> a % b;
        };
    }
}
