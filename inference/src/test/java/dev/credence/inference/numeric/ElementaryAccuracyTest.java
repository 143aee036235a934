package dev.credence.inference.numeric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Every elementary function against the strict library in double: no input may be off by more than one ulp.
///
/// The default build walks through the bit patterns in steps of a prime; the campaign leaves none of the 2^32 out.
class ElementaryAccuracyTest {
    private static final long SAMPLE_STEP = 1_511;

    /// A function of `float-v1`.
    private interface Function {
        float at(float x);
    }

    @Test
    void staysWithinOneUlpOnADenseSample() {
        everyFunction(SAMPLE_STEP);
    }

    @Test
    @Tag("campaign")
    void staysWithinOneUlpOnEveryInput() {
        everyFunction(1);
    }

    @Test
    void compositionsStayWithinTheirStatedBounds() {
        assertThat(worstUlp(SAMPLE_STEP, FloatV1::sigmoid, x -> 1 / (1 + StrictMath.exp(-x)), 0x1p-126)).isLessThan(2.5);
        assertThat(worstUlp(
                        SAMPLE_STEP,
                        FloatV1::softplus,
                        x -> Math.max(x, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(x))),
                        0x1p-126))
                .isLessThan(2.5);
    }

    @Test
    void smallExponentialsArePositiveZeroAndLargeOnesInfinite() {
        assertThat(FloatV1.exp(Exponential.UNDERFLOW)).isGreaterThanOrEqualTo(Float.MIN_NORMAL);
        assertThat(bits(FloatV1.exp(Math.nextDown(Exponential.UNDERFLOW)))).isZero();
        assertThat(bits(FloatV1.exp(Float.NEGATIVE_INFINITY))).isZero();
        assertThat(FloatV1.exp(Exponential.OVERFLOW)).isFinite();
        assertThat(FloatV1.exp(Math.nextUp(Exponential.OVERFLOW))).isEqualTo(Float.POSITIVE_INFINITY);
        assertThat(FloatV1.exp(0f)).isEqualTo(1f);
        assertThat(FloatV1.exp(-0f)).isEqualTo(1f);
    }

    @Test
    void zerosAndNotANumberPassThrough() {
        assertThat(bits(FloatV1.tanh(-0f))).isEqualTo(bits(-0f));
        assertThat(bits(FloatV1.erf(-0f))).isEqualTo(bits(-0f));
        assertThat(FloatV1.log(-0f)).isEqualTo(Float.NEGATIVE_INFINITY);
        assertThat(FloatV1.log(-1f)).isNaN();
        for (Function f : new Function[] {
            FloatV1::exp, FloatV1::log, FloatV1::tanh, FloatV1::erf, FloatV1::sigmoid, FloatV1::softplus
        }) {
            assertThat(f.at(Float.NaN)).isNaN();
        }
    }

    private static void everyFunction(long step) {
        assertThat(worstUlp(step, FloatV1::exp, StrictMath::exp, 0x1p-126)).as("exp").isLessThan(1);
        assertThat(worstUlp(step, FloatV1::log, StrictMath::log, 0)).as("log").isLessThan(1);
        assertThat(worstUlp(step, FloatV1::tanh, StrictMath::tanh, 0)).as("tanh").isLessThan(1);
        assertThat(worstUlp(step, FloatV1::erf, ElementaryAccuracyTest::erf, 0)).as("erf").isLessThan(1);
    }

    /// The largest error in units of the last place of the correctly rounded result; below `flushed` only +0 will do.
    private static double worstUlp(long step, Function ours, DoubleUnaryOperator exact, double flushed) {
        double worst = 0;
        for (long bits = Integer.MIN_VALUE; bits <= Integer.MAX_VALUE; bits += step) {
            float x = Float.intBitsToFloat((int) bits);
            worst = Math.max(worst, ulps(ours.at(x), exact.applyAsDouble(x), flushed));
        }
        return worst;
    }

    private static double ulps(float got, double expected, double flushed) {
        float rounded = (float) expected;
        if (Double.isNaN(expected) || Float.isInfinite(rounded) || Float.isInfinite(got)) {
            return Float.compare(got, rounded) == 0 ? 0 : Double.POSITIVE_INFINITY;
        }
        if (Math.abs(expected) < flushed) {
            return Math.abs(got) <= flushed ? 0 : Double.POSITIVE_INFINITY;
        }
        return Math.abs(got - expected) / Math.ulp(rounded);
    }

    private static int bits(float value) {
        return Float.floatToRawIntBits(value);
    }

    /// The error function in double: its series below 2.5, the continued fraction of its complement above.
    private static double erf(double x) {
        double size = Math.abs(x);
        if (!(size <= 6)) {
            return Double.isNaN(x) ? x : Math.signum(x);
        }
        if (size < 2.5) {
            double term = x;
            double sum = x;
            for (int n = 1; Math.abs(term) > 1e-18 * Math.abs(sum); n++) {
                term *= -x * x / n;
                sum += term / (2 * n + 1);
            }
            return sum * 2 / Math.sqrt(Math.PI);
        }
        double fraction = 0;
        for (int k = 60; k >= 1; k--) {
            fraction = (k / 2.0) / (size + fraction);
        }
        return Math.copySign(1 - StrictMath.exp(-size * size) / Math.sqrt(Math.PI) / (size + fraction), x);
    }
}
