package dev.credence.inference.kernel;

import dev.credence.inference.op.MatMulShape;
import dev.credence.inference.op.Span;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/// Matrix product by chains side by side, over panels of two vectors of columns.
///
/// A panel is copied together when enough rows use it, so that it stays in cache and its last vector is filled with zeros;
/// with few rows the second factor is read where it lies.
final class VectorMatMul {
    /// From this many rows on, copying the second factor (one load and store an element) is paid back.
    private static final int ROWS_TO_PACK = 5;

    private VectorMatMul() {}

    static void matMul(MatMulShape shape, Span a, Span b, Span y, Workers workers) {
        if (shape.rows() >= ROWS_TO_PACK) {
            packed(shape, a, b, y, workers);
        } else if (shape.columns() < Lanes.COUNT) {
            narrow(shape, a, b, y);
        } else {
            inPlace(shape, a, b, y, workers);
        }
    }

    private static void packed(MatMulShape shape, Span a, Span b, Span y, Workers workers) {
        int width = shape.columns() <= Lanes.COUNT ? Lanes.COUNT : 2 * Lanes.COUNT;
        int panels = (shape.columns() + width - 1) / width;
        int[] taps = taps(shape.inner(), width);
        workers.run(panels, panel -> {
            int from = panel * width;
            int columns = Math.min(width, shape.columns() - from);
            float[] copy = new float[shape.inner() * width];
            for (int i = 0; i < shape.inner(); i++) {
                System.arraycopy(b.array(), b.at() + i * shape.columns() + from, copy, i * width, columns);
            }
            int vectors = (columns + Lanes.COUNT - 1) / Lanes.COUNT;
            ChainPanel.Places places = new ChainPanel.Places(new int[vectors], new int[vectors], new int[vectors]);
            for (int v = 0; v < vectors; v++) {
                places.x()[v] = v * Lanes.COUNT;
                places.y()[v] = from + v * Lanes.COUNT;
                places.lanes()[v] = Math.min(Lanes.COUNT, columns - v * Lanes.COUNT);
            }
            chains(shape, copy, taps, a, y, places).run(0, shape.rows(), 0, vectors);
        });
    }

    // The last vector is moved back to end with the row; the columns it shares with its neighbour get the same bits twice.
    private static void inPlace(MatMulShape shape, Span a, Span b, Span y, Workers workers) {
        int vectors = (shape.columns() + Lanes.COUNT - 1) / Lanes.COUNT;
        ChainPanel.Places places = new ChainPanel.Places(new int[vectors], new int[vectors], new int[vectors]);
        for (int v = 0; v < vectors; v++) {
            int column = Math.min(v * Lanes.COUNT, shape.columns() - Lanes.COUNT);
            places.x()[v] = b.at() + column;
            places.y()[v] = column;
            places.lanes()[v] = Lanes.COUNT;
        }
        ChainPanel panel = chains(shape, b.array(), taps(shape.inner(), shape.columns()), a, y, places);
        // Vectors of one part end on a multiple of four, the width of a single row's tile.
        int share = Math.max(4, (vectors / workers.threads() + 3) & -4);
        workers.run((vectors + share - 1) / share,
                part -> panel.run(0, shape.rows(), part * share, Math.min(vectors, (part + 1) * share)));
    }

    // Fewer columns than lanes and few rows: one vector a row, masked, since the last rows of b end with the array.
    private static void narrow(MatMulShape shape, Span a, Span b, Span y) {
        int columns = shape.columns();
        float[] from = b.array();
        VectorMask<Float> inside = Lanes.FLOATS.indexInRange(0, columns);
        for (int r = 0; r < shape.rows(); r++) {
            int aAt = a.at() + r * shape.inner();
            FloatVector sum = FloatVector.zero(Lanes.FLOATS);
            for (int i = 0; i < shape.inner(); i++) {
                FloatVector row = FloatVector.fromArray(Lanes.FLOATS, from, b.at() + i * columns, inside);
                sum = row.fma(FloatVector.broadcast(Lanes.FLOATS, a.array()[aAt + i]), sum);
            }
            sum.intoArray(y.array(), y.at() + r * columns, inside);
        }
    }

    private static ChainPanel chains(
            MatMulShape shape, float[] x, int[] taps, Span a, Span y, ChainPanel.Places places) {
        return new ChainPanel(x, taps, new ChainPanel.Rows(a.array(), a.at(), shape.inner()), null, 0,
                new ChainPanel.Rows(y.array(), y.at(), shape.columns()), places);
    }

    private static int[] taps(int n, int step) {
        int[] taps = new int[n];
        for (int i = 0; i < n; i++) {
            taps[i] = i * step;
        }
        return taps;
    }
}
