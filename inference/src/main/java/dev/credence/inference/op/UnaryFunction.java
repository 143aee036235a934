package dev.credence.inference.op;

import dev.credence.inference.numeric.FloatV1;
import dev.credence.inference.numeric.Library;

/// Functions of one single-precision number, as `float-v1` defines them.
public enum UnaryFunction {
    ABS,
    ACOS,
    ACOSH,
    ASIN,
    ASINH,
    ATAN,
    ATANH,
    CEIL,
    COS,
    COSH,
    ERF,
    EXP,
    FLOOR,
    /// 0.5·x·(1 + erf(x·√½)).
    GELU,
    /// 0.5·x·(1 + tanh(√(2/π)·(x + 0.044715·x³))).
    GELU_TANH,
    /// x·max(0, min(1, x/6 + 0.5)).
    HARD_SWISH,
    LOG,
    /// x·tanh(softplus(x)).
    MISH,
    NEG,
    RECIPROCAL,
    /// `Math.max(x, 0)`: −0 becomes +0, NaN stays.
    RELU,
    /// To the nearest integer, halves to even.
    ROUND,
    SIGMOID,
    SIGN,
    SIN,
    SINH,
    SOFTPLUS,
    /// x ÷ (1 + |x|).
    SOFTSIGN,
    SQRT,
    TAN,
    TANH;

    private static final float SQRT_HALF = 0x1.6a09e6p-1f;
    private static final float SQRT_TWO_OVER_PI = 0x1.988454p-1f;
    private static final float GELU_CUBIC = 0x1.6e4e26p-5f;
    private static final float SIXTH = 0x1.555556p-3f;

    /// The function's value, operation by operation as docs/spec/float-v1.md says.
    public float apply(float x) {
        return switch (this) {
            case ABS -> Math.abs(x);
            case ACOS -> Library.acos(x);
            case ACOSH -> Library.acosh(x);
            case ASIN -> Library.asin(x);
            case ASINH -> Library.asinh(x);
            case ATAN -> Library.atan(x);
            case ATANH -> Library.atanh(x);
            case CEIL -> (float) Math.ceil(x);
            case COS -> Library.cos(x);
            case COSH -> Library.cosh(x);
            case ERF -> FloatV1.erf(x);
            case EXP -> FloatV1.exp(x);
            case FLOOR -> (float) Math.floor(x);
            case GELU -> 0.5f * x * (1f + FloatV1.erf(x * SQRT_HALF));
            case GELU_TANH -> 0.5f * x * (1f + FloatV1.tanh(SQRT_TWO_OVER_PI * (x + GELU_CUBIC * x * x * x)));
            case HARD_SWISH -> x * Math.max(0f, Math.min(1f, x * SIXTH + 0.5f));
            case LOG -> FloatV1.log(x);
            case MISH -> x * FloatV1.tanh(FloatV1.softplus(x));
            case NEG -> -x;
            case RECIPROCAL -> 1f / x;
            case RELU -> Math.max(x, 0f);
            case ROUND -> (float) Math.rint(x);
            case SIGMOID -> FloatV1.sigmoid(x);
            case SIGN -> Math.signum(x);
            case SIN -> Library.sin(x);
            case SINH -> Library.sinh(x);
            case SOFTPLUS -> FloatV1.softplus(x);
            case SOFTSIGN -> x / (1f + Math.abs(x));
            case SQRT -> (float) Math.sqrt(x);
            case TAN -> Library.tan(x);
            case TANH -> FloatV1.tanh(x);
        };
    }
}
