package dev.credence.proof.code;

import dev.credence.proof.field.Goldilocks;
import dev.credence.proof.field.LimbPasses;

/// Four stages of a transform in one pass. One object a thread.
///
/// A 16th root of unity is a power of two here, so the transform of 16 points needs shifts alone; what is multiplied is one factor an element
/// in four stages, where two passes of two stages need one and a half, and half of all loads and stores are saved.
final class Radix16 {
    private static final int POINTS = 16;
    // The registers of one pass, 16 KiB, stay in the first cache.
    private static final int PIECE = 128;
    // ω_16^k = ±2^SHIFTS[k]; ω_16 = 2^156 = −2^60, as 2^96 = −1.
    private static final int[] SHIFTS = {0, 60, 24, 84, 48, 12, 72, 36};
    private static final boolean[] NEGATED = {false, true, true, false, false, false, true, true};

    private final long[][] x = new long[POINTS][PIECE];
    private final long[] factor = new long[PIECE];
    private final long[] high = new long[PIECE];
    private final long[] low = new long[PIECE];
    private long[] spare = new long[PIECE];

    /// The factors ω^(j·rev(b)), j < part, of each place b from 1 to 15, ω of order 16·part; each repeated so many times.
    static long[][] factors(int part, int times) {
        long[][] factors = new long[POINTS][];
        long root = Goldilocks.twoAdicRoot(Integer.numberOfTrailingZeros(POINTS * part));
        for (int b = 1; b < POINTS; b++) {
            long[] powers = RowCode.powers(Goldilocks.pow(root, RowCode.reverse(b, 4)), part);
            factors[b] = times == 1 ? powers : TailTwiddles.repeat(powers, 0, part, times);
        }
        return factors;
    }

    /// Four stages of the block of 16·part elements at `block`, whose part b goes to place b.
    ///
    /// @param factors of `factors(…)`, or none where all are 1
    void pass(long[] a, int block, int part, long[][] factors) {
        int length = Math.min(part, PIECE);
        for (int j = 0; j < part; j += length) {
            for (int k = 0; k < POINTS; k++) {
                System.arraycopy(a, block + j + k * part, x[k], 0, length);
            }
            transform(length);
            for (int k = 0; k < POINTS; k++) {
                if (k > 0 && factors.length > 0) {
                    System.arraycopy(factors[k], j, factor, 0, length);
                    LimbPasses.multiply(high, low, x[k], factor, length);
                    LimbPasses.reduce(x[k], high, low, length);
                }
                System.arraycopy(x[k], 0, a, block + j + k * part, length);
            }
        }
    }

    private void transform(int length) {
        for (int half = POINTS / 2; half >= 1; half /= 2) {
            for (int first = 0; first < POINTS; first += 2 * half) {
                for (int k = 0; k < half; k++) {
                    butterfly(first + k, first + k + half, k * (POINTS / 2 / half), length);
                }
            }
        }
    }

    // (x_i, x_k) becomes (x_i + x_k, (x_i − x_k)·ω_16^power).
    private void butterfly(int i, int k, int power, int length) {
        LimbPasses.add(spare, x[i], x[k], length);
        if (NEGATED[power]) {
            LimbPasses.sub(x[k], x[k], x[i], length);
        } else {
            LimbPasses.sub(x[k], x[i], x[k], length);
        }
        if (power != 0) {
            LimbPasses.timesPowerOfTwo(x[k], x[k], SHIFTS[power], length);
        }
        long[] sum = spare;
        spare = x[i];
        x[i] = sum;
    }
}
