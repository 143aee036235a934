package dev.credence.inference.kernel;

import dev.credence.inference.op.Axis;
import dev.credence.inference.op.Window;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/// Maximum over windows: first down the rows into one row, then along it. A maximum may be taken in any order.
final class VectorPool {
    private static final VectorSpecies<Float> S = Lanes.FLOATS;
    private static final int L = Lanes.COUNT;
    private static final float NONE = Float.NEGATIVE_INFINITY;
    /// Every second lane of two vectors: those of the first in the lower half, those of the second in the upper.
    private static final VectorShuffle<Float> EVEN = VectorShuffle.fromOp(S, i -> 2 * i % L);
    private static final VectorMask<Float> UPPER = VectorMask.fromLong(S, -1L << L / 2);

    private final Window window;
    private final Axis width;
    private final float[] x;
    private final float[] y;
    /// One channel's rows of maxima, `pitch` apart, between margins of −∞ that padding and junk lanes read.
    private final float[] rows;
    private final int pitch;
    private final int margin;
    /// The rows under window row r, relative to their channel: sources[starts[r]] … sources[starts[r + 1] − 1].
    private final int[] sources;
    private final int[] starts;
    /// Where each output's window begins in `rows`, for strides that have no pattern of lanes.
    private final int[] begins;

    VectorPool(Window window, float[] x, float[] y) {
        this.window = window;
        width = window.width();
        this.x = x;
        this.y = y;
        margin = Math.max(0, width.padBegin());
        int reach = width.source(Lanes.roundUp(width.out()), width.kernel());
        pitch = margin + Math.max(width.in(), reach);
        int count = window.depth().out() * window.height().out();
        rows = new float[count * pitch + 2 * L];
        Arrays.fill(rows, NONE);
        starts = new int[count + 1];
        sources = new int[count * window.depth().kernel() * window.height().kernel()];
        findSources();
        begins = width.stride() > 2 ? findBegins(count) : new int[0];
    }

    private void findSources() {
        int used = 0;
        int row = 0;
        for (int d = 0; d < window.depth().out(); d++) {
            for (int h = 0; h < window.height().out(); h++) {
                for (int j = 0; j < window.depth().kernel(); j++) {
                    int z = window.depth().source(d, j);
                    for (int k = 0; k < window.height().kernel(); k++) {
                        int v = window.height().source(h, k);
                        if (z >= 0 && z < window.depth().in() && v >= 0 && v < window.height().in()) {
                            sources[used++] = (z * window.height().in() + v) * width.in();
                        }
                    }
                }
                starts[++row] = used;
            }
        }
    }

    private int[] findBegins(int count) {
        int[] places = new int[Lanes.roundUp(count * width.out())];
        for (int o = 0; o < count * width.out(); o++) {
            places[o] = o / width.out() * pitch + margin + width.source(o % width.out(), 0);
        }
        return places;
    }

    /// Channels [from, to).
    void max(int from, int to) {
        for (int channel = from; channel < to; channel++) {
            if (width.in() < L) {
                downNarrow(channel * window.in());
            } else {
                down(channel * window.in());
            }
            if (width.stride() > 2) {
                gather(channel * window.out());
            } else {
                along(channel * window.out());
            }
        }
    }

    // The last vector is moved back to end with the row.
    private void down(int base) {
        for (int row = 0; row + 1 < starts.length; row++) {
            for (int i = 0; i < width.in(); i += L) {
                int column = Math.min(i, width.in() - L);
                int at = base + column;
                FloatVector max = starts[row] < starts[row + 1]
                        ? FloatVector.fromArray(S, x, at + sources[starts[row]])
                        : FloatVector.broadcast(S, NONE);
                for (int k = starts[row] + 1; k < starts[row + 1]; k++) {
                    max = max.max(FloatVector.fromArray(S, x, at + sources[k]));
                }
                max.intoArray(rows, row * pitch + margin + column);
            }
        }
    }

    private void downNarrow(int base) {
        VectorMask<Float> inside = S.indexInRange(0, width.in());
        for (int row = 0; row + 1 < starts.length; row++) {
            FloatVector max = FloatVector.broadcast(S, NONE);
            for (int k = starts[row]; k < starts[row + 1]; k++) {
                max = max.max(FloatVector.fromArray(S, x, base + sources[k], inside));
            }
            max.intoArray(rows, row * pitch + margin, inside);
        }
    }

    private FloatVector taps(int from) {
        FloatVector taps = FloatVector.fromArray(S, rows, from);
        if (width.stride() == 1) {
            return taps;
        }
        return taps.rearrange(EVEN).blend(FloatVector.fromArray(S, rows, from + L).rearrange(EVEN), UPPER);
    }

    private void along(int at) {
        VectorMask<Float> inside = S.indexInRange(0, width.out() % L);
        for (int row = 0; row + 1 < starts.length; row++) {
            for (int o = 0; o < width.out(); o += L) {
                int from = row * pitch + margin + width.source(o, 0);
                FloatVector max = taps(from);
                for (int k = 1; k < width.kernel(); k++) {
                    max = max.max(taps(from + k * width.dilation()));
                }
                int to = at + row * width.out() + o;
                if (o + L <= width.out()) {
                    max.intoArray(y, to);
                } else {
                    max.intoArray(y, to, inside);
                }
            }
        }
    }

    private void gather(int at) {
        int count = window.out();
        VectorMask<Float> inside = S.indexInRange(0, count % L);
        for (int o = 0; o < count; o += L) {
            FloatVector max = FloatVector.fromArray(S, rows, 0, begins, o);
            for (int k = 1; k < width.kernel(); k++) {
                max = max.max(FloatVector.fromArray(S, rows, k * width.dilation(), begins, o));
            }
            if (o + L <= count) {
                max.intoArray(y, at + o);
            } else {
                max.intoArray(y, at + o, inside);
            }
        }
    }
}
