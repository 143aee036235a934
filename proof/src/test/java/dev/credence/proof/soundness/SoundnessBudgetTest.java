package dev.credence.proof.soundness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.List;
import org.junit.jupiter.api.Test;

class SoundnessBudgetTest {
    @Test
    void bitsAreThoseOfTheFractionRoundedDown() {
        assertThat(bits(1, 2)).isEqualTo(1000);
        assertThat(bits(1, 1)).isZero();
        assertThat(bits(3, 2)).isZero();
        assertThat(bits(1, 3)).isEqualTo(1584);
        assertThat(bits(2, 3)).isEqualTo(584);
        assertThat(bits(999, 1000)).isEqualTo(1);
        assertThat(bits(0, 5)).isEqualTo(Integer.MAX_VALUE);
        assertThat(new ErrorBound(BigInteger.ONE, BigInteger.ONE.shiftLeft(400)).milliBits()).isEqualTo(400_000);
        assertThat(new ErrorBound(BigInteger.valueOf(3), BigInteger.ONE.shiftLeft(500)).milliBits()).isEqualTo(498_415);
        assertThat(new ErrorBound(BigInteger.ONE.shiftLeft(300), BigInteger.ONE.shiftLeft(301)).milliBits()).isEqualTo(1000);
    }

    @Test
    void bitsNeverClaimMoreThanIsThere() {
        // 2^(bits/1000) ≤ 1/ε, that is 2^bits·numerator^1000 ≤ denominator^1000; and one more is too much.
        for (long numerator = 1; numerator < 40; numerator++) {
            for (long denominator = numerator + 1; denominator < 60; denominator += 3) {
                int bits = bits(numerator, denominator);
                BigInteger left = BigInteger.valueOf(numerator).pow(1000);
                BigInteger right = BigInteger.valueOf(denominator).pow(1000);
                assertThat(left.shiftLeft(bits)).isLessThanOrEqualTo(right);
                assertThat(left.shiftLeft(bits + 1)).isGreaterThan(right);
            }
        }
    }

    @Test
    void queriesOfTheSuiteReachItsBitsWithTheWork() {
        assertThat(round(2, 127).milliBits()).isEqualTo(100_115);
        assertThat(round(3, 104).milliBits()).isEqualTo(100_327);
        assertThat(round(4, 95).milliBits()).isEqualTo(100_691);
        assertThat(round(2, 126).milliBits()).isLessThan(100_000);
        assertThat(round(3, 103).milliBits()).isLessThan(100_000);
        assertThat(round(4, 94).milliBits()).isLessThan(100_000);
    }

    @Test
    void termsOfTheFieldHaveTheBitsOfTheirFormulas() {
        assertThat(ErrorTerm.sumcheck("", 880).bound().milliBits()).isEqualTo(118_218);
        assertThat(ErrorTerm.lookup("", (1 << 17) + 512, 3).bound().milliBits()).isEqualTo(108_672);
        assertThat(ErrorTerm.proximityGap("", 7, 18).bound().milliBits()).isEqualTo(107_192);
        assertThat(ErrorTerm.combination("", 233).bound().milliBits()).isEqualTo(120_142);
        assertThat(ErrorTerm.evaluation("", 20).bound().milliBits()).isEqualTo(123_678);
    }

    @Test
    void theWeakestRoundIsReportedAndTheSumBeside() {
        SoundnessBudget budget = SoundnessBudget.of(Suite.UD_100, List.of(
                round(2, 127), round(3, 104), SoundnessRound.of("sumcheck", ErrorTerm.sumcheck("all rounds", 880))));
        assertThat(budget.milliBits()).isEqualTo(100_115);
        assertThat(budget.sumMilliBits()).isEqualTo(99_217);
        assertThat(budget.reachesSuite()).isTrue();
        assertThat(budget.milliDecades()).isEqualTo(6_020);
        assertThat(budget.regime()).isEqualTo("unique decoding");
    }

    @Test
    void aBudgetBelowItsSuiteDoesNotReachIt() {
        SoundnessBudget budget = SoundnessBudget.of(Suite.UD_100, List.of(round(2, 127), round(2, 126)));
        assertThat(budget.reachesSuite()).isFalse();
        assertThat(budget.milliDecades()).isEqualTo(5_719);
    }

    @Test
    void exactlyTheSuitesBitsReachIt() {
        ErrorTerm exact = new ErrorTerm("", new ErrorBound(BigInteger.ONE, BigInteger.ONE.shiftLeft(100)), "", "");
        ErrorTerm above = new ErrorTerm("", new ErrorBound(BigInteger.valueOf(1001), BigInteger.valueOf(1000).shiftLeft(100)), "", "");
        assertThat(SoundnessBudget.of(Suite.UD_100, List.of(SoundnessRound.of("", exact))).reachesSuite()).isTrue();
        assertThat(SoundnessBudget.of(Suite.UD_100, List.of(SoundnessRound.of("", above))).reachesSuite()).isFalse();
    }

    @Test
    void doubtIsNeverNegativeAndAgreesWithPowersOfTen() {
        for (int bits = 1; bits <= 128; bits++) {
            ErrorTerm term = new ErrorTerm("", new ErrorBound(BigInteger.ONE, BigInteger.ONE.shiftLeft(bits)), "", "");
            int milliDecades = SoundnessBudget.of(Suite.UD_100, List.of(SoundnessRound.of("", term))).milliDecades();
            // 10^md ≤ 2^(1000·(bits − 80)) < 10^(md + 1)
            BigInteger power = BigInteger.ONE.shiftLeft(1000 * Math.max(0, bits - 80));
            assertThat(BigInteger.TEN.pow(milliDecades)).isLessThanOrEqualTo(power);
            assertThat(BigInteger.TEN.pow(milliDecades + 1)).isGreaterThan(power);
        }
    }

    @Test
    void boundsAddAndCompareAsFractions() {
        ErrorBound third = new ErrorBound(BigInteger.ONE, BigInteger.valueOf(3));
        ErrorBound half = new ErrorBound(BigInteger.ONE, BigInteger.TWO);
        ErrorBound sum = third.plus(half);
        assertThat(decimal(sum)).isEqualByComparingTo(new BigDecimal("0.8333333"));
        assertThat(third.max(half)).isEqualTo(half);
        assertThat(half.max(third)).isEqualTo(half);
        assertThat(half.dividedByPower(3).milliBits()).isEqualTo(4000);
    }

    @Test
    void refusesWhatIsNoChance() {
        assertThatThrownBy(() -> new ErrorBound(BigInteger.ONE.negate(), BigInteger.ONE)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ErrorBound(BigInteger.ONE, BigInteger.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SoundnessBudget.of(Suite.UD_100, List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SoundnessRound("", List.of(), -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Suite.UD_100.queries(5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Suite.UD_100.queries(0)).isInstanceOf(IllegalArgumentException.class);
    }

    private static BigDecimal decimal(ErrorBound bound) {
        return new BigDecimal(bound.numerator()).divide(new BigDecimal(bound.denominator()), new MathContext(7));
    }

    private static SoundnessRound round(int rateLog, int queries) {
        return new SoundnessRound("queries", List.of(ErrorTerm.queries("queries", rateLog, queries)), Suite.UD_100.grindingBits());
    }

    private static int bits(long numerator, long denominator) {
        return new ErrorBound(BigInteger.valueOf(numerator), BigInteger.valueOf(denominator)).milliBits();
    }
}
