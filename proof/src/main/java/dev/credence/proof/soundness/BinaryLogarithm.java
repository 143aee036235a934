package dev.credence.proof.soundness;

import java.math.BigInteger;

/// log₂ in integers, rounded down at every step, so that the result never claims too much.
final class BinaryLogarithm {
    // Bits of the mantissa that are kept, and binary digits of the logarithm that are found: far more than a thousandth.
    private static final int MANTISSA_BITS = 128;
    private static final int DIGITS = 32;

    private BinaryLogarithm() {}

    /// ⌊1000·log₂(a/b)⌋, or one less where the exact value is within 2^−30 above a whole number; a > b > 0.
    static int floorMilli(BigInteger a, BigInteger b) {
        // a/b = mantissa·2^(exponent − MANTISSA_BITS), mantissa in [2^MANTISSA_BITS, 2^(MANTISSA_BITS + 1)).
        int shift = MANTISSA_BITS + 1 + b.bitLength() - a.bitLength();
        BigInteger mantissa = shift >= 0 ? a.shiftLeft(shift).divide(b) : a.divide(b.shiftLeft(-shift));
        int exponent = -shift + mantissa.bitLength() - 1;
        mantissa = normalize(mantissa);
        long fraction = 0;
        for (int digit = 0; digit < DIGITS; digit++) {
            // Squaring doubles the logarithm; what passes 2 is the next digit.
            mantissa = mantissa.multiply(mantissa).shiftRight(MANTISSA_BITS);
            fraction <<= 1;
            if (mantissa.bitLength() > MANTISSA_BITS + 1) {
                fraction |= 1;
                mantissa = mantissa.shiftRight(1);
            }
        }
        return 1000 * exponent + (int) (1000 * fraction >> DIGITS);
    }

    private static BigInteger normalize(BigInteger mantissa) {
        return mantissa.shiftRight(mantissa.bitLength() - MANTISSA_BITS - 1);
    }
}
