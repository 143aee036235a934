package dev.credence.proof.field;

/// The passes over limbs, by the definition of what each does.
public final class LimbPasses {
    private LimbPasses() {}

    public static void add(long[] out, long[] a, long[] b, int length) {
        for (int i = 0; i < length; i++) {
            out[i] = Goldilocks.add(a[i], b[i]);
        }
    }

    public static void sub(long[] out, long[] a, long[] b, int length) {
        for (int i = 0; i < length; i++) {
            out[i] = Goldilocks.sub(a[i], b[i]);
        }
    }

    public static void multiply(long[] high, long[] low, long[] a, long[] b, int length) {
        for (int i = 0; i < length; i++) {
            high[i] = 0;
            low[i] = a[i] * b[i];
        }
    }

    public static void multiplyBy(long[] high, long[] low, long[] a, long factor, int length) {
        for (int i = 0; i < length; i++) {
            high[i] = 0;
            low[i] = a[i] * factor;
        }
    }

    public static void reduce(long[] out, long[] high, long[] low, int length) {
        for (int i = 0; i < length; i++) {
            out[i] = low[i] % Goldilocks.MODULUS;
        }
    }

    public static void timesFourthRoot(long[] out, long[] a, int length) {
        for (int i = 0; i < length; i++) {
            out[i] = Goldilocks.mul(a[i], Goldilocks.twoAdicRoot(2));
        }
    }

    public static void timesPowerOfTwo(long[] out, long[] a, int shift, int length) {
        for (int i = 0; i < length; i++) {
            out[i] = Goldilocks.mul(a[i], Goldilocks.pow(2, shift));
        }
    }

    static void timesNonResidue(long[] out, long[] a, int length) {
        for (int i = 0; i < length; i++) {
            out[i] = Goldilocks.mul(a[i], Goldilocks.GENERATOR);
        }
    }

    static void accumulate(long[] sums, long[] high, long[] low, int length) {
        for (int i = 0; i < length; i++) {
            sums[0] += low[i];
        }
    }

    static long total(long[] sums) {
        return sums[0] % Goldilocks.MODULUS;
    }
}
