package dev.credence.proof.commitment;

import dev.credence.proof.code.Workers;
import dev.credence.proof.field.ExtensionVector;
import dev.credence.proof.field.Goldilocks;

/// Passes over signed bytes, read as a matrix of 2^columnsLog columns, with elements of F as weights: what a prover does with the weights of
/// a model, about 1 ns a byte.
///
/// A byte times a limb's half of 32 bits has 40 bits, and 2^20 terms add 20: nothing is reduced before the end.
public final class ByteRows {
    /// Columns to a task: its accumulators of 4 · 4 KiB stay in the first cache.
    private static final int PIECE = 512;
    /// Terms that one accumulator takes.
    private static final int TERMS_MAX = 1 << 20;
    private static final long LOW = 0xffffffffL;

    private ByteRows() {}

    /// sum[x] = Σ_b weights[b]·cells[offset + b·2^columnsLog + x] for x < 2^columnsLog; cells beyond the end are zero.
    public static ExtensionVector fold(byte[] cells, int offset, int columnsLog, ExtensionVector weights, Workers workers) {
        bounded(weights.length());
        int columns = 1 << columnsLog;
        int piece = Math.min(PIECE, columns);
        ExtensionVector sum = new ExtensionVector(columns);
        workers.each(columns / piece, task -> {
            Accumulators sums = new Accumulators(piece);
            for (int b = 0; b < weights.length(); b++) {
                long at = (long) offset + (long) b * columns + task * piece;
                int length = Math.clamp(cells.length - at, 0, piece);
                if (length > 0) {
                    sums.add(cells, (int) at, weights.c0()[b], weights.c1()[b], length);
                }
            }
            sums.store(sum, task * piece);
        });
        return sum;
    }

    /// dots[b] = Σ_x weights[x]·cells[b·2^columnsLog + x] for the first `rows` rows, whose last may end early.
    public static ExtensionVector dots(byte[] cells, int rows, int columnsLog, ExtensionVector weights, Workers workers) {
        int columns = 1 << columnsLog;
        bounded(columns);
        long[] low0 = halves(weights.c0(), 0);
        long[] high0 = halves(weights.c0(), 32);
        long[] low1 = halves(weights.c1(), 0);
        long[] high1 = halves(weights.c1(), 32);
        ExtensionVector dots = new ExtensionVector(rows);
        workers.each(rows, row -> {
            int from = row * columns;
            int length = Math.min(columns, cells.length - from);
            dots.c0()[row] = join(dot(cells, from, low0, length), dot(cells, from, high0, length));
            dots.c1()[row] = join(dot(cells, from, low1, length), dot(cells, from, high1, length));
        });
        return dots;
    }

    private static void bounded(int terms) {
        if (terms > TERMS_MAX) {
            throw new IllegalArgumentException("at most " + TERMS_MAX + " terms to a sum expected, found " + terms);
        }
    }

    private static long[] halves(long[] limbs, int shift) {
        long[] halves = new long[limbs.length];
        for (int i = 0; i < halves.length; i++) {
            halves[i] = limbs[i] >>> shift & LOW;
        }
        return halves;
    }

    private static long dot(byte[] cells, int from, long[] weights, int length) {
        long sum = 0;
        for (int i = 0; i < length; i++) {
            sum += cells[from + i] * weights[i];
        }
        return sum;
    }

    private static long join(long low, long high) {
        return Goldilocks.add(Goldilocks.fromSigned(low), Goldilocks.mul(Goldilocks.fromSigned(high), 1L << 32));
    }

    /// Sums of products with the halves of both limbs.
    private static final class Accumulators {
        private final long[] low0;
        private final long[] high0;
        private final long[] low1;
        private final long[] high1;

        Accumulators(int size) {
            low0 = new long[size];
            high0 = new long[size];
            low1 = new long[size];
            high1 = new long[size];
        }

        void add(byte[] cells, int at, long c0, long c1, int length) {
            add(low0, cells, at, c0 & LOW, length);
            add(high0, cells, at, c0 >>> 32, length);
            add(low1, cells, at, c1 & LOW, length);
            add(high1, cells, at, c1 >>> 32, length);
        }

        private static void add(long[] sum, byte[] cells, int at, long weight, int length) {
            for (int i = 0; i < length; i++) {
                sum[i] += cells[at + i] * weight;
            }
        }

        void store(ExtensionVector sum, int from) {
            for (int i = 0; i < low0.length; i++) {
                sum.c0()[from + i] = join(low0[i], high0[i]);
                sum.c1()[from + i] = join(low1[i], high1[i]);
            }
        }
    }
}
