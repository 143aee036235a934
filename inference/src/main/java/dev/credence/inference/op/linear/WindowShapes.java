package dev.credence.inference.op.linear;

import dev.credence.inference.op.Window;
import dev.credence.inference.tensor.Shape;

/// The shapes that sliding windows give.
public final class WindowShapes {
    private WindowShapes() {}

    /// [batch × channels × one size a spatial axis of `x`].
    public static long[] output(Shape x, int channels, Window window) {
        long[] sizes = new long[x.rank()];
        int[] out = {window.depth().out(), window.height().out(), window.width().out()};
        sizes[0] = x.at(0);
        sizes[1] = channels;
        int spatial = x.rank() - 2;
        for (int i = 0; i < spatial; i++) {
            sizes[2 + i] = out[out.length - spatial + i];
        }
        return sizes;
    }
}
