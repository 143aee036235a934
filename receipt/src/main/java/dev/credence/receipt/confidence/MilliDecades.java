package dev.credence.receipt.confidence;

import java.math.BigInteger;
import java.util.List;

/// Doubt as an integer: md = −1000·log10 ε, so 1,000 md is one nine (docs/spec/receipt.md 6.3).
///
/// ```
/// a ⊕ b = min(a, b) − T[|a − b|]       T[d] = round(1000·log10(1 + 10^(−d/1000)))      two doubts added
/// ```
///
/// **Unit and range**: md in [0, `MD_MAX`]; 0 is no confidence at all. Integers only, so that every implementation reads
/// the same figure.
public final class MilliDecades {
    /// A bound on every figure; 10^−1000 is beyond anything that can be meant.
    public static final int MD_MAX = 1_000_000;

    /// Owners beyond this number are not drawn: the same-code term dominates from k = 11 on.
    public static final int DRAWN_MAX = 32;

    private MilliDecades() {}

    /// The doubts `a` and `b` added, never below 0.
    public static int plus(int a, int b) {
        checked(a);
        checked(b);
        return Math.max(0, Math.min(a, b) - AdditionTable.at(Math.abs(a - b)));
    }

    /// All doubts added, folded in ascending order, which makes the figure independent of the order of the terms.
    ///
    /// @param doubts not empty
    public static int sum(List<Integer> doubts) {
        if (doubts.isEmpty()) {
            throw new IllegalArgumentException("a piece of evidence has at least one term");
        }
        return doubts.stream().sorted().reduce(MilliDecades::plus).orElseThrow();
    }

    /// The chance that all of `drawn` owners are corrupt, where `share` of all are.
    ///
    /// ```
    /// the largest m with 10^m · n^(1000k) ≤ d^(1000k)      = ⌊1000·k·log10(d/n)⌋
    /// ```
    ///
    /// @param drawn k, in [1, `DRAWN_MAX`]
    public static int counting(int drawn, Share share) {
        if (drawn < 1 || drawn > DRAWN_MAX) {
            throw new IllegalArgumentException("1 to " + DRAWN_MAX + " drawn owners expected, found " + drawn);
        }
        BigInteger corrupt = BigInteger.valueOf(share.n()).pow(1000 * drawn);
        BigInteger all = BigInteger.valueOf(share.d()).pow(1000 * drawn);
        BigInteger quotient = all.divide(corrupt);
        // 10^m ≤ quotient has at least as many bits as m·3.3219: start close from above, then step down.
        int m = (int) (quotient.bitLength() * 30_103L / 100_000) + 1;
        while (BigInteger.TEN.pow(m).compareTo(quotient) > 0) {
            m--;
        }
        return m;
    }

    /// The nines of a figure in tenths: ⌊md/100⌋.
    public static int tenthsOfNines(int md) {
        return checked(md) / 100;
    }

    /// The nines of a figure with their one decimal place, such as `0.9`.
    public static String nines(int md) {
        int tenths = tenthsOfNines(md);
        return tenths / 10 + "." + tenths % 10;
    }

    static int checked(int md) {
        if (md < 0 || md > MD_MAX) {
            throw new IllegalArgumentException("0 to " + MD_MAX + " milli-decades expected, found " + md);
        }
        return md;
    }
}
