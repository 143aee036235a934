package dev.credence.proof.commitment;

import dev.credence.proof.code.Workers;
import dev.credence.proof.field.BlockArithmetic;
import dev.credence.proof.field.Extension;
import dev.credence.proof.field.ExtensionBlock;
import dev.credence.proof.field.ExtensionKernels;
import dev.credence.proof.field.ExtensionVector;

/// Combinations of the rows of a matrix: Σ_b weights[b]·cell[b·2^columnsLog + x] for every column x.
public final class RowFold {
    // Columns to a task.
    private static final int PIECE = 512;

    private RowFold() {}

    /// @param weights one for each row; rows beyond them must hold no cells
    /// @return 2^columnsLog elements
    public static ExtensionVector fold(Cells cells, int columnsLog, ExtensionVector weights, Workers workers) {
        return switch (cells) {
            case Cells.OfBytes(byte[] bytes) -> ByteRows.fold(bytes, 0, columnsLog, weights, workers);
            case Cells.OfInts _, Cells.OfElements _ -> elements(cells, columnsLog, weights, workers);
        };
    }

    private static ExtensionVector elements(Cells cells, int columnsLog, ExtensionVector weights, Workers workers) {
        int columns = 1 << columnsLog;
        ExtensionVector sum = new ExtensionVector(columns);
        int piece = Math.min(PIECE, columns);
        workers.each(columns / piece, task -> elements(cells, columns, weights, sum, task * piece, (task + 1) * piece));
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
