package dev.credence.proof.code;

import dev.credence.proof.field.Goldilocks;

/// Number-theoretic transforms over GF(p) in place, two stages a pass.
///
/// ```
/// forward:     a[x] in natural order        →  at position l:  Σ_x a[x]·ω^(x·rev(l))
/// transposed:  s[l] at bit-reversed position →  at position x:  Σ_l s[l]·ω^(x·rev(l))
/// ```
/// with ω = twoAdicRoot(log) and rev = reversal of `log` bits; the second is the transpose of the first (not its
/// inverse). Neither moves an element only to reorder it.
final class Ntt {
    // Four pieces of 4 KiB and their factors fit into the first cache.
    private static final int PIECE = 512;

    private Ntt() {}

    /// Decimation in frequency: natural order in, bit-reversed order out.
    static void forward(Twiddles twiddles, long[] a, int from, int log) {
        twiddles.cover(log);
        long[] table = twiddles.table();
        int stage = log;
        for (; stage >= 2; stage -= 2) {
            int quarter = 1 << stage - 2;
            for (int block = from; block < from + (1 << log); block += 4 * quarter) {
                if (quarter == 1) {
                    last(table, a, block);
                } else {
                    pass(table, a, block, quarter);
                }
            }
        }
        if (stage == 1) {
            for (int i = from; i < from + (1 << log); i += 2) {
                long even = a[i];
                long odd = a[i + 1];
                a[i] = Goldilocks.add(even, odd);
                a[i + 1] = Goldilocks.sub(even, odd);
            }
        }
    }

    // Two stages of butterflies of one block of four quarters: sums and differences in loops that become vector code,
    // products in a loop of their own, over pieces that stay in the first cache.
    private static void pass(long[] table, long[] a, int block, int quarter) {
        int piece = Math.min(quarter, PIECE);
        for (int j = 0; j < quarter; j += piece) {
            int at = block + j;
            butterflies(a, at, at + 2 * quarter, piece);
            butterflies(a, at + quarter, at + 3 * quarter, piece);
            scale(a, at + 2 * quarter, table, 2 * quarter + j, piece);
            scale(a, at + 3 * quarter, table, 3 * quarter + j, piece);
            butterflies(a, at, at + quarter, piece);
            butterflies(a, at + 2 * quarter, at + 3 * quarter, piece);
            scale(a, at + quarter, table, quarter + j, piece);
            scale(a, at + 3 * quarter, table, quarter + j, piece);
        }
    }

    private static void butterflies(long[] a, int even, int odd, int length) {
        for (int i = 0; i < length; i++) {
            long x = a[even + i];
            long y = a[odd + i];
            a[even + i] = Goldilocks.add(x, y);
            a[odd + i] = Goldilocks.sub(x, y);
        }
    }

    /// a[at + i] *= factors[from + i].
    static void scale(long[] a, int at, long[] factors, int from, int length) {
        for (int i = 0; i < length; i++) {
            a[at + i] = Goldilocks.mul(a[at + i], factors[from + i]);
        }
    }

    private static void last(long[] table, long[] a, int at) {
        long sum02 = Goldilocks.add(a[at], a[at + 2]);
        long sum13 = Goldilocks.add(a[at + 1], a[at + 3]);
        long difference02 = Goldilocks.sub(a[at], a[at + 2]);
        long difference13 = Goldilocks.mul(Goldilocks.sub(a[at + 1], a[at + 3]), table[3]);
        a[at] = Goldilocks.add(sum02, sum13);
        a[at + 1] = Goldilocks.sub(sum02, sum13);
        a[at + 2] = Goldilocks.add(difference02, difference13);
        a[at + 3] = Goldilocks.sub(difference02, difference13);
    }

    /// One stage of the transpose: joins the transforms of two halves of `half` points each, [from, from + half) and
    /// the next, into that of 2·half points.
    static void join(Twiddles twiddles, long[] a, int from, int half) {
        long[] table = twiddles.table();
        int piece = Math.min(half, PIECE);
        for (int j = 0; j < half; j += piece) {
            scale(a, from + half + j, table, half + j, piece);
            butterflies(a, from + j, from + half + j, piece);
        }
    }
}
