package dev.credence.proof.field;

/// Arithmetic in the prime field of p = 2^64 − 2^32 + 1 ("Goldilocks"), on longs read as unsigned.
///
/// **Unit and range**: every argument and every result is canonical, that is below p as an unsigned number. Nothing here
/// checks it: `isCanonical` is for the door through which elements come in.
public final class Goldilocks {
    /// p, as the long with the same bits.
    public static final long MODULUS = 0xffffffff00000001L;

    /// Generates the multiplicative group; a non-residue, so that x² − 7 is irreducible.
    public static final long GENERATOR = 7;

    /// 1/2.
    public static final long HALF = 0x7fffffff80000001L;

    /// 2^32 divides p − 1, and 2^33 does not.
    public static final int TWO_ADICITY = 32;

    // 2^64 − p = 2^32 − 1: what a carry out of 64 bits is worth.
    private static final long EPSILON = 0xffffffffL;

    private Goldilocks() {}

    /// Whether `a`, read as unsigned, is below p.
    public static boolean isCanonical(long a) {
        return Long.compareUnsigned(a, MODULUS) < 0;
    }

    public static long add(long a, long b) {
        // a − (p − b): never beyond 64 bits.
        return sub(a, MODULUS - b);
    }

    /// Without a branch: which side is the greater is as good as random, and a loop of these becomes vector code.
    public static long sub(long a, long b) {
        long difference = a - b;
        // The borrow of a − b, spread over 64 bits; −2^64 + p = −EPSILON.
        long borrow = ((~a & b) | ((~a | b) & difference)) >> 63;
        return difference - (borrow & EPSILON);
    }

    public static long neg(long a) {
        return a == 0 ? 0 : MODULUS - a;
    }

    public static long mul(long a, long b) {
        return reduce(Math.unsignedMultiplyHigh(a, b), a * b);
    }

    public static long square(long a) {
        return mul(a, a);
    }

    /// high · 2^64 + low modulo p; any two longs.
    ///
    /// ```
    /// 2^64 = 2^32 − 1 and 2^96 = −1 modulo p, so with high = h1 · 2^32 + h0:  low − h1 + h0 · (2^32 − 1)
    /// ```
    public static long reduce(long high, long low) {
        long h1 = high >>> 32;
        long t = low - h1;
        if (Long.compareUnsigned(low, h1) < 0) {
            t -= EPSILON;
        }
        long h0 = high & EPSILON;
        long middle = (h0 << 32) - h0;
        long sum = t + middle;
        if (Long.compareUnsigned(sum, middle) < 0) {
            sum += EPSILON;
        }
        return Long.compareUnsigned(sum, MODULUS) >= 0 ? sum - MODULUS : sum;
    }

    /// a to the power `exponent`, read as unsigned; 0^0 = 1.
    public static long pow(long a, long exponent) {
        long result = 1;
        long power = a;
        for (long rest = exponent; rest != 0; rest >>>= 1) {
            if ((rest & 1) != 0) {
                result = mul(result, power);
            }
            power = mul(power, power);
        }
        return result;
    }

    /// 1/a, as a^(p − 2).
    ///
    /// @throws IllegalArgumentException if a is zero
    public static long inverse(long a) {
        if (a == 0) {
            throw new IllegalArgumentException("zero has no inverse");
        }
        return pow(a, MODULUS - 2);
    }

    /// The element that stands for the signed integer `value`, any long: −v becomes p − v.
    public static long fromSigned(long value) {
        return value < 0 ? value + MODULUS : value;
    }

    /// An element of order exactly 2^logN: GENERATOR^((p − 1)/2^logN).
    public static long twoAdicRoot(int logN) {
        if (logN < 0 || logN > TWO_ADICITY) {
            throw new IllegalArgumentException("a logarithm from 0 to 32 expected, found " + logN);
        }
        return pow(GENERATOR, (MODULUS - 1) >>> logN);
    }
}
