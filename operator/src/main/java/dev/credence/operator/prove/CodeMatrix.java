package dev.credence.operator.prove;

import dev.credence.proof.code.Workers;
import dev.credence.proof.field.ExtensionVector;
import dev.credence.proof.field.Goldilocks;

/// The committed weights W as bytes, and the two passes over them that cost a prover its time: bytes times elements of F, whose four
/// halves of 32 bits are summed without reduction. (2^7 · 2^32 · 2^20 < 2^63.)
///
/// @param cells N_W signed bytes
public final class CodeMatrix {
    /// Columns to a task of `combine`; its four accumulators stay in the first cache.
    private static final int PIECE = 512;
    /// Terms that one accumulator takes before it is reduced.
    private static final int RUN = 1 << 20;
    private static final long LOW = 0xffffffffL;

    private final byte[] cells;

    CodeMatrix(byte[] cells) {
        this.cells = cells;
    }

    byte[] cells() {
        return cells;
    }

    /// sum[x] = Σ_b weights[b]·W[offset + b·2^columnsLog + x] for x < 2^columnsLog; cells beyond the end are zero.
    ExtensionVector combine(int offset, int columnsLog, ExtensionVector weights, Workers workers) {
        int columns = 1 << columnsLog;
        int piece = Math.min(PIECE, columns);
        ExtensionVector sum = new ExtensionVector(columns);
        workers.each(columns / piece, task -> combinePiece(offset, columns, weights, sum, task * piece, piece));
        return sum;
    }

    private void combinePiece(int offset, int columns, ExtensionVector weights, ExtensionVector sum, int from, int piece) {
        long[] low0 = new long[piece];
        long[] high0 = new long[piece];
        long[] low1 = new long[piece];
        long[] high1 = new long[piece];
        for (int b = 0; b < weights.length(); b++) {
            long at = (long) offset + (long) b * columns + from;
            int length = Math.clamp(cells.length - at, 0, piece);
            if (length > 0) {
                add(low0, (int) at, weights.c0()[b] & LOW, length);
                add(high0, (int) at, weights.c0()[b] >>> 32, length);
                add(low1, (int) at, weights.c1()[b] & LOW, length);
                add(high1, (int) at, weights.c1()[b] >>> 32, length);
            }
        }
        for (int i = 0; i < piece; i++) {
            sum.c0()[from + i] = join(low0[i], high0[i]);
            sum.c1()[from + i] = join(low1[i], high1[i]);
        }
    }

    private void add(long[] sum, int at, long weight, int length) {
        for (int i = 0; i < length; i++) {
            sum[i] += cells[at + i] * weight;
        }
    }

    /// dots[b] = Σ_x weights[x]·W[b·2^columnsLog + x] for the first `rows` rows.
    ExtensionVector dots(int rows, int columnsLog, ExtensionVector weights, Workers workers) {
        int columns = 1 << columnsLog;
        long[] low0 = halves(weights.c0(), 0);
        long[] high0 = halves(weights.c0(), 32);
        long[] low1 = halves(weights.c1(), 0);
        long[] high1 = halves(weights.c1(), 32);
        ExtensionVector dots = new ExtensionVector(rows);
        workers.each(rows, row -> {
            int from = row * columns;
            int length = Math.min(columns, cells.length - from);
            dots.c0()[row] = join(dot(low0, from, length), dot(high0, from, length));
            dots.c1()[row] = join(dot(low1, from, length), dot(high1, from, length));
        });
        return dots;
    }

    private static long[] halves(long[] limbs, int shift) {
        long[] halves = new long[limbs.length];
        for (int i = 0; i < halves.length; i++) {
            halves[i] = limbs[i] >>> shift & LOW;
        }
        return halves;
    }

    // Columns number at most 2^20, so one accumulator never overflows.
    private long dot(long[] weights, int from, int length) {
        if (length > RUN) {
            throw new IllegalArgumentException("at most " + RUN + " columns expected, found " + length);
        }
        long sum = 0;
        for (int i = 0; i < length; i++) {
            sum += cells[from + i] * weights[i];
        }
        return sum;
    }

    private static long join(long low, long high) {
        return Goldilocks.add(Goldilocks.fromSigned(low), Goldilocks.mul(Goldilocks.fromSigned(high), 1L << 32));
    }
}
