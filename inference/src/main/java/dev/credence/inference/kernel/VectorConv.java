package dev.credence.inference.kernel;

import dev.credence.inference.op.Axis;
import dev.credence.inference.op.ConvShape;
import dev.credence.inference.op.Window;

/// One convolution by vectors of neighbouring outputs, over a padded copy of each group of input channels.
record VectorConv(ConvShape shape, float[] x, float[] w, float[] bias, float[] y) {
    /// Vectors that one part of a divided convolution computes at most: even, since tiles are pairs.
    private static final int VECTORS_PER_PART = 32;

    /// Rows of the tallest tile.
    private static final int TILE_ROWS = 16;

    VectorConv {
        shape = new ConvShape(shape.batch(), shape.groups(), shape.channelsIn(), shape.channelsOut(), inward(shape.window()));
    }

    /// The same window with its real axes innermost: one over a single spatial axis then reads whole rows.
    static Window inward(Window window) {
        if (!window.width().equals(Axis.NONE) || window.height().equals(Axis.NONE) && window.depth().equals(Axis.NONE)) {
            return window;
        }
        return inward(new Window(Axis.NONE, window.depth(), window.height()));
    }

    void run(Workers workers) {
        if (y.length == 0) {
            return;
        }
        ConvLayout layout = new ConvLayout(shape);
        int[] taps = layout.taps();
        ChainPanel.Places places = layout.places();
        int blocks = shape.batch() * shape.groups();
        if (blocks >= workers.threads()) {
            workers.run(blocks, block -> group(block, layout, taps, places, Workers.CALLER));
        } else {
            for (int block = 0; block < blocks; block++) {
                group(block, layout, taps, places, workers);
            }
        }
    }

    // Divided by vectors where there are enough for every thread, else by rows.
    private static void divide(ChainPanel panel, int rows, Workers workers) {
        int vectors = panel.places().count();
        int threads = workers.threads();
        if (threads == 1) {
            panel.run(0, rows, 0, vectors);
        } else if (vectors >= 4 * threads) {
            int share = Math.min(VECTORS_PER_PART, vectors / (2 * threads) & -2);
            workers.run((vectors + share - 1) / share,
                    part -> panel.run(0, rows, part * share, Math.min(vectors, (part + 1) * share)));
        } else {
            int share = (rows + threads * TILE_ROWS - 1) / (threads * TILE_ROWS) * TILE_ROWS;
            workers.run((rows + share - 1) / share,
                    part -> panel.run(part * share, Math.min(rows, (part + 1) * share), 0, vectors));
        }
    }

    private void group(int block, ConvLayout layout, int[] taps, ChainPanel.Places places, Workers workers) {
        int rows = shape.channelsOut();
        int group = block % shape.groups();
        float[] padded = new float[layout.size()];
        layout.scatter(x, block * shape.channelsIn() * shape.window().in(), padded);
        int out = shape.window().out();
        int yAt = block * rows * out;
        ChainPanel.Rows results = layout.flat
                ? new ChainPanel.Rows(new float[rows * layout.flatPitch() + Lanes.COUNT], 0, layout.flatPitch())
                : new ChainPanel.Rows(y, yAt, out);
        ChainPanel.Rows weights = new ChainPanel.Rows(w, group * rows * taps.length, taps.length);
        ChainPanel panel = new ChainPanel(padded, taps, weights, bias, group * rows, results, places);
        divide(panel, rows, workers);
        if (layout.flat) {
            for (int row = 0; row < rows; row++) {
                layout.gather(results.array(), row * results.pitch(), y, yAt + row * out);
            }
        }
    }
}
