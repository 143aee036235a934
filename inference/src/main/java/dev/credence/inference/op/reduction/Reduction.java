package dev.credence.inference.op.reduction;

import dev.credence.inference.graph.Refusal;
import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.numeric.FloatV1;
import dev.credence.inference.numeric.Library;
import dev.credence.inference.op.BinaryFunction;
import dev.credence.inference.op.IntegerElements;
import dev.credence.inference.op.Operands;
import dev.credence.inference.op.Work;
import dev.credence.inference.tensor.ElementType;

/// What a reduction makes of the elements of a row, in the order of docs/spec/float-v1.md.
enum Reduction {
    L1,
    L2,
    LOG_SUM,
    LOG_SUM_EXP,
    MAX,
    MEAN,
    MIN,
    PROD,
    SUM,
    SUM_SQUARE;

    /// Reduces each row of `columns` single-precision numbers.
    void floats(float[] x, int columns, float[] y, Work work) {
        if (this == SUM || this == MEAN || this == LOG_SUM) {
            work.kernels().sumRows(columns, x, y);
        }
        for (int r = 0; r < y.length; r++) {
            int at = r * columns;
            y[r] = switch (this) {
                case SUM -> y[r];
                case MEAN -> y[r] / columns;
                case LOG_SUM -> FloatV1.log(y[r]);
                case L1 -> sumOf(x, at, columns, Math::abs);
                case L2 -> (float) Math.sqrt(FloatV1.dot(x, at, x, at, columns));
                case SUM_SQUARE -> FloatV1.dot(x, at, x, at, columns);
                case LOG_SUM_EXP -> logSumExp(x, at, columns);
                case MAX -> max(x, at, columns);
                case MIN -> {
                    float min = Float.POSITIVE_INFINITY;
                    for (int i = 0; i < columns; i++) {
                        min = Math.min(min, x[at + i]);
                    }
                    yield min;
                }
                case PROD -> {
                    float product = 1f;
                    for (int i = 0; i < columns; i++) {
                        product *= x[at + i];
                    }
                    yield product;
                }
            };
        }
    }

    private static float max(float[] x, int at, int n) {
        float max = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < n; i++) {
            max = Math.max(max, x[at + i]);
        }
        return max;
    }

    private static float logSumExp(float[] x, int at, int n) {
        float max = max(x, at, n);
        float base = Float.isInfinite(max) ? 0f : max;
        return FloatV1.log(sumOf(x, at, n, value -> FloatV1.exp(value - base))) + base;
    }

    /// A function of one number.
    @FunctionalInterface
    interface FloatFunction {
        float apply(float x);
    }

    private static float sumOf(float[] x, int at, int n, FloatFunction function) {
        float[] mapped = new float[n];
        for (int i = 0; i < n; i++) {
            mapped[i] = function.apply(x[at + i]);
        }
        return FloatV1.sum(mapped, 0, n);
    }

    /// Reduces a row in double precision, from left to right.
    double doubles(double[] x, int at, int n) {
        double result = switch (this) {
            case MAX -> Double.NEGATIVE_INFINITY;
            case MIN -> Double.POSITIVE_INFINITY;
            case PROD -> 1;
            case L1, L2, LOG_SUM, LOG_SUM_EXP, MEAN, SUM, SUM_SQUARE -> 0;
        };
        double max = this == LOG_SUM_EXP ? MAX.doubles(x, at, n) : 0;
        double base = Double.isInfinite(max) ? 0 : max;
        for (int i = at; i < at + n; i++) {
            result = switch (this) {
                case L1 -> result + Math.abs(x[i]);
                case L2, SUM_SQUARE -> result + x[i] * x[i];
                case LOG_SUM, MEAN, SUM -> result + x[i];
                case LOG_SUM_EXP -> result + Library.exp(x[i] - base);
                case MAX -> Math.max(result, x[i]);
                case MIN -> Math.min(result, x[i]);
                case PROD -> result * x[i];
            };
        }
        return switch (this) {
            case L2 -> Math.sqrt(result);
            case LOG_SUM -> Library.log(result);
            case LOG_SUM_EXP -> Library.log(result) + base;
            case MEAN -> result / n;
            case L1, MAX, MIN, PROD, SUM, SUM_SQUARE -> result;
        };
    }

    /// Reduces a row of integers with wrap-around; a mean is cut towards zero.
    long longs(long[] x, int at, int n, ElementType type) throws RefusedException {
        boolean unsigned = type == ElementType.UINT64;
        long result = switch (this) {
            case MAX -> type == ElementType.BOOL ? 0 : IntegerElements.min(type);
            case MIN -> type == ElementType.BOOL ? 1 : IntegerElements.max(type);
            case PROD -> 1;
            case L1, L2, LOG_SUM, LOG_SUM_EXP, MEAN, SUM, SUM_SQUARE -> 0;
        };
        for (int i = at; i < at + n; i++) {
            result = switch (this) {
                case L1 -> result + (unsigned ? x[i] : Math.abs(x[i]));
                case SUM_SQUARE -> result + x[i] * x[i];
                case MEAN, SUM -> result + x[i];
                case MAX -> BinaryFunction.MAX.apply(result, x[i], unsigned);
                case MIN -> BinaryFunction.MIN.apply(result, x[i], unsigned);
                case PROD -> result * x[i];
                case L2, LOG_SUM, LOG_SUM_EXP ->
                    throw new RefusedException(Refusal.UNSUPPORTED_TYPE, "is not claimed over " + type);
            };
        }
        if (this == MEAN) {
            if (n == 0) {
                throw Operands.value("takes the mean of no integers");
            }
            return unsigned ? Long.divideUnsigned(result, n) : result / n;
        }
        return result;
    }
}
