package dev.credence.proof.soundness;

import dev.credence.proof.field.Goldilocks;
import java.math.BigInteger;

/// An upper bound on a chance, as an exact fraction.
///
/// @param numerator not negative
/// @param denominator positive
public record ErrorBound(BigInteger numerator, BigInteger denominator) {
    public static final ErrorBound NONE = new ErrorBound(BigInteger.ZERO, BigInteger.ONE);

    // |F| = p².
    private static final BigInteger FIELD_SIZE = new BigInteger(Long.toUnsignedString(Goldilocks.MODULUS)).pow(2);

    public ErrorBound {
        if (numerator.signum() < 0 || denominator.signum() <= 0) {
            throw new IllegalArgumentException("a chance that is not negative expected, found " + numerator + "/" + denominator);
        }
    }

    /// count/|F|: the chance that one challenge is among `count` bad ones.
    public static ErrorBound perField(long count) {
        return new ErrorBound(BigInteger.valueOf(count), FIELD_SIZE);
    }

    /// ((1 + 2^−rateLog)/2)^queries: the chance that no query falls where two words differ that lie farther apart than the
    /// unique decoding radius.
    public static ErrorBound queries(int rateLog, int queries) {
        return new ErrorBound(
                BigInteger.valueOf((1L << rateLog) + 1).pow(queries), BigInteger.ONE.shiftLeft((rateLog + 1) * queries));
    }

    /// The chance that either happens, bounded by the sum.
    public ErrorBound plus(ErrorBound other) {
        return new ErrorBound(
                numerator.multiply(other.denominator).add(other.numerator.multiply(denominator)), denominator.multiply(other.denominator));
    }

    /// The greater of both.
    public ErrorBound max(ErrorBound other) {
        return numerator.multiply(other.denominator).compareTo(other.numerator.multiply(denominator)) >= 0 ? this : other;
    }

    /// This chance divided by 2^bits.
    public ErrorBound dividedByPower(int bits) {
        return new ErrorBound(numerator, denominator.shiftLeft(bits));
    }

    /// A whole number of thousandths of a bit that −log₂ of this bound is not below; the greatest but for rounding in the
    /// last place. 0 for a bound of 1 or more, `Integer.MAX_VALUE` for 0.
    public int milliBits() {
        if (numerator.signum() == 0) {
            return Integer.MAX_VALUE;
        }
        if (numerator.compareTo(denominator) >= 0) {
            return 0;
        }
        return BinaryLogarithm.floorMilli(denominator, numerator);
    }
}
