package dev.credence.inference.kernel;

import dev.credence.inference.op.UnaryFunction;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// Elementwise functions of one operand over [from, to).
///
/// The plain loops are vectorised by the compiler, which keeps every bit of + − × ÷, root and maximum; the rest goes
/// through `VectorMath`, or one by one through the function itself.
final class VectorUnary {
    private static final VectorSpecies<Float> S = Lanes.FLOATS;
    private static final float SQRT_HALF = 0x1.6a09e6p-1f;
    private static final float SQRT_TWO_OVER_PI = 0x1.988454p-1f;
    private static final float GELU_CUBIC = 0x1.6e4e26p-5f;

    private VectorUnary() {}

    static void apply(UnaryFunction function, float[] x, float[] y, int from, int to) {
        int whole = from + (to - from) / Lanes.COUNT * Lanes.COUNT;
        int done =
                switch (function) {
                    case RELU -> relu(x, y, from, to);
                    case NEG -> neg(x, y, from, to);
                    case ABS -> abs(x, y, from, to);
                    case SQRT -> sqrt(x, y, from, to);
                    case RECIPROCAL -> reciprocal(x, y, from, to);
                    case EXP -> exp(x, y, from, whole);
                    case LOG -> log(x, y, from, whole);
                    case TANH -> tanh(x, y, from, whole);
                    case ERF -> erf(x, y, from, whole);
                    case SIGMOID -> sigmoid(x, y, from, whole);
                    case SOFTPLUS -> softplus(x, y, from, whole);
                    case GELU -> gelu(x, y, from, whole);
                    case GELU_TANH -> geluTanh(x, y, from, whole);
                    case MISH -> mish(x, y, from, whole);
                    case ACOS, ACOSH, ASIN, ASINH, ATAN, ATANH, CEIL, COS, COSH, FLOOR, HARD_SWISH, ROUND, SIGN, SIN, SINH,
                            SOFTSIGN, TAN -> from;
                };
        for (int i = done; i < to; i++) {
            y[i] = function.apply(x[i]);
        }
    }

    private static int relu(float[] x, float[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = Math.max(x[i], 0f);
        }
        return to;
    }

    private static int neg(float[] x, float[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = -x[i];
        }
        return to;
    }

    private static int abs(float[] x, float[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = Math.abs(x[i]);
        }
        return to;
    }

    private static int sqrt(float[] x, float[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = (float) Math.sqrt(x[i]);
        }
        return to;
    }

    private static int reciprocal(float[] x, float[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = 1f / x[i];
        }
        return to;
    }

    static int exp(float[] x, float[] y, int from, int to) {
        for (int i = from; i < to; i += Lanes.COUNT) {
            VectorMath.exp(FloatVector.fromArray(S, x, i)).intoArray(y, i);
        }
        return to;
    }

    private static int log(float[] x, float[] y, int from, int to) {
        for (int i = from; i < to; i += Lanes.COUNT) {
            VectorMath.log(FloatVector.fromArray(S, x, i)).intoArray(y, i);
        }
        return to;
    }

    private static int tanh(float[] x, float[] y, int from, int to) {
        for (int i = from; i < to; i += Lanes.COUNT) {
            VectorMath.tanh(FloatVector.fromArray(S, x, i)).intoArray(y, i);
        }
        return to;
    }

    private static int erf(float[] x, float[] y, int from, int to) {
        for (int i = from; i < to; i += Lanes.COUNT) {
            VectorMath.erf(FloatVector.fromArray(S, x, i)).intoArray(y, i);
        }
        return to;
    }

    private static int sigmoid(float[] x, float[] y, int from, int to) {
        for (int i = from; i < to; i += Lanes.COUNT) {
            VectorMath.sigmoid(FloatVector.fromArray(S, x, i)).intoArray(y, i);
        }
        return to;
    }

    private static int softplus(float[] x, float[] y, int from, int to) {
        for (int i = from; i < to; i += Lanes.COUNT) {
            VectorMath.softplus(FloatVector.fromArray(S, x, i)).intoArray(y, i);
        }
        return to;
    }

    // 0.5·x·(1 + erf(x·√½))
    private static int gelu(float[] x, float[] y, int from, int to) {
        for (int i = from; i < to; i += Lanes.COUNT) {
            FloatVector v = FloatVector.fromArray(S, x, i);
            v.mul(0.5f).mul(VectorMath.erf(v.mul(SQRT_HALF)).add(1f)).intoArray(y, i);
        }
        return to;
    }

    // 0.5·x·(1 + tanh(√(2/π)·(x + 0.044715·x·x·x)))
    private static int geluTanh(float[] x, float[] y, int from, int to) {
        for (int i = from; i < to; i += Lanes.COUNT) {
            FloatVector v = FloatVector.fromArray(S, x, i);
            FloatVector inner = v.add(v.mul(GELU_CUBIC).mul(v).mul(v)).mul(SQRT_TWO_OVER_PI);
            v.mul(0.5f).mul(VectorMath.tanh(inner).add(1f)).intoArray(y, i);
        }
        return to;
    }

    // x·tanh(softplus(x))
    private static int mish(float[] x, float[] y, int from, int to) {
        for (int i = from; i < to; i += Lanes.COUNT) {
            FloatVector v = FloatVector.fromArray(S, x, i);
            v.mul(VectorMath.tanh(VectorMath.softplus(v))).intoArray(y, i);
        }
        return to;
    }
}
