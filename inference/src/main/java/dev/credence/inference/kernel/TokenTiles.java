package dev.credence.inference.kernel;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// Dot products of a panel of decoded rows with many rows of activations, six by four at a time.
///
/// 24 accumulators and 5 operands fill the 32 registers of a machine with vectors of 16; 24 multiply-adds for 10 loads, so that
/// loads that cross two cache lines, as those from arrays do, hide behind them. The panel lies outside the heap, where it begins
/// at a cache line; the six rows of a tile are woven together, line by line, so that one address reaches them all. Measured with
/// 2,048 columns and 64 tokens on one core whose limit is 58 thousand million multiply-adds a second: 53, with rows one behind
/// the other 51.
final class TokenTiles {
    /// Rows of weights of one tile.
    private static final int TILE = 6;
    /// Rows of weights of two tiles, one below the other: 48 dot products, whose lanes are three trees.
    static final int ROWS = 12;
    /// Rows of activations of a tile.
    static final int TOKENS = 4;
    /// From 16 numbers of a row of a panel to the next 16.
    static final int LINE_BYTES = TILE * LaneTrees.COUNT * Float.BYTES;

    private static final VectorSpecies<Float> S = Lanes.FLOATS;
    private static final int N = Lanes.COUNT;
    private static final int CACHE_LINE_BYTES = 64;

    private TokenTiles() {}

    /// Room for decoded rows; one thread at a time uses it.
    static final class Panel {
        private final MemorySegment rows;
        private final float[] lanes = new float[ROWS * TOKENS * LaneTrees.COUNT];
        private final float[] sums = new float[ROWS * TOKENS];

        /// Room for `floats` in all.
        Panel(int floats) {
            rows = Arena.ofAuto().allocate((long) floats * Float.BYTES, CACHE_LINE_BYTES);
        }

        MemorySegment rows() {
            return rows;
        }

        boolean holds(int floats) {
            return rows.byteSize() >= (long) floats * Float.BYTES;
        }
    }

    /// Floats of a panel of `rows` rows of `columns`, a multiple of 16: whole pairs of tiles.
    static int floats(int rows, int columns) {
        return (rows + ROWS - 1) / ROWS * ROWS * columns;
    }

    /// The byte of a panel where row `row` begins: 16 numbers, and the next 16 `LINE_BYTES` further.
    static long rowAt(int row, int columns) {
        return (long) Float.BYTES * (row / TILE * TILE * columns + row % TILE * LaneTrees.COUNT);
    }

    /// What a panel holds.
    ///
    /// @param rows     how many decoded rows
    /// @param columns  of each, a multiple of 16
    /// @param firstRow the first one's number in the matrix
    /// @param stride   the matrix's rows: where the next activation's results stand
    /// @param bias     of the matrix's rows, or empty
    record Part(int rows, int columns, int firstRow, int stride, float[] bias) {}

    /// y[t·stride + firstRow + r] = dot(panel row r, x row t) + bias, for all rows and tokens. Behind the last row a panel may hold
    /// anything: those sums are dropped.
    static void multiply(Panel panel, Part part, float[] x, int tokens, float[] y) {
        int[] at = new int[TOKENS];
        for (int t = 0; t < tokens; t += TOKENS) {
            for (int i = 0; i < TOKENS; i++) {
                at[i] = Math.min(t + i, tokens - 1) * part.columns;
            }
            for (int r = 0; r < part.rows; r += ROWS) {
                for (int lane = 0; lane < 16; lane += N) {
                    tile(panel, rowAt(r, part.columns), 0, x, at, lane, part.columns);
                    tile(panel, rowAt(r + TILE, part.columns), TILE, x, at, lane, part.columns);
                }
                for (int sum = 0; sum < ROWS * TOKENS; sum += LaneTrees.COUNT) {
                    LaneTrees.sums(panel.lanes, sum, panel.sums);
                }
                store(panel.sums, part, r, t, Math.min(TOKENS, tokens - t), y);
            }
        }
    }

    private static void store(float[] sums, Part part, int r, int t, int tokens, float[] y) {
        int rows = Math.min(ROWS, part.rows - r);
        for (int j = 0; j < tokens; j++) {
            int at = (t + j) * part.stride + part.firstRow + r;
            if (part.bias.length > 0) {
                for (int i = 0; i < rows; i++) {
                    y[at + i] = sums[j * ROWS + i] + part.bias[part.firstRow + r + i];
                }
            } else if (rows == ROWS) {
                for (int i = 0; i < ROWS; i++) {
                    y[at + i] = sums[j * ROWS + i];
                }
            } else {
                System.arraycopy(sums, j * ROWS, y, at, rows);
            }
        }
    }

    // The lanes from `lane` on of the dot products of 6 rows, which begin at byte `first` of the panel, with 4 tokens: accumulator
    // aTR is that of token T and row R.
    private static void tile(Panel panel, long first, int row, float[] x, int[] at, int lane, int columns) {
        MemorySegment w = panel.rows;
        // A step of 16 numbers is one of 6 · 64 bytes, 24 each.
        long w0 = first - 20L * lane;
        int x0 = at[0];
        int x1 = at[1];
        int x2 = at[2];
        int x3 = at[3];
        FloatVector a00 = FloatVector.zero(S), a01 = a00, a02 = a00, a03 = a00, a04 = a00, a05 = a00;
        FloatVector a10 = a00, a11 = a00, a12 = a00, a13 = a00, a14 = a00, a15 = a00;
        FloatVector a20 = a00, a21 = a00, a22 = a00, a23 = a00, a24 = a00, a25 = a00;
        FloatVector a30 = a00, a31 = a00, a32 = a00, a33 = a00, a34 = a00, a35 = a00;
        for (int k = lane; k < columns; k += 16) {
            FloatVector b0 = FloatVector.fromArray(S, x, x0 + k);
            FloatVector b1 = FloatVector.fromArray(S, x, x1 + k);
            FloatVector b2 = FloatVector.fromArray(S, x, x2 + k);
            FloatVector b3 = FloatVector.fromArray(S, x, x3 + k);
            FloatVector v = FloatVector.fromMemorySegment(S, w, w0 + 24L * k, StoredRows.LE);
            a00 = v.fma(b0, a00);
            a10 = v.fma(b1, a10);
            a20 = v.fma(b2, a20);
            a30 = v.fma(b3, a30);
            v = FloatVector.fromMemorySegment(S, w, w0 + 24L * k + 64, StoredRows.LE);
            a01 = v.fma(b0, a01);
            a11 = v.fma(b1, a11);
            a21 = v.fma(b2, a21);
            a31 = v.fma(b3, a31);
            v = FloatVector.fromMemorySegment(S, w, w0 + 24L * k + 128, StoredRows.LE);
            a02 = v.fma(b0, a02);
            a12 = v.fma(b1, a12);
            a22 = v.fma(b2, a22);
            a32 = v.fma(b3, a32);
            v = FloatVector.fromMemorySegment(S, w, w0 + 24L * k + 192, StoredRows.LE);
            a03 = v.fma(b0, a03);
            a13 = v.fma(b1, a13);
            a23 = v.fma(b2, a23);
            a33 = v.fma(b3, a33);
            v = FloatVector.fromMemorySegment(S, w, w0 + 24L * k + 256, StoredRows.LE);
            a04 = v.fma(b0, a04);
            a14 = v.fma(b1, a14);
            a24 = v.fma(b2, a24);
            a34 = v.fma(b3, a34);
            v = FloatVector.fromMemorySegment(S, w, w0 + 24L * k + 320, StoredRows.LE);
            a05 = v.fma(b0, a05);
            a15 = v.fma(b1, a15);
            a25 = v.fma(b2, a25);
            a35 = v.fma(b3, a35);
        }
        float[] lanes = panel.lanes;
        int to = 16 * row + lane;
        a00.intoArray(lanes, to);
        a01.intoArray(lanes, to + 16);
        a02.intoArray(lanes, to + 32);
        a03.intoArray(lanes, to + 48);
        a04.intoArray(lanes, to + 64);
        a05.intoArray(lanes, to + 80);
        a10.intoArray(lanes, to + 192);
        a11.intoArray(lanes, to + 208);
        a12.intoArray(lanes, to + 224);
        a13.intoArray(lanes, to + 240);
        a14.intoArray(lanes, to + 256);
        a15.intoArray(lanes, to + 272);
        a20.intoArray(lanes, to + 384);
        a21.intoArray(lanes, to + 400);
        a22.intoArray(lanes, to + 416);
        a23.intoArray(lanes, to + 432);
        a24.intoArray(lanes, to + 448);
        a25.intoArray(lanes, to + 464);
        a30.intoArray(lanes, to + 576);
        a31.intoArray(lanes, to + 592);
        a32.intoArray(lanes, to + 608);
        a33.intoArray(lanes, to + 624);
        a34.intoArray(lanes, to + 640);
        a35.intoArray(lanes, to + 656);
    }
}
