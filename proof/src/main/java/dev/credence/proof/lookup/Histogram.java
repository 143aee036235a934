package dev.credence.proof.lookup;

import dev.credence.proof.field.Extension;
import dev.credence.proof.gkr.Fraction;

/// Σ_v n_v/(α − v) over v = lowest, lowest + 1, …: what the sum of 1/(α − value) must be if value v occurs n_v times.
public final class Histogram {
    private Histogram() {}

    /// The sum as one fraction.
    ///
    /// @param counts canonical; the first is that of `lowest`
    /// @return with a denominator that is zero exactly if α is one of the values
    public static Fraction sum(Extension alpha, int lowest, long[] counts) {
        Fraction sum = Fraction.ZERO;
        for (int i = 0; i < counts.length; i++) {
            sum = sum.plus(new Fraction(Extension.of(counts[i]), alpha.minus(Extension.ofSigned((long) lowest + i))));
        }
        return sum;
    }

    /// Whether `sum` and the histogram's are the same number: n·d' = n'·d, neither denominator zero.
    public static boolean agrees(Fraction sum, Extension alpha, int lowest, long[] counts) {
        Fraction other = sum(alpha, lowest, counts);
        return !sum.denominator().isZero()
                && !other.denominator().isZero()
                && sum.numerator().times(other.denominator()).equals(other.numerator().times(sum.denominator()));
    }

    /// Whether the counts are those of exactly `total` values: none negative, and their sum as integers `total`.
    public static boolean isOf(long total, long[] counts) {
        long left = total;
        for (long count : counts) {
            if (count < 0 || count > left) {
                return false;
            }
            left -= count;
        }
        return left == 0;
    }
}
