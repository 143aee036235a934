package dev.credence.inference.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// Dot products of a panel of decoded rows with many rows of activations, four by four at a time.
///
/// 16 accumulators and 8 operands: at most 24 registers, and 16 multiply-adds for 8 loads.
final class TokenTiles {
    /// Rows of weights and rows of activations of one tile.
    static final int TILE = 4;

    private static final VectorSpecies<Float> S = Lanes.FLOATS;
    private static final int N = Lanes.COUNT;

    private TokenTiles() {}

    /// @param panel    decoded rows, each `columns` long, a multiple of 16
    /// @param rows     how many of them
    /// @param firstRow the first one's number in the matrix
    /// @param stride   the matrix's rows: where the next activation's results stand
    record Panel(float[] panel, int rows, int columns, int firstRow, int stride, float[] bias) {}

    /// y[t·stride + firstRow + r] = dot(panel row r, x row t) + bias, for all rows and tokens.
    static void multiply(Panel panel, float[] x, int tokens, float[] y, float[] lanes) {
        for (int t = 0; t < tokens; t += TILE) {
            int[] xAt = new int[TILE];
            for (int i = 0; i < TILE; i++) {
                xAt[i] = Math.min(t + i, tokens - 1) * panel.columns;
            }
            for (int r = 0; r < panel.rows; r += TILE) {
                int[] wAt = new int[TILE];
                for (int i = 0; i < TILE; i++) {
                    wAt[i] = Math.min(r + i, panel.rows - 1) * panel.columns;
                }
                for (int part = 0; part < 16; part += N) {
                    tile(panel, wAt, x, xAt, part, lanes);
                }
                store(panel, r, t, tokens, y, lanes);
            }
        }
    }

    private static void store(Panel panel, int r, int t, int tokens, float[] y, float[] lanes) {
        for (int j = 0; j < TILE && t + j < tokens; j++) {
            int at = (t + j) * panel.stride + panel.firstRow;
            for (int i = 0; i < TILE && r + i < panel.rows; i++) {
                float sum = VectorRows.tree(lanes, (i * TILE + j) * 16);
                y[at + r + i] = panel.bias.length > 0 ? sum + panel.bias[panel.firstRow + r + i] : sum;
            }
        }
    }

    private static void tile(Panel panel, int[] wAt, float[] x, int[] xAt, int part, float[] lanes) {
        float[] w = panel.panel;
        int w0 = wAt[0];
        int w1 = wAt[1];
        int w2 = wAt[2];
        int w3 = wAt[3];
        int x0 = xAt[0];
        int x1 = xAt[1];
        int x2 = xAt[2];
        int x3 = xAt[3];
        FloatVector a00 = FloatVector.zero(S), a01 = a00, a02 = a00, a03 = a00;
        FloatVector a10 = a00, a11 = a00, a12 = a00, a13 = a00;
        FloatVector a20 = a00, a21 = a00, a22 = a00, a23 = a00;
        FloatVector a30 = a00, a31 = a00, a32 = a00, a33 = a00;
        for (int k = part; k < panel.columns; k += 16) {
            FloatVector b0 = FloatVector.fromArray(S, x, x0 + k);
            FloatVector b1 = FloatVector.fromArray(S, x, x1 + k);
            FloatVector b2 = FloatVector.fromArray(S, x, x2 + k);
            FloatVector b3 = FloatVector.fromArray(S, x, x3 + k);
            FloatVector v = FloatVector.fromArray(S, w, w0 + k);
            a00 = v.fma(b0, a00);
            a01 = v.fma(b1, a01);
            a02 = v.fma(b2, a02);
            a03 = v.fma(b3, a03);
            v = FloatVector.fromArray(S, w, w1 + k);
            a10 = v.fma(b0, a10);
            a11 = v.fma(b1, a11);
            a12 = v.fma(b2, a12);
            a13 = v.fma(b3, a13);
            v = FloatVector.fromArray(S, w, w2 + k);
            a20 = v.fma(b0, a20);
            a21 = v.fma(b1, a21);
            a22 = v.fma(b2, a22);
            a23 = v.fma(b3, a23);
            v = FloatVector.fromArray(S, w, w3 + k);
            a30 = v.fma(b0, a30);
            a31 = v.fma(b1, a31);
            a32 = v.fma(b2, a32);
            a33 = v.fma(b3, a33);
        }
        a00.intoArray(lanes, part);
        a01.intoArray(lanes, 16 + part);
        a02.intoArray(lanes, 32 + part);
        a03.intoArray(lanes, 48 + part);
        a10.intoArray(lanes, 64 + part);
        a11.intoArray(lanes, 80 + part);
        a12.intoArray(lanes, 96 + part);
        a13.intoArray(lanes, 112 + part);
        a20.intoArray(lanes, 128 + part);
        a21.intoArray(lanes, 144 + part);
        a22.intoArray(lanes, 160 + part);
        a23.intoArray(lanes, 176 + part);
        a30.intoArray(lanes, 192 + part);
        a31.intoArray(lanes, 208 + part);
        a32.intoArray(lanes, 224 + part);
        a33.intoArray(lanes, 240 + part);
    }
}
