package dev.credence.inference.kernel;

import dev.credence.inference.op.ConvShape;

/// One convolution by vectors of neighbouring outputs, over a padded copy of each group of input channels.
record VectorConv(ConvShape shape, float[] x, float[] w, float[] bias, float[] y) {
    /// Vectors that one part of a divided convolution computes for all rows of a group: even, since tiles are pairs.
    private static final int VECTORS_PER_PART = 32;

    void run(Workers workers) {
        if (y.length == 0) {
            return;
        }
        ConvLayout layout = new ConvLayout(shape);
        int[] taps = layout.taps();
        ChainPanel.Places places = layout.places();
        for (int block = 0; block < shape.batch() * shape.groups(); block++) {
            group(block, layout, taps, places, workers);
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
        int parts = workers.threads() == 1 ? 1 : (places.count() + VECTORS_PER_PART - 1) / VECTORS_PER_PART;
        int share = parts == 1 ? places.count() : VECTORS_PER_PART;
        workers.run(parts, part -> panel.run(0, rows, part * share, Math.min(places.count(), (part + 1) * share)));
        if (layout.flat) {
            for (int row = 0; row < rows; row++) {
                layout.gather(results.array(), row * results.pitch(), y, yAt + row * out);
            }
        }
    }
}
