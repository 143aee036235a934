package dev.credence.proof.soundness;

import java.util.List;

/// Everything that may let a false statement pass, round by round.
///
/// ```
/// reported bits  = min over rounds of (−log₂ ε_round + grinding)
/// sum of bits    = −log₂ Σ over rounds of ε_round·2^−grinding          (printed beside, never used)
/// ```
/// **Soundness**: of the Fiat–Shamir transform of a protocol that is sound round by round: a prover that asks the hash Q
/// times passes with chance at most Q·2^−bits (Ben-Sasson, Chiesa, Spooner 2016; Canetti et al. 2019). So bits are no
/// chance: `milliDecades` puts Q = 2^80, under the assumption id `hash-queries`.
///
/// @param regime in which queries are counted
public record SoundnessBudget(Suite suite, String regime, List<SoundnessRound> rounds) {
    /// The hash is asked at most 2^this often.
    public static final int HASH_QUERIES_LOG = 80;

    public static final String UNIQUE_DECODING = "unique decoding";

    // ⌊10^16·log10 2⌋; times a number of bits it stays nowhere near a multiple of 10^13 (tests compare with powers).
    private static final long LOG10_OF_2_E16 = 3_010_299_956_639_811L;
    private static final long E13 = 10_000_000_000_000L;

    public SoundnessBudget {
        rounds = List.copyOf(rounds);
        if (rounds.isEmpty()) {
            throw new IllegalArgumentException("at least one round expected");
        }
    }

    /// In the only regime that there is.
    public static SoundnessBudget of(Suite suite, List<SoundnessRound> rounds) {
        return new SoundnessBudget(suite, UNIQUE_DECODING, rounds);
    }

    /// The weakest round's bits, in thousandths, rounded down.
    public int milliBits() {
        return rounds.stream().mapToInt(SoundnessRound::milliBits).min().orElseThrow();
    }

    /// The bits of all rounds' bounds added, in thousandths, rounded down.
    public int sumMilliBits() {
        ErrorBound sum = ErrorBound.NONE;
        for (SoundnessRound round : rounds) {
            sum = sum.plus(round.bound());
        }
        return sum.milliBits();
    }

    /// Whether every round has the suite's bits. A verifier refuses what does not reach them.
    public boolean reachesSuite() {
        return milliBits() >= 1000 * suite.bits();
    }

    /// The doubt 2^80·2^−bits in milli-decades: ⌊1000·(⌊bits⌋ − 80)·log10 2⌋, and 0 where that is negative.
    public int milliDecades() {
        return milliDecades(milliBits() / 1000);
    }

    /// The same for `bits` whole bits.
    public static int milliDecades(int bits) {
        return (int) (Math.multiplyExact(Math.max(0L, bits - HASH_QUERIES_LOG), LOG10_OF_2_E16) / E13);
    }
}
