package dev.credence.inference.numeric;

/// Functions of the language's strict library, computed in double and rounded once to single precision.
///
/// `StrictMath` is fdlibm by the language's specification, hence the same bits everywhere; these are rare in models, so
/// that speed does not ask for versions of our own. Every use of `StrictMath` in this module stands in this file.
public final class Library {
    private Library() {}

    public static float sin(float x) {
        return (float) StrictMath.sin(x);
    }

    public static float cos(float x) {
        return (float) StrictMath.cos(x);
    }

    public static float tan(float x) {
        return (float) StrictMath.tan(x);
    }

    public static float asin(float x) {
        return (float) StrictMath.asin(x);
    }

    public static float acos(float x) {
        return (float) StrictMath.acos(x);
    }

    public static float atan(float x) {
        return (float) StrictMath.atan(x);
    }

    public static float sinh(float x) {
        return (float) StrictMath.sinh(x);
    }

    public static float cosh(float x) {
        return (float) StrictMath.cosh(x);
    }

    /// log(x + √(x² + 1)) in double, for the size of x; the sign is x's.
    public static float asinh(float x) {
        return (float) asinh((double) x);
    }

    /// log(x + √(x² − 1)) in double.
    public static float acosh(float x) {
        return (float) acosh((double) x);
    }

    /// ½·log1p(2x ÷ (1 − x)) in double.
    public static float atanh(float x) {
        return (float) atanh((double) x);
    }

    public static float pow(float base, float exponent) {
        return (float) StrictMath.pow(base, exponent);
    }

    public static double exp(double x) {
        return StrictMath.exp(x);
    }

    public static double log(double x) {
        return StrictMath.log(x);
    }

    public static double log1p(double x) {
        return StrictMath.log1p(x);
    }

    public static double expm1(double x) {
        return StrictMath.expm1(x);
    }

    public static double tanh(double x) {
        return StrictMath.tanh(x);
    }

    public static double sin(double x) {
        return StrictMath.sin(x);
    }

    public static double cos(double x) {
        return StrictMath.cos(x);
    }

    public static double tan(double x) {
        return StrictMath.tan(x);
    }

    public static double asin(double x) {
        return StrictMath.asin(x);
    }

    public static double acos(double x) {
        return StrictMath.acos(x);
    }

    public static double atan(double x) {
        return StrictMath.atan(x);
    }

    public static double sinh(double x) {
        return StrictMath.sinh(x);
    }

    public static double cosh(double x) {
        return StrictMath.cosh(x);
    }

    public static double pow(double base, double exponent) {
        return StrictMath.pow(base, exponent);
    }

    /// Below 2^-28 the root of 1 + x² is 1 and x itself is the result to half an ulp.
    public static double asinh(double x) {
        double size = Math.abs(x);
        if (size > 0x1p28) {
            return Math.copySign(StrictMath.log(size) + StrictMath.log(2.0), x);
        }
        double square = size * size;
        return Math.copySign(StrictMath.log1p(size + square / (1.0 + Math.sqrt(square + 1.0))), x);
    }

    public static double acosh(double x) {
        if (x > 0x1p28) {
            return StrictMath.log(x) + StrictMath.log(2.0);
        }
        double over = x - 1.0;
        return StrictMath.log1p(over + Math.sqrt(2.0 * over + over * over));
    }

    public static double atanh(double x) {
        double size = Math.abs(x);
        return Math.copySign(0.5 * StrictMath.log1p(2.0 * size / (1.0 - size)), x);
    }
}
