package dev.credence.proof.code;

import dev.credence.proof.field.Goldilocks;
import dev.credence.proof.field.LimbPasses;

/// Number-theoretic transforms over GF(p) in place. One object a thread.
///
/// ```
/// forward:     a[x] in natural order         →  at position l:  Σ_x a[x]·ω^(x·rev(l))
/// transposed:  s[l] at bit-reversed position →  at position x:  Σ_l s[l]·ω^(x·rev(l))
/// ```
/// with ω = twoAdicRoot(log) and rev = reversal of `log` bits; the second is the transpose of the first (not its
/// inverse). Neither moves an element only to reorder it.
final class Ntt {
    // Everything runs in short loops over arrays of this many elements from index 0 on (LimbPasses): such loops become
    // vector code, and a dozen such arrays stay in the first cache. 1.9 ns a butterfly, against 8 in place.
    private static final int PIECE = 512;
    // The last stages, whose butterflies lie closer than a piece, run on the transpose of 2^TAIL-element blocks.
    private static final int TAIL = 6;
    private static final int TILE = 8;
    private static final long[][] ONES = {};

    private final Twiddles twiddles;
    private final long[] table;
    private final long[] cubes;
    private final long[] x0 = new long[PIECE];
    private final long[] x1 = new long[PIECE];
    private final long[] x2 = new long[PIECE];
    private final long[] x3 = new long[PIECE];
    private final long[] sum = new long[PIECE];
    private final long[] even = new long[PIECE];
    private final long[] odd = new long[PIECE];
    private final long[] factors = new long[PIECE];
    private final long[] high = new long[PIECE];
    private final long[] low = new long[PIECE];
    private final long[] transposed = new long[1 << 2 * TAIL];
    private TailTwiddles tail;
    private LongTail longTail;

    Ntt(Twiddles twiddles) {
        this.twiddles = twiddles;
        this.table = twiddles.table();
        this.cubes = twiddles.cubes();
    }

    /// Decimation in frequency: natural order in, bit-reversed order out, of a[0 … 2^log).
    void forward(long[] a, int log) {
        twiddles.cover(log);
        if (log < TAIL) {
            small(a, log);
            return;
        }
        if (log >= Twiddles.LONG_LOG) {
            forwardLong(a, log);
            return;
        }
        int stage = log;
        if ((log - TAIL & 1) == 1) {
            halves(a, 1 << log - 1);
            stage--;
        }
        for (; stage > TAIL; stage -= 2) {
            int quarter = 1 << stage - 2;
            Factors factors = new Factors(table, 2 * quarter, table, quarter, cubes, quarter);
            for (int block = 0; block < 1 << log; block += 4 * quarter) {
                stages(a, block, quarter, factors);
            }
        }
        int blocks = Math.min(TAIL, log - TAIL);
        if (tail == null || tail.blocksLog() != blocks) {
            tail = TailTwiddles.of(twiddles, TAIL, blocks);
        }
        for (int from = 0; from < 1 << log; from += 1 << TAIL + blocks) {
            tail(a, from, 1 << blocks);
        }
    }

    // Four stages at a time from blocks of 2^16 or 2^12 on; the last eight on transposed blocks, as in `tail`.
    private void forwardLong(long[] a, int log) {
        int stage = log;
        if ((stage & 1) == 1) {
            halves(a, 1 << stage - 1);
            stage--;
        }
        if ((stage & 2) == 2) {
            int quarter = 1 << stage - 2;
            Factors factors = new Factors(table, 2 * quarter, table, quarter, cubes, quarter);
            for (int block = 0; block < 1 << log; block += 4 * quarter) {
                stages(a, block, quarter, factors);
            }
            stage -= 2;
        }
        if (longTail == null) {
            longTail = new LongTail();
        }
        for (; stage > LongTail.LOG; stage -= 4) {
            for (int block = 0; block < 1 << log; block += 1 << stage) {
                longTail.radix.pass(a, block, 1 << stage - 4, twiddles.sixteenths(stage));
            }
        }
        longTail.run(a, log);
    }

    // The last eight stages of 2^BLOCKS_LOG blocks of 2^LOG elements, side by side: 128 KiB, which stay in the second cache.
    private static final class LongTail {
        static final int LOG = 8;
        private static final int BLOCKS_LOG = 6;
        private static final int SIZE = 1 << LOG;
        private static final int BLOCKS = 1 << BLOCKS_LOG;

        private final Radix16 radix = new Radix16();
        private final long[] side = new long[SIZE * BLOCKS];
        private final long[][] factors = Radix16.factors(SIZE / 16, BLOCKS);

        void run(long[] a, int log) {
            for (int from = 0; from < 1 << log; from += SIZE * BLOCKS) {
                for (int b = 0; b < BLOCKS; b += TILE) {
                    for (int e = 0; e < SIZE; e += TILE) {
                        transpose(a, from + b * SIZE + e, SIZE, side, e * BLOCKS + b, BLOCKS);
                    }
                }
                radix.pass(side, 0, SIZE / 16 * BLOCKS, factors);
                for (int block = 0; block < SIZE; block += 16) {
                    radix.pass(side, block * BLOCKS, BLOCKS, ONES);
                }
                for (int b = 0; b < BLOCKS; b += TILE) {
                    for (int e = 0; e < SIZE; e += TILE) {
                        transpose(side, e * BLOCKS + b, BLOCKS, a, from + b * SIZE + e, SIZE);
                    }
                }
            }
        }
    }

    // The last TAIL stages of `blocks` blocks of 2^TAIL elements: element e of all blocks lies side by side, so that a
    // butterfly between elements is one between runs of `blocks`.
    private void tail(long[] a, int from, int blocks) {
        int size = 1 << TAIL;
        for (int b = 0; b < blocks; b += TILE) {
            for (int e = 0; e < size; e += TILE) {
                transpose(a, from + b * size + e, size, transposed, e * blocks + b, blocks);
            }
        }
        for (int quarter = size / 4; quarter >= 1; quarter /= 4) {
            Factors factors = quarter == 1 ? Factors.ONES : new Factors(tail.whole(quarter), 0, tail.half(quarter), 0, tail.cubes(quarter), 0);
            for (int block = 0; block < size; block += 4 * quarter) {
                stages(transposed, block * blocks, quarter * blocks, factors);
            }
        }
        for (int b = 0; b < blocks; b += TILE) {
            for (int e = 0; e < size; e += TILE) {
                transpose(transposed, e * blocks + b, blocks, a, from + b * size + e, size);
            }
        }
    }

    // A tile of at most TILE × TILE elements, whose lines all stay in the first cache: target[j][i] = source[i][j].
    private static void transpose(long[] source, int from, int sourceRow, long[] target, int at, int targetRow) {
        for (int i = 0; i < Math.min(TILE, targetRow); i++) {
            for (int j = 0; j < Math.min(TILE, sourceRow); j++) {
                target[at + j * targetRow + i] = source[from + i * sourceRow + j];
            }
        }
    }

    // ω^j, ω^2j and ω^3j, ω of order 4·quarter, from these places on.
    private record Factors(long[] whole, int wholeAt, long[] half, int halfAt, long[] cubes, int cubesAt) {
        // For quarter = 1, where j is 0.
        static final Factors ONES = new Factors(new long[0], 0, new long[0], 0, new long[0], 0);
    }

    // Two stages of butterflies of one block of four quarters, piece by piece: at j,
    //   a0 + a1 + a2 + a3,   (a0 − a1 + a2 − a3)·ω^2j,   (a0 − a2 + i·(a1 − a3))·ω^j,   (a0 − a2 − i·(a1 − a3))·ω^3j.
    private void stages(long[] a, int block, int quarter, Factors factors) {
        int length = Math.min(quarter, PIECE);
        for (int j = 0; j < quarter; j += length) {
            int at = block + j;
            System.arraycopy(a, at, x0, 0, length);
            System.arraycopy(a, at + quarter, x1, 0, length);
            System.arraycopy(a, at + 2 * quarter, x2, 0, length);
            System.arraycopy(a, at + 3 * quarter, x3, 0, length);
            LimbPasses.add(even, x0, x2, length);
            LimbPasses.sub(odd, x0, x2, length);
            LimbPasses.add(sum, x1, x3, length);
            LimbPasses.sub(x3, x1, x3, length);
            LimbPasses.timesFourthRoot(x3, x3, length);
            LimbPasses.add(x0, even, sum, length);
            LimbPasses.sub(x1, even, sum, length);
            LimbPasses.add(x2, odd, x3, length);
            LimbPasses.sub(x3, odd, x3, length);
            if (factors != Factors.ONES) {
                scale(x1, factors.half, factors.halfAt + j, length);
                scale(x2, factors.whole, factors.wholeAt + j, length);
                scale(x3, factors.cubes, factors.cubesAt + j, length);
            }
            System.arraycopy(x0, 0, a, at, length);
            System.arraycopy(x1, 0, a, at + quarter, length);
            System.arraycopy(x2, 0, a, at + 2 * quarter, length);
            System.arraycopy(x3, 0, a, at + 3 * quarter, length);
        }
    }

    private void halves(long[] a, int half) {
        int length = Math.min(half, PIECE);
        for (int j = 0; j < half; j += length) {
            System.arraycopy(a, j, x0, 0, length);
            System.arraycopy(a, j + half, x1, 0, length);
            butterflies(x0, x1, length);
            scale(x1, table, half + j, length);
            System.arraycopy(x0, 0, a, j, length);
            System.arraycopy(x1, 0, a, j + half, length);
        }
    }

    /// One stage of the transpose: joins the transforms of two halves of `half` points each, [from, from + half) and
    /// the next, into that of 2·half points.
    void join(long[] a, int from, int half) {
        int length = Math.min(half, PIECE);
        for (int j = 0; j < half; j += length) {
            System.arraycopy(a, from + j, x0, 0, length);
            System.arraycopy(a, from + half + j, x1, 0, length);
            scale(x1, table, half + j, length);
            butterflies(x0, x1, length);
            System.arraycopy(x0, 0, a, from + j, length);
            System.arraycopy(x1, 0, a, from + half + j, length);
        }
    }

    /// a[i] *= by[i] for i below `length`.
    void scale(long[] a, int length, long[] by) {
        for (int from = 0; from < length; from += PIECE) {
            int part = Math.min(PIECE, length - from);
            System.arraycopy(a, from, x0, 0, part);
            scale(x0, by, from, part);
            System.arraycopy(x0, 0, a, from, part);
        }
    }

    /// target[i] += a[i]·by[i] for i below `length`.
    void accumulate(long[] target, long[] a, long[] by, int length) {
        for (int from = 0; from < length; from += PIECE) {
            int part = Math.min(PIECE, length - from);
            System.arraycopy(a, from, x0, 0, part);
            System.arraycopy(target, from, x1, 0, part);
            scale(x0, by, from, part);
            LimbPasses.add(x1, x1, x0, part);
            System.arraycopy(x1, 0, target, from, part);
        }
    }

    /// a[at + i] = a[from + i]·factor for i below `length`.
    void copyScaled(long[] a, int from, int at, long factor, int length) {
        for (int i = 0; i < length; i += PIECE) {
            int part = Math.min(PIECE, length - i);
            System.arraycopy(a, from + i, x0, 0, part);
            LimbPasses.multiplyBy(high, low, x0, factor, part);
            LimbPasses.reduce(x0, high, low, part);
            System.arraycopy(x0, 0, a, at + i, part);
        }
    }

    // (x, y) becomes (x + y, x − y).
    private void butterflies(long[] x, long[] y, int length) {
        LimbPasses.add(sum, x, y, length);
        LimbPasses.sub(y, x, y, length);
        System.arraycopy(sum, 0, x, 0, length);
    }

    // x *= by[from …), whose factors stay in `factors`.
    private void scale(long[] x, long[] by, int from, int length) {
        System.arraycopy(by, from, factors, 0, length);
        product(x, length);
    }

    private void product(long[] x, int length) {
        LimbPasses.multiply(high, low, x, factors, length);
        LimbPasses.reduce(x, high, low, length);
    }

    // Stage by stage as the definition has it, for fewer than 2^TAIL points.
    private void small(long[] a, int log) {
        for (int half = 1 << log >> 1; half >= 1; half /= 2) {
            for (int block = 0; block < 1 << log; block += 2 * half) {
                for (int i = block; i < block + half; i++) {
                    long x = a[i];
                    long y = a[i + half];
                    a[i] = Goldilocks.add(x, y);
                    a[i + half] = Goldilocks.mul(Goldilocks.sub(x, y), table[half + i - block]);
                }
            }
        }
    }
}
