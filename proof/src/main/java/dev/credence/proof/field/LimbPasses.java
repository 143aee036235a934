package dev.credence.proof.field;

/// Short loops over the first `length` canonical limbs of arrays, each simple enough that the compiler makes vector code of it.
///
/// Every loop does one thing and keeps comparisons out: a carry or a borrow is a sign bit spread over the word. Fused
/// loops, where half of all branches are mispredicted, take three to five times as long.
public final class LimbPasses {
    private static final long P = Goldilocks.MODULUS;
    private static final long EPSILON = 0xffffffffL;

    private LimbPasses() {}

    /// out = a + b. 0.13 ns an element.
    public static void add(long[] out, long[] a, long[] b, int length) {
        for (int i = 0; i < length; i++) {
            long x = a[i];
            long y = P - b[i];
            long d = x - y;
            long borrow = ((~x & y) | ((~x | y) & d)) >> 63;
            out[i] = d + (borrow & P);
        }
    }

    /// out = a − b. 0.12 ns an element.
    public static void sub(long[] out, long[] a, long[] b, int length) {
        for (int i = 0; i < length; i++) {
            long x = a[i];
            long y = b[i];
            long d = x - y;
            long borrow = ((~x & y) | ((~x | y) & d)) >> 63;
            out[i] = d - (borrow >>> 32);
        }
    }

    /// high·2^64 + low = a·b. 0.46 ns an element.
    public static void multiply(long[] high, long[] low, long[] a, long[] b, int length) {
        for (int i = 0; i < length; i++) {
            high[i] = Math.unsignedMultiplyHigh(a[i], b[i]);
            low[i] = a[i] * b[i];
        }
    }

    /// high·2^64 + low = a·factor.
    public static void multiplyBy(long[] high, long[] low, long[] a, long factor, int length) {
        for (int i = 0; i < length; i++) {
            high[i] = Math.unsignedMultiplyHigh(a[i], factor);
            low[i] = a[i] * factor;
        }
    }

    /// out = high·2^64 + low modulo p, as `Goldilocks.reduce`. 0.4 ns an element.
    public static void reduce(long[] out, long[] high, long[] low, int length) {
        for (int i = 0; i < length; i++) {
            long h = high[i];
            long l = low[i];
            // l − (h >>> 32) borrows exactly if it becomes negative from non-negative, the subtrahend being below 2^32.
            long t = l - (h >>> 32);
            t -= ((~l & t) >> 63) >>> 32;
            long h0 = h & EPSILON;
            long middle = (h0 << 32) - h0;
            long sum = t + middle;
            sum += (((t & middle) | ((t | middle) & ~sum)) >> 63) >>> 32;
            // At or above p exactly if adding 2^64 − p carries.
            out[i] = sum + (((sum & ~(sum + EPSILON)) >> 63) >>> 32);
        }
    }

    /// out = ω·a, ω = twoAdicRoot(2) = 2^48 being a square root of −1. 0.4 ns an element.
    public static void timesFourthRoot(long[] out, long[] a, int length) {
        for (int i = 0; i < length; i++) {
            long x = a[i];
            // As `reduce`, of x >>> 16 and x << 48.
            long l = x << 48;
            long t = l - (x >>> 48);
            t -= ((~l & t) >> 63) >>> 32;
            long h0 = (x >>> 16) & EPSILON;
            long middle = (h0 << 32) - h0;
            long sum = t + middle;
            sum += (((t & middle) | ((t | middle) & ~sum)) >> 63) >>> 32;
            out[i] = sum + (((sum & ~(sum + EPSILON)) >> 63) >>> 32);
        }
    }

    /// out = 2^shift·a, shift from 1 to 63 or from 65 to 95. 0.4 ns an element.
    public static void timesPowerOfTwo(long[] out, long[] a, int shift, int length) {
        if (shift < Long.SIZE) {
            shifted(out, a, shift, length);
        } else {
            shiftedFar(out, a, shift - Long.SIZE, length);
        }
    }

    private static void shifted(long[] out, long[] a, int shift, int length) {
        int over = Long.SIZE - shift;
        for (int i = 0; i < length; i++) {
            long x = a[i];
            // As `reduce`, of x >>> over and x << shift.
            long h = x >>> over;
            long l = x << shift;
            long t = l - (h >>> 32);
            t -= ((~l & t) >> 63) >>> 32;
            long h0 = h & EPSILON;
            long middle = (h0 << 32) - h0;
            long sum = t + middle;
            sum += (((t & middle) | ((t | middle) & ~sum)) >> 63) >>> 32;
            out[i] = sum + (((sum & ~(sum + EPSILON)) >> 63) >>> 32);
        }
    }

    // x·2^(64 + shift) with x·2^shift = h·2^64 + l1·2^32 + l0: 2^64 = 2^32 − 1, 2^96 = −1, 2^128 = −2^32, so it is
    // l0·(2^32 − 1) − l1 − h·2^32, whose first term is canonical and whose others are below 2^64.
    private static void shiftedFar(long[] out, long[] a, int shift, int length) {
        int over = Long.SIZE - shift;
        for (int i = 0; i < length; i++) {
            long x = a[i];
            long l = x << shift;
            long l0 = l & EPSILON;
            long m = (l0 << 32) - l0;
            long u = (l >>> 32) + (x >>> over << 32);
            long d = m - u;
            long borrow = ((~m & u) | ((~m | u) & d)) >> 63;
            out[i] = d - (borrow >>> 32);
        }
    }

    /// out = 7·a, 7 being x² in F.
    static void timesNonResidue(long[] out, long[] a, int length) {
        for (int i = 0; i < length; i++) {
            long x = a[i];
            long low = (x << 3) - x;
            long high = ((x >>> 32) * 7 + ((x & EPSILON) * 7 >>> 32)) >>> 32;
            long sum = low + (high << 32) - high;
            sum += ((low & ~sum) >> 63) >>> 32;
            out[i] = sum + (((sum & ~(sum + EPSILON)) >> 63) >>> 32);
        }
    }

    /// Adds Σ (high·2^64 + low) to `sums`, whose element j counts 2^(32·j). 0.16 ns an element.
    static void accumulate(long[] sums, long[] high, long[] low, int length) {
        long s0 = 0;
        long s1 = 0;
        long s2 = 0;
        long s3 = 0;
        for (int i = 0; i < length; i++) {
            s0 += low[i] & EPSILON;
            s1 += low[i] >>> 32;
            s2 += high[i] & EPSILON;
            s3 += high[i] >>> 32;
        }
        sums[0] += s0;
        sums[1] += s1;
        sums[2] += s2;
        sums[3] += s3;
    }

    /// The element that four sums of `accumulate` stand for: 2^64 = 2^32 − 1 and 2^96 = −1 modulo p.
    ///
    /// @param sums each below 2^63, that is of fewer than 2^31 products
    static long total(long[] sums) {
        long s0 = Goldilocks.reduce(0, sums[0]);
        long s1 = Goldilocks.reduce(sums[1] >>> 32, sums[1] << 32);
        long s2 = Goldilocks.mul(Goldilocks.reduce(0, sums[2]), EPSILON);
        long s3 = Goldilocks.reduce(0, sums[3]);
        return Goldilocks.sub(Goldilocks.add(Goldilocks.add(s0, s1), s2), s3);
    }
}
