package dev.credence.inference.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// Many chains side by side: y[o][v + lane] = Σ over t ascending of w[o][t] · x[xAt[v] + lane + taps[t]], then + bias[o].
///
/// Convolution and the matrix product with contiguous columns are both of this form. Lanes are outputs, so that every
/// output is its own chain in the order of the specification.
///
/// @param x     values; every lane of every vector must lie inside, junk lanes too
/// @param taps  where tap t lies, relative to a vector's place
/// @param w     weights; row o begins at wAt + o·taps.length
/// @param bias  one value an output row from biasAt on, or null
/// @param y     results; row o begins at yAt + o·yPitch
/// @param places the vectors' places
record ChainPanel(float[] x, int[] taps, Rows weights, float[] bias, int biasAt, Rows results, Places places) {
    private static final VectorSpecies<Float> S = Lanes.FLOATS;

    /// Rows of `pitch` in an array, from `at` on.
    record Rows(float[] array, int at, int pitch) {}

    /// Where vector v reads (`x`), where it writes relative to its row (`y`), and how many of its lanes count.
    record Places(int[] x, int[] y, int[] lanes) {
        int count() {
            return x.length;
        }
    }

    /// Computes output rows [rowFrom, rowTo) at all places in [from, to).
    void run(int rowFrom, int rowTo, int from, int to) {
        float[] sums = new float[16 * Lanes.COUNT];
        int row = rowFrom;
        while (row < rowTo) {
            int rows = Math.min(rowTo - row, 8);
            if (rows == 1) {
                single(row, from, to, sums);
            } else {
                pairs(row, rows, from, to, sums);
            }
            row += rows;
        }
    }

    private void single(int row, int from, int to, float[] sums) {
        for (int v = from; v < to; v += 4) {
            tile1(row, v, to - 1, sums);
            for (int i = v; i < Math.min(v + 4, to); i++) {
                finish(row, 1, i, sums, (i - v) * Lanes.COUNT);
            }
        }
    }

    private void pairs(int row, int rows, int from, int to, float[] sums) {
        for (int v = from; v < to; v += 2) {
            int u = Math.min(v + 1, to - 1);
            if (rows <= 4) {
                tile4(row, rows - 1, v, u, sums);
            } else {
                tile8(row, rows - 1, v, u, sums);
            }
            finish(row, rows, v, sums, 0);
            if (u != v) {
                finish(row, rows, u, sums, Lanes.COUNT);
            }
        }
    }

    // Eight rows by two vectors: 16 accumulators. A row beyond the last repeats the last; a second vector that is the first
    // again is computed twice: neither is stored twice to another place, so that no second shape of this loop is needed.
    private void tile8(int row, int last, int v, int u, float[] sums) {
        float[] x = this.x;
        float[] w = weights.array();
        int[] taps = this.taps;
        int xv = places.x[v];
        int xu = places.x[u];
        int w0 = weights.at() + row * weights.pitch();
        int pitch = weights.pitch();
        int w1 = w0 + Math.min(1, last) * pitch;
        int w2 = w0 + Math.min(2, last) * pitch;
        int w3 = w0 + Math.min(3, last) * pitch;
        int w4 = w0 + Math.min(4, last) * pitch;
        int w5 = w0 + Math.min(5, last) * pitch;
        int w6 = w0 + Math.min(6, last) * pitch;
        int w7 = w0 + Math.min(7, last) * pitch;
        FloatVector a0 = FloatVector.zero(S);
        FloatVector a1 = a0;
        FloatVector a2 = a0;
        FloatVector a3 = a0;
        FloatVector a4 = a0;
        FloatVector a5 = a0;
        FloatVector a6 = a0;
        FloatVector a7 = a0;
        FloatVector b0 = a0;
        FloatVector b1 = a0;
        FloatVector b2 = a0;
        FloatVector b3 = a0;
        FloatVector b4 = a0;
        FloatVector b5 = a0;
        FloatVector b6 = a0;
        FloatVector b7 = a0;
        for (int t = 0; t < taps.length; t++) {
            FloatVector p = FloatVector.fromArray(S, x, xv + taps[t]);
            FloatVector q = FloatVector.fromArray(S, x, xu + taps[t]);
            FloatVector c = FloatVector.broadcast(S, w[w0 + t]);
            a0 = p.fma(c, a0);
            b0 = q.fma(c, b0);
            c = FloatVector.broadcast(S, w[w1 + t]);
            a1 = p.fma(c, a1);
            b1 = q.fma(c, b1);
            c = FloatVector.broadcast(S, w[w2 + t]);
            a2 = p.fma(c, a2);
            b2 = q.fma(c, b2);
            c = FloatVector.broadcast(S, w[w3 + t]);
            a3 = p.fma(c, a3);
            b3 = q.fma(c, b3);
            c = FloatVector.broadcast(S, w[w4 + t]);
            a4 = p.fma(c, a4);
            b4 = q.fma(c, b4);
            c = FloatVector.broadcast(S, w[w5 + t]);
            a5 = p.fma(c, a5);
            b5 = q.fma(c, b5);
            c = FloatVector.broadcast(S, w[w6 + t]);
            a6 = p.fma(c, a6);
            b6 = q.fma(c, b6);
            c = FloatVector.broadcast(S, w[w7 + t]);
            a7 = p.fma(c, a7);
            b7 = q.fma(c, b7);
        }
        a0.intoArray(sums, 0);
        b0.intoArray(sums, Lanes.COUNT);
        a1.intoArray(sums, 2 * Lanes.COUNT);
        b1.intoArray(sums, 3 * Lanes.COUNT);
        a2.intoArray(sums, 4 * Lanes.COUNT);
        b2.intoArray(sums, 5 * Lanes.COUNT);
        a3.intoArray(sums, 6 * Lanes.COUNT);
        b3.intoArray(sums, 7 * Lanes.COUNT);
        a4.intoArray(sums, 8 * Lanes.COUNT);
        b4.intoArray(sums, 9 * Lanes.COUNT);
        a5.intoArray(sums, 10 * Lanes.COUNT);
        b5.intoArray(sums, 11 * Lanes.COUNT);
        a6.intoArray(sums, 12 * Lanes.COUNT);
        b6.intoArray(sums, 13 * Lanes.COUNT);
        a7.intoArray(sums, 14 * Lanes.COUNT);
        b7.intoArray(sums, 15 * Lanes.COUNT);
    }

    private void tile4(int row, int last, int v, int u, float[] sums) {
        float[] x = this.x;
        float[] w = weights.array();
        int[] taps = this.taps;
        int xv = places.x[v];
        int xu = places.x[u];
        int w0 = weights.at() + row * weights.pitch();
        int w1 = w0 + Math.min(1, last) * weights.pitch();
        int w2 = w0 + Math.min(2, last) * weights.pitch();
        int w3 = w0 + Math.min(3, last) * weights.pitch();
        FloatVector a0 = FloatVector.zero(S);
        FloatVector a1 = a0;
        FloatVector a2 = a0;
        FloatVector a3 = a0;
        FloatVector b0 = a0;
        FloatVector b1 = a0;
        FloatVector b2 = a0;
        FloatVector b3 = a0;
        for (int t = 0; t < taps.length; t++) {
            FloatVector p = FloatVector.fromArray(S, x, xv + taps[t]);
            FloatVector q = FloatVector.fromArray(S, x, xu + taps[t]);
            FloatVector c = FloatVector.broadcast(S, w[w0 + t]);
            a0 = p.fma(c, a0);
            b0 = q.fma(c, b0);
            c = FloatVector.broadcast(S, w[w1 + t]);
            a1 = p.fma(c, a1);
            b1 = q.fma(c, b1);
            c = FloatVector.broadcast(S, w[w2 + t]);
            a2 = p.fma(c, a2);
            b2 = q.fma(c, b2);
            c = FloatVector.broadcast(S, w[w3 + t]);
            a3 = p.fma(c, a3);
            b3 = q.fma(c, b3);
        }
        a0.intoArray(sums, 0);
        b0.intoArray(sums, Lanes.COUNT);
        a1.intoArray(sums, 2 * Lanes.COUNT);
        b1.intoArray(sums, 3 * Lanes.COUNT);
        a2.intoArray(sums, 4 * Lanes.COUNT);
        b2.intoArray(sums, 5 * Lanes.COUNT);
        a3.intoArray(sums, 6 * Lanes.COUNT);
        b3.intoArray(sums, 7 * Lanes.COUNT);
    }

    private void tile1(int row, int v, int lastPlace, float[] sums) {
        float[] x = this.x;
        float[] w = weights.array();
        int[] taps = this.taps;
        int w0 = weights.at() + row * weights.pitch();
        int x0 = places.x[v];
        int x1 = places.x[Math.min(v + 1, lastPlace)];
        int x2 = places.x[Math.min(v + 2, lastPlace)];
        int x3 = places.x[Math.min(v + 3, lastPlace)];
        FloatVector a = FloatVector.zero(S);
        FloatVector b = a;
        FloatVector c = a;
        FloatVector d = a;
        for (int t = 0; t < taps.length; t++) {
            FloatVector weight = FloatVector.broadcast(S, w[w0 + t]);
            a = FloatVector.fromArray(S, x, x0 + taps[t]).fma(weight, a);
            b = FloatVector.fromArray(S, x, x1 + taps[t]).fma(weight, b);
            c = FloatVector.fromArray(S, x, x2 + taps[t]).fma(weight, c);
            d = FloatVector.fromArray(S, x, x3 + taps[t]).fma(weight, d);
        }
        a.intoArray(sums, 0);
        b.intoArray(sums, Lanes.COUNT);
        c.intoArray(sums, 2 * Lanes.COUNT);
        d.intoArray(sums, 3 * Lanes.COUNT);
    }

    /// Adds the bias to the sums at place `v`, those of a row two vectors after the row's before, and writes the lanes that
    /// count.
    private void finish(int row, int rows, int v, float[] sums, int at) {
        float[] y = results.array();
        int to = results.at() + row * results.pitch() + places.y[v];
        int lanes = places.lanes[v];
        for (int i = 0; i < rows; i++) {
            FloatVector value = FloatVector.fromArray(S, sums, at + 2 * i * Lanes.COUNT);
            if (bias != null) {
                value = value.add(bias[biasAt + row + i]);
            }
            if (lanes == Lanes.COUNT) {
                value.intoArray(y, to + i * results.pitch());
            } else {
                value.intoArray(y, to + i * results.pitch(), S.indexInRange(0, lanes));
            }
        }
    }
}
