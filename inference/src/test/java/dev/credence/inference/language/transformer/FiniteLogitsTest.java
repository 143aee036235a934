package dev.credence.inference.language.transformer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.testkit.Seeded;
import org.junit.jupiter.api.Test;

class FiniteLogitsTest {
    private static final float[] ODD = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY};

    @Test
    void oneOddNumberAnywhereIsSeenAndNoneOutside() {
        Seeded.check(200, (random, round) -> {
            float[] logits = new float[1 + random.nextInt(300)];
            for (int i = 0; i < logits.length; i++) {
                logits[i] = random.nextInt(9) == 0 ? Float.MAX_VALUE : random.nextInt(9) == 0 ? -0f : (float) random.nextGaussian();
            }
            int at = random.nextInt(logits.length);
            int count = random.nextInt(logits.length - at + 1);
            assertThat(LogProbabilities.areFinite(logits, at, count)).isTrue();
            int odd = random.nextInt(logits.length);
            logits[odd] = ODD[round % ODD.length];
            assertThat(LogProbabilities.areFinite(logits, at, count)).isEqualTo(odd < at || odd >= at + count);
        });
    }
}
