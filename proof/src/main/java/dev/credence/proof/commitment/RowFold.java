package dev.credence.proof.commitment;

import dev.credence.proof.code.Workers;
import dev.credence.proof.field.BlockArithmetic;
import dev.credence.proof.field.Extension;
import dev.credence.proof.field.ExtensionBlock;
import dev.credence.proof.field.ExtensionKernels;
import dev.credence.proof.field.ExtensionVector;
import dev.credence.proof.field.Goldilocks;

/// Combinations of the rows of a matrix: Σ_b weights[b]·cell[b·2^columnsLog + x] for every column x.
public final class RowFold {
    // Columns to a task: accumulators of 4 · 4 KiB stay in the first cache.
    private static final int PIECE = 512;
    private static final long LOW = 0xffffffffL;

    private RowFold() {}

    /// @param weights one for each row; rows beyond them must hold no cells
    /// @return 2^columnsLog elements
    public static ExtensionVector fold(Cells cells, int columnsLog, ExtensionVector weights, Workers workers) {
        int columns = 1 << columnsLog;
        ExtensionVector sum = new ExtensionVector(columns);
        int piece = Math.min(PIECE, columns);
        workers.each(columns / piece, task -> {
            int from = task * piece;
            switch (cells) {
                case Cells.OfBytes bytes -> bytes(bytes.cells(), columns, weights, sum, from, from + piece);
                case Cells.OfShorts _, Cells.OfInts _, Cells.OfElements _ -> elements(cells, columns, weights, sum, from, from + piece);
            }
        });
        return sum;
    }

    private static void elements(Cells cells, int columns, ExtensionVector weights, ExtensionVector sum, int from, int to) {
        long[] row = new long[to - from];
        for (int b = 0; b < weights.length(); b++) {
            long at = (long) b * columns + from;
            if (at < cells.count()) {
                cells.read(at, row);
                ExtensionKernels.axpyBase(sum, from, weights.get(b), row, 0, row.length);
            }
        }
    }

    // A byte times a limb of 32 bits has 40 bits, and no more than 2^12 rows add 12: nothing is reduced before the end.
    private static void bytes(byte[] cells, int columns, ExtensionVector weights, ExtensionVector sum, int from, int to) {
        int piece = to - from;
        long[] low0 = new long[piece];
        long[] high0 = new long[piece];
        long[] low1 = new long[piece];
        long[] high1 = new long[piece];
        for (int b = 0; b < weights.length(); b++) {
            long at = (long) b * columns + from;
            int length = Math.clamp(cells.length - at, 0, piece);
            if (length > 0) {
                addBytes(low0, cells, (int) at, weights.c0()[b] & LOW, length);
                addBytes(high0, cells, (int) at, weights.c0()[b] >>> 32, length);
                addBytes(low1, cells, (int) at, weights.c1()[b] & LOW, length);
                addBytes(high1, cells, (int) at, weights.c1()[b] >>> 32, length);
            }
        }
        for (int i = 0; i < piece; i++) {
            sum.c0()[from + i] = join(low0[i], high0[i]);
            sum.c1()[from + i] = join(low1[i], high1[i]);
        }
    }

    private static void addBytes(long[] sum, byte[] cells, int at, long weight, int length) {
        for (int i = 0; i < length; i++) {
            sum[i] += cells[at + i] * weight;
        }
    }

    private static long join(long low, long high) {
        return Goldilocks.add(Goldilocks.fromSigned(low), Goldilocks.mul(Goldilocks.fromSigned(high), 1L << 32));
    }

    /// Binds the top row variable of a matrix of extension cells that has `rows` rows of `rowsLog` variables: row b becomes
    /// row_b + r·(row_{b + half} − row_b), where rows that are not there are zero. The result stands in the first
    /// min(rows, half) rows.
    static void bindTop(ExtensionVector matrix, int rows, int rowsLog, int columns, Extension r) {
        int half = 1 << rowsLog - 1;
        int pairs = Math.max(0, rows - half);
        BlockArithmetic arithmetic = BlockArithmetic.upTo(columns);
        ExtensionBlock low = ExtensionBlock.upTo(columns);
        ExtensionBlock high = ExtensionBlock.upTo(columns);
        int length = Math.min(columns, ExtensionBlock.SIZE);
        for (int i = 0; i < pairs * columns; i += length) {
            arithmetic.sub(high, high.load(matrix, i + half * columns, length), low.load(matrix, i, length), length);
            arithmetic.scale(high, high, r, length);
            arithmetic.add(low, low, high, length);
            low.store(matrix, i, length);
        }
        Extension rest = Extension.ONE.minus(r);
        for (int i = pairs * columns; i < Math.min(rows, half) * columns; i += length) {
            arithmetic.scale(low, low.load(matrix, i, length), rest, length);
            low.store(matrix, i, length);
        }
    }
}
