package dev.credence.inference.kernel;

import dev.credence.inference.op.Axis;
import dev.credence.inference.op.ConvShape;
import dev.credence.inference.op.Window;

/// How a padded copy of the input lies in memory so that a tap, for neighbouring outputs, reads neighbouring floats.
///
/// One channel is [depth × (strideHeight × strideWidth) phases × height × width]: position p of a padded axis of stride s
/// lies in phase p mod s at p div s, so that output o under a tap at offset k reads phase k mod s at o + k div s.
/// Outputs of one depth are taken either row by row or as one flat run over the padded rows, whichever takes fewer vectors.
final class ConvLayout {
    /// Addresses 1 KiB apart share a quarter of the sets of a 32 KiB cache of eight ways.
    private static final int CACHE_ALIAS_FLOATS = 256;

    private final ConvShape shape;
    private final Window window;
    /// Rows and columns of one phase.
    private final int height;
    private final int width;
    private final int planeDepth;
    private final int planes;
    /// Whether outputs are taken as one flat run, junk between the rows included.
    final boolean flat;

    ConvLayout(ConvShape shape) {
        this.shape = shape;
        window = shape.window();
        height = phaseSize(window.height());
        width = phaseSize(window.width());
        planeDepth = window.depth().stride() * (window.depth().out() - 1) + reach(window.depth()) + 1;
        planes = window.height().stride() * window.width().stride();
        int byRow = window.height().out() * Lanes.roundUp(window.width().out());
        // A flat run is copied into rows afterwards, which it must pay back.
        flat = 8 * flatLength() < 7 * byRow;
    }

    private static int reach(Axis axis) {
        return (axis.kernel() - 1) * axis.dilation();
    }

    private static int phaseSize(Axis axis) {
        return axis.out() + reach(axis) / axis.stride();
    }

    private int flatLength() {
        return Lanes.roundUp((window.height().out() - 1) * width + window.width().out());
    }

    private int depthSize() {
        return planes * height * width;
    }

    // Channels a power of two apart would all fall into the same few lines of the first cache.
    private int channelSize() {
        int size = planeDepth * depthSize();
        return size % CACHE_ALIAS_FLOATS == 0 ? size + Lanes.COUNT : size;
    }

    /// Floats of the padded copy of one group, with room for the junk lanes at its end.
    int size() {
        return shape.channelsIn() * channelSize() + 2 * Lanes.COUNT;
    }

    /// Where each tap lies: input channel, then depth, height and width of the kernel.
    int[] taps() {
        int[] taps = new int[shape.channelsIn() * window.taps()];
        int at = 0;
        for (int c = 0; c < shape.channelsIn(); c++) {
            for (int d = 0; d < window.depth().kernel(); d++) {
                int base = c * channelSize() + d * window.depth().dilation() * depthSize();
                for (int h = 0; h < window.height().kernel(); h++) {
                    for (int v = 0; v < window.width().kernel(); v++) {
                        taps[at++] = base + place(h * window.height().dilation(), v * window.width().dilation());
                    }
                }
            }
        }
        return taps;
    }

    /// Where padded row `h` and column `v` lie in the phases of one depth.
    private int place(int h, int v) {
        int strideH = window.height().stride();
        int strideW = window.width().stride();
        int phase = (h % strideH) * strideW + v % strideW;
        return (phase * height + h / strideH) * width + v / strideW;
    }

    /// The vectors that cover the outputs of one channel.
    ChainPanel.Places places() {
        int rows = flat ? 1 : window.height().out();
        int rowLanes = flat ? (window.height().out() - 1) * width + window.width().out() : window.width().out();
        int vectors = Lanes.roundUp(rowLanes) / Lanes.COUNT;
        int total = window.depth().out() * rows * vectors;
        ChainPanel.Places places = new ChainPanel.Places(new int[total], new int[total], new int[total]);
        int at = 0;
        for (int d = 0; d < window.depth().out(); d++) {
            for (int h = 0; h < rows; h++) {
                for (int i = 0; i < rowLanes; i += Lanes.COUNT) {
                    // The last vector of a row is moved back to end with it: its neighbour's outputs get the same bits twice.
                    int column = flat ? i : Math.max(0, Math.min(i, rowLanes - Lanes.COUNT));
                    places.x()[at] = d * window.depth().stride() * depthSize() + h * width + column;
                    places.y()[at] = flat ? d * flatLength() + i : (d * rows + h) * rowLanes + column;
                    places.lanes()[at] = flat ? Lanes.COUNT : Math.min(Lanes.COUNT, rowLanes);
                    at++;
                }
            }
        }
        return places;
    }

    /// Floats of one output channel in a flat run.
    int flatPitch() {
        return window.depth().out() * flatLength();
    }

    /// Copies one output channel from its flat run into rows without gaps, and touches nothing else.
    void gather(float[] run, int at, float[] y, int yAt) {
        int out = window.width().out();
        int end = yAt + window.out();
        for (int d = 0; d < window.depth().out(); d++) {
            for (int h = 0; h < window.height().out(); h++) {
                int from = at + d * flatLength() + h * width;
                // The next channel may be another thread's.
                if (yAt + Lanes.roundUp(out) <= end) {
                    Lanes.copy(run, from, y, yAt, out);
                } else {
                    Lanes.copyExactly(run, from, y, yAt, out);
                }
                yAt += out;
            }
        }
    }

    /// Fills `padded` (zeros) with the group of channels of x that begins at `at`.
    void scatter(float[] x, int at, float[] padded) {
        if (channelSize() == window.in() && unpadded(window.depth()) && unpadded(window.height()) && unpadded(window.width())) {
            System.arraycopy(x, at, padded, 0, shape.channelsIn() * window.in());
            return;
        }
        Axis depth = window.depth();
        Axis rows = window.height();
        for (int c = 0; c < shape.channelsIn(); c++) {
            for (int d = 0; d < depth.in(); d++) {
                int paddedD = d + depth.padBegin();
                if (paddedD < 0 || paddedD >= planeDepth) {
                    continue;
                }
                for (int h = 0; h < rows.in(); h++) {
                    int paddedH = h + rows.padBegin();
                    if (paddedH >= 0 && paddedH < height * rows.stride()) {
                        int from = at + ((c * depth.in() + d) * rows.in() + h) * window.width().in();
                        scatterRow(x, from, padded, c * channelSize() + paddedD * depthSize(), paddedH);
                    }
                }
            }
        }
    }

    /// Whether the phases of an axis are the axis itself.
    private static boolean unpadded(Axis axis) {
        return axis.stride() == 1 && axis.padBegin() == 0 && axis.out() + reach(axis) == axis.in();
    }

    private void scatterRow(float[] x, int from, float[] padded, int base, int paddedH) {
        Axis columns = window.width();
        if (columns.stride() == 1) {
            int skip = Math.max(0, -columns.padBegin());
            int begin = columns.padBegin() + skip;
            int n = Math.min(columns.in() - skip, width - begin);
            if (n > 0) {
                Lanes.copyExactly(x, from + skip, padded, base + place(paddedH, begin), n);
            }
            return;
        }
        for (int v = 0; v < columns.in(); v++) {
            int paddedV = v + columns.padBegin();
            if (paddedV >= 0 && paddedV < width * columns.stride()) {
                padded[base + place(paddedH, paddedV)] = x[from + v];
            }
        }
    }
}
