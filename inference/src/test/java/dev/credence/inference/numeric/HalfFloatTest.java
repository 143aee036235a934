package dev.credence.inference.numeric;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.testkit.Seeded;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class HalfFloatTest {
    @Test
    void everyHalfFloatSurvivesTheWayUpAndDown() {
        for (int bits = 0; bits < 0x10000; bits++) {
            float up = HalfFloat.from16((short) bits);
            float brain = HalfFloat.fromBrain((short) bits);
            assertThat(HalfFloat.to16(up)).isEqualTo(up != up ? HalfFloat.CANONICAL_NAN_16 : (short) bits);
            assertThat(HalfFloat.toBrain(brain)).isEqualTo(brain != brain ? HalfFloat.CANONICAL_NAN_BRAIN : (short) bits);
        }
    }

    @Test
    void tiesGoToEven() {
        assertThat(HalfFloat.toBrain(0x1.01p0f)).isEqualTo(HalfFloat.toBrain(1f));
        assertThat(HalfFloat.toBrain(0x1.03p0f)).isEqualTo(HalfFloat.toBrain(0x1.04p0f));
        assertThat(HalfFloat.to16(0x1.002p0f)).isEqualTo(HalfFloat.to16(1f));
        assertThat(HalfFloat.to16(0x1.006p0f)).isEqualTo(HalfFloat.to16(0x1.008p0f));
        assertThat(HalfFloat.toBrain(Float.MAX_VALUE)).isEqualTo((short) 0x7f80);
    }

    @Test
    void aDoubleIsRoundedOnce() {
        // Just above a tie: through float it would become the tie and go to even.
        assertThat(HalfFloat.to16(0x1.0020000000001p0)).isEqualTo((short) (HalfFloat.to16(1f) + 1));
        assertThat(HalfFloat.toBrain(0x1.0100000000001p0)).isEqualTo((short) (HalfFloat.toBrain(1f) + 1));
        assertThat(HalfFloat.to16(1e300)).isEqualTo((short) 0x7c00);
        assertThat(HalfFloat.to16(-1e-300)).isEqualTo((short) 0x8000);
    }

    @Test
    void roundingDownIsToTheNearestNeighbour() {
        Seeded.check(20_000, (random, _) -> {
            double value = random.nextGaussian() * Math.scalb(1.0, random.nextInt(-26, 15));
            nearest(value, HalfFloat.from16(HalfFloat.to16(value)), HalfFloat.from16((short) (HalfFloat.to16(value) ^ 1)));
            nearest(value, HalfFloat.fromBrain(HalfFloat.toBrain(value)), HalfFloat.fromBrain((short) (HalfFloat.toBrain(value) ^ 1)));
        });
    }

    private static void nearest(double value, float chosen, float other) {
        BigDecimal exact = new BigDecimal(value);
        if (Float.isFinite(other) && Float.isFinite(chosen)) {
            assertThat(exact.subtract(new BigDecimal(chosen)).abs()).isLessThanOrEqualTo(exact.subtract(new BigDecimal(other)).abs());
        }
    }
}
