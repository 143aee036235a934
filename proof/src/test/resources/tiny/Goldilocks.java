package dev.credence.proof.field;

/// A tiny prime field in the place of Goldilocks: of 5 elements, if whoever compiles it writes no other prime here.
public final class Goldilocks {
    public static final long MODULUS = 5;
    public static final long GENERATOR = generator();
    public static final long HALF = (MODULUS + 1) / 2;
    public static final int TWO_ADICITY = Long.numberOfTrailingZeros(MODULUS - 1);

    private Goldilocks() {}

    public static boolean isCanonical(long a) {
        return a >= 0 && a < MODULUS;
    }

    public static long add(long a, long b) {
        return (a + b) % MODULUS;
    }

    public static long sub(long a, long b) {
        return (a + MODULUS - b) % MODULUS;
    }

    public static long neg(long a) {
        return (MODULUS - a) % MODULUS;
    }

    public static long mul(long a, long b) {
        return a * b % MODULUS;
    }

    public static long square(long a) {
        return mul(a, a);
    }

    public static long pow(long a, long exponent) {
        long result = 1;
        for (long i = 0; i < exponent; i++) {
            result = mul(result, a);
        }
        return result;
    }

    public static long inverse(long a) {
        if (a == 0) {
            throw new IllegalArgumentException("zero has no inverse");
        }
        return pow(a, MODULUS - 2);
    }

    public static long reduce(long high, long low) {
        long word = Long.remainderUnsigned(-1, MODULUS) + 1;
        return (Long.remainderUnsigned(high, MODULUS) * word + Long.remainderUnsigned(low, MODULUS)) % MODULUS;
    }

    public static long fromSigned(long value) {
        return Math.floorMod(value, MODULUS);
    }

    public static long twoAdicRoot(int logN) {
        if (logN < 0 || logN > TWO_ADICITY) {
            throw new IllegalArgumentException("a logarithm from 0 to " + TWO_ADICITY + " expected, found " + logN);
        }
        return pow(GENERATOR, (MODULUS - 1) >>> logN);
    }

    /// The least element of order p − 1; like every such element it is no square.
    private static long generator() {
        for (long g = 2; ; g++) {
            long order = 1;
            for (long power = g; power != 1; power = power * g % MODULUS) {
                order++;
            }
            if (order == MODULUS - 1) {
                return g;
            }
        }
    }
}
