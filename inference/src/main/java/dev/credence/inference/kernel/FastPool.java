package dev.credence.inference.kernel;

import dev.credence.inference.op.Axis;
import dev.credence.inference.op.Window;
import java.util.Arrays;

/// Maximum over windows, one axis after the other: a maximum may be taken in any order.
final class FastPool {
    private FastPool() {}

    /// Channels [from, to).
    static void maxPool(Window window, float[] x, float[] y, int from, int to) {
        Axis height = window.height();
        Axis width = window.width();
        float[] row = new float[width.in()];
        for (int channel = from; channel < to; channel++) {
            int at = channel * window.out();
            for (int d = 0; d < window.depth().out(); d++) {
                for (int h = 0; h < height.out(); h++) {
                    Arrays.fill(row, Float.NEGATIVE_INFINITY);
                    for (int i = 0; i < window.depth().kernel(); i++) {
                        int depth = window.depth().source(d, i);
                        if (depth >= 0 && depth < window.depth().in()) {
                            rows(height, h, x, (channel * window.depth().in() + depth) * height.in() * width.in(), row);
                        }
                    }
                    columns(width, row, y, at);
                    at += width.out();
                }
            }
        }
    }

    // row = max(row, each row of the plane at `base` that the window at h covers)
    private static void rows(Axis height, int h, float[] x, int base, float[] row) {
        for (int j = 0; j < height.kernel(); j++) {
            int source = height.source(h, j);
            if (source >= 0 && source < height.in()) {
                int at = base + source * row.length;
                for (int i = 0; i < row.length; i++) {
                    row[i] = Math.max(row[i], x[at + i]);
                }
            }
        }
    }

    private static void columns(Axis width, float[] row, float[] y, int at) {
        for (int v = 0; v < width.out(); v++) {
            float max = Float.NEGATIVE_INFINITY;
            for (int k = 0; k < width.kernel(); k++) {
                int source = width.source(v, k);
                if (source >= 0 && source < row.length) {
                    max = Math.max(max, row[source]);
                }
            }
            y[at + v] = max;
        }
    }
}
