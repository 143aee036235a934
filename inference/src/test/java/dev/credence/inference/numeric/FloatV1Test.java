package dev.credence.inference.numeric;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.testkit.Seeded;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class FloatV1Test {
    private static final float[] EDGES = {
        0f, -0f, 1f, -1f, Float.MIN_VALUE, -Float.MIN_VALUE, Float.MIN_NORMAL, -Float.MIN_NORMAL, Float.MAX_VALUE,
        -Float.MAX_VALUE, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.NaN, 0x1.fffffep-127f, 0x1p-149f, 0x1.8p23f
    };

    @Test
    void fmaWithoutHardwareEqualsFmaOnEveryTripleOfEdges() {
        for (float a : EDGES) {
            for (float b : EDGES) {
                for (float c : EDGES) {
                    sameFma(a, b, c);
                }
            }
        }
    }

    @Test
    void fmaWithoutHardwareEqualsFmaOnRandomBits() {
        Seeded.check(300_000, (random, _) -> {
            float a = Float.intBitsToFloat(random.nextInt());
            float b = Float.intBitsToFloat(random.nextInt());
            sameFma(a, b, Float.intBitsToFloat(random.nextInt()));
            // An addend near the product, where both roundings meet.
            float near = Float.intBitsToFloat(Float.floatToRawIntBits(-a * b) + random.nextInt(-4, 5));
            sameFma(a, b, near);
            sameFma(a, b, near * 0x1p-24f);
            sameFma(a, b, near * 0x1p24f);
        });
    }

    @Test
    void plainDoubleArithmeticWouldRoundTwice() {
        // The exact sum, c + 2^-24 − 2^-64, lies just below a tie; double rounds it onto the tie, which goes up to even.
        float a = 0x1.00001p-24f;
        float b = 0x1.ffffep-1f;
        float c = 0x1.000002p0f;
        assertThat((float) ((double) a * b + c)).isEqualTo(0x1.000004p0f);
        assertThat(Math.fma(a, b, c)).isEqualTo(c);
        assertThat(FloatV1.fmaWithoutHardware(a, b, c)).isEqualTo(c);
    }

    @Test
    void aDotProductIsItsWrittenOrderAndItsTailCountsAsPositiveZero() {
        Seeded.check(200, (random, round) -> {
            int n = round;
            float[] a = randomFloats(random, n + 3);
            float[] b = randomFloats(random, n + 5);
            float[] lanes = new float[16];
            for (int i = 0; i < (n + 15) / 16 * 16; i++) {
                float x = i < n ? a[3 + i] : 0f;
                float y = i < n ? b[5 + i] : 0f;
                lanes[i % 16] = Math.fma(x, y, lanes[i % 16]);
            }
            float expected = ((lanes[0] + lanes[8] + (lanes[4] + lanes[12])) + (lanes[2] + lanes[10] + (lanes[6] + lanes[14])))
                    + ((lanes[1] + lanes[9] + (lanes[5] + lanes[13])) + (lanes[3] + lanes[11] + (lanes[7] + lanes[15])));
            assertThat(FloatV1.dot(a, 3, b, 5, n)).isEqualTo(expected);
            assertThat(FloatV1.dotStrided(a, 3, 1, b, 5, 1, n)).isEqualTo(expected);
        });
    }

    @Test
    void aMissingTailElementTurnsANegativeZeroPositive() {
        // fma(tiny, −tiny, +0) rounds to −0; the tail's fma(+0, +0, −0) gives +0, and lane 0 shows it when it stands alone.
        float[] tiny = new float[17];
        float[] negative = new float[17];
        for (int i = 0; i < 16; i++) {
            tiny[i] = Float.MIN_VALUE;
            negative[i] = -Float.MIN_VALUE;
        }
        assertThat(Float.floatToRawIntBits(FloatV1.dot(tiny, 0, negative, 0, 16))).isEqualTo(0x80000000);
        assertThat(Float.floatToRawIntBits(FloatV1.dot(tiny, 0, negative, 0, 15))).isZero();
    }

    @Test
    void strideAndChainAndSumFollowTheirDefinitions() {
        Seeded.check(100, (random, round) -> {
            int n = round;
            float[] a = randomFloats(random, 3 * n + 1);
            float[] b = randomFloats(random, 2 * n + 1);
            float[] dense = new float[n];
            float[] other = new float[n];
            float acc = 0f;
            for (int i = 0; i < n; i++) {
                dense[i] = a[1 + 3 * i];
                other[i] = b[2 * i];
                acc = Math.fma(dense[i], other[i], acc);
            }
            assertThat(FloatV1.chain(a, 1, 3, b, 0, 2, n)).isEqualTo(acc);
            assertThat(FloatV1.dotStrided(a, 1, 3, b, 0, 2, n)).isEqualTo(FloatV1.dot(dense, 0, other, 0, n));
            assertThat(FloatV1.sumStrided(a, 1, 3, n)).isEqualTo(FloatV1.sum(dense, 0, n));
        });
    }

    @Test
    void everyNotANumberIsStoredAsOne() {
        assertThat(Float.floatToRawIntBits(FloatV1.canonical(Float.intBitsToFloat(0xffc12345)))).isEqualTo(0x7fc00000);
        assertThat(FloatV1.canonicalBits(Float.intBitsToFloat(0x7f800001))).isEqualTo(FloatV1.CANONICAL_NAN_BITS);
        assertThat(FloatV1.canonicalBits(-0f)).isEqualTo(0x80000000);
    }

    private static void sameFma(float a, float b, float c) {
        float expected = Math.fma(a, b, c);
        float got = FloatV1.fmaWithoutHardware(a, b, c);
        if (FloatV1.canonicalBits(got) != FloatV1.canonicalBits(expected)) {
            throw new AssertionError("fma(" + Float.toHexString(a) + ", " + Float.toHexString(b) + ", "
                    + Float.toHexString(c) + ") gave " + Float.toHexString(got) + ", expected " + Float.toHexString(expected));
        }
    }

    static float[] randomFloats(RandomGenerator random, int n) {
        float[] values = new float[n];
        for (int i = 0; i < n; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }
}
