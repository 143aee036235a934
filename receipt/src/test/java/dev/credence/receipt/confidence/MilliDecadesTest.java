package dev.credence.receipt.confidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.testkit.Seeded;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MilliDecadesTest {
    private static final Share THIRD = new Share(1, 3);

    @Test
    void twoReplaysReadNineTenthsOfANine() {
        int counting = MilliDecades.counting(2, THIRD);
        assertThat(counting).isEqualTo(954);
        int piece = MilliDecades.sum(List.of(counting, 5000));
        assertThat(piece).isEqualTo(954);
        assertThat(MilliDecades.nines(piece)).isEqualTo("0.9");
    }

    @Test
    void countsAsTheDesignSays() {
        assertThat(MilliDecades.counting(1, THIRD)).isEqualTo(477);
        assertThat(MilliDecades.counting(3, THIRD)).isEqualTo(1431);
        assertThat(MilliDecades.counting(10, THIRD)).isEqualTo(4771);
        assertThat(MilliDecades.counting(1, new Share(1, 10))).isEqualTo(1000);
        assertThat(MilliDecades.counting(3, new Share(1, 10))).isEqualTo(3000);
    }

    @Test
    void anArgumentReadsFivePointSevenNines() {
        assertThat(MilliDecades.nines(MilliDecades.plus(6020, 6000))).isEqualTo("5.7");
        assertThat(MilliDecades.nines(5000)).isEqualTo("5.0");
    }

    /// The definition in exact arithmetic: the largest m with 10^m·n^(1000k) ≤ d^(1000k).
    @Test
    void countingIsTheLargestExponentThatFits() {
        for (int drawn = 1; drawn <= 6; drawn++) {
            for (Share share : List.of(THIRD, new Share(1, 2), new Share(2, 3), new Share(99, 100), new Share(1, 1000), new Share(999, 1000))) {
                int m = MilliDecades.counting(drawn, share);
                BigInteger all = BigInteger.valueOf(share.d()).pow(1000 * drawn);
                BigInteger corrupt = BigInteger.valueOf(share.n()).pow(1000 * drawn);
                assertThat(BigInteger.TEN.pow(m).multiply(corrupt)).isLessThanOrEqualTo(all);
                assertThat(BigInteger.TEN.pow(m + 1).multiply(corrupt)).isGreaterThan(all);
            }
        }
    }

    /// T[d] = v if and only if 10^((v−½)/1000) ≤ 1 + 10^(−d/1000) < 10^((v+½)/1000); powers of 10^(1/2000) by exact roots.
    @Test
    void theTableIsRoundedFromTheFormula() {
        for (int d = 0; d <= 3100; d++) {
            double exact = 1000 * StrictMath.log10(1 + StrictMath.pow(10, -d / 1000.0));
            int rounded = BigDecimal.valueOf(exact).setScale(0, RoundingMode.HALF_UP).intValueExact();
            assertThat(AdditionTable.at(d)).as("T[%d]", d).isEqualTo(rounded);
            // No value lies so near to a half that a double could have rounded it to the wrong side.
            assertThat(Math.abs(exact - Math.floor(exact) - 0.5)).as("distance of T[%d] from a half", d).isGreaterThan(2e-5);
        }
        assertThat(AdditionTable.at(Integer.MAX_VALUE)).isZero();
    }

    @Test
    void addingNeverRaisesConfidenceAndNeverFallsBelowNothing() {
        Seeded.check(2000, (random, round) -> {
            int a = random.nextInt(10_000);
            int b = random.nextInt(10_000);
            int sum = MilliDecades.plus(a, b);
            assertThat(sum).isBetween(0, Math.min(a, b)).isEqualTo(MilliDecades.plus(b, a));
            assertThat(sum).isGreaterThanOrEqualTo(Math.max(0, Math.min(a, b) - 301));
        });
    }

    @Test
    void theOrderOfTermsDoesNotMatter() {
        Seeded.check(200, (random, round) -> {
            List<Integer> doubts = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                doubts.add(random.nextInt(6000));
            }
            int sum = MilliDecades.sum(doubts);
            Collections.shuffle(doubts, new Random(round));
            assertThat(MilliDecades.sum(doubts)).isEqualTo(sum);
        });
    }

    @Test
    void ninesAreCutNotRounded() {
        assertThat(MilliDecades.nines(0)).isEqualTo("0.0");
        assertThat(MilliDecades.nines(99)).isEqualTo("0.0");
        assertThat(MilliDecades.nines(999)).isEqualTo("0.9");
        assertThat(MilliDecades.nines(12_345)).isEqualTo("12.3");
    }

    @Test
    void refusesWhatIsNoFigure() {
        assertThatThrownBy(() -> MilliDecades.plus(-1, 5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> MilliDecades.plus(5, MilliDecades.MD_MAX + 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> MilliDecades.sum(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> MilliDecades.counting(0, THIRD)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> MilliDecades.counting(33, THIRD)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Share(1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Share(0, 3)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Share(1, 1001)).isInstanceOf(IllegalArgumentException.class);
    }
}
