package dev.credence.inference.kernel;

import dev.credence.inference.kernel.ChainTiles.Tile;
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

    /// Where a tile's sums lie: those of its first row, and how far those of the next.
    private record Sums(int at, int step) {}

    /// Computes output rows [rowFrom, rowTo) at all places in [from, to).
    void run(int rowFrom, int rowTo, int from, int to) {
        float[] sums = new float[16 * Lanes.COUNT];
        int most = to - from == 1 ? 16 : 8;
        for (int row = rowFrom; row < rowTo; row += most) {
            int rows = Math.min(rowTo - row, most);
            if (rows == 1) {
                single(row, from, to, sums);
            } else if (to - from == 1) {
                ChainTiles.sixteen(this, new Tile(row, rows - 1, from, from), sums);
                finish(new Tile(row, rows - 1, from, from), from, sums, new Sums(0, Lanes.COUNT));
            } else {
                pairs(row, rows, from, to, sums);
            }
        }
    }

    private void single(int row, int from, int to, float[] sums) {
        for (int v = from; v < to; v += 4) {
            Tile tile = new Tile(row, 0, v, to - 1);
            ChainTiles.one(this, tile, sums);
            for (int i = v; i < Math.min(v + 4, to); i++) {
                finish(tile, i, sums, new Sums((i - v) * Lanes.COUNT, 0));
            }
        }
    }

    private void pairs(int row, int rows, int from, int to, float[] sums) {
        for (int v = from; v < to; v += 2) {
            Tile tile = new Tile(row, rows - 1, v, Math.min(v + 1, to - 1));
            if (rows <= 4) {
                ChainTiles.four(this, tile, sums);
            } else {
                ChainTiles.eight(this, tile, sums);
            }
            finish(tile, v, sums, new Sums(0, 2 * Lanes.COUNT));
            if (tile.u() != v) {
                finish(tile, tile.u(), sums, new Sums(Lanes.COUNT, 2 * Lanes.COUNT));
            }
        }
    }

    /// Adds the bias to the sums of a tile's rows at place `v` and writes the lanes that count.
    private void finish(Tile tile, int v, float[] sums, Sums order) {
        float[] y = results.array();
        int to = results.at() + tile.row() * results.pitch() + places.y[v];
        int lanes = places.lanes[v];
        for (int i = 0; i <= tile.last(); i++) {
            FloatVector value = FloatVector.fromArray(S, sums, order.at + i * order.step);
            if (bias != null) {
                value = value.add(bias[biasAt + tile.row() + i]);
            }
            if (lanes == Lanes.COUNT) {
                value.intoArray(y, to + i * results.pitch());
            } else {
                value.intoArray(y, to + i * results.pitch(), S.indexInRange(0, lanes));
            }
        }
    }
}
