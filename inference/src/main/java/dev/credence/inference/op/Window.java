package dev.credence.inference.op;

/// A sliding window over up to three spatial axes; missing outer ones are `Axis.NONE`.
public record Window(Axis depth, Axis height, Axis width) {
    public int in() {
        return depth.in() * height.in() * width.in();
    }

    public int out() {
        return depth.out() * height.out() * width.out();
    }

    public int taps() {
        return depth.kernel() * height.kernel() * width.kernel();
    }

    /// The answer of `source` for a tap on padding.
    public static final int PADDING = -1;

    /// The answer of `source` for a tap beyond the padding, which only rounding the output size up brings about.
    public static final int BEYOND = -2;

    /// The index in one channel of the input under tap number `tap` of output number `out`, or `PADDING` or `BEYOND`.
    public int source(int out, int tap) {
        int d = depth.source(out / (width.out() * height.out()), tap / (width.kernel() * height.kernel()));
        int h = height.source(out / width.out() % height.out(), tap / width.kernel() % height.kernel());
        int v = width.source(out % width.out(), tap % width.kernel());
        if (d >= 0 && d < depth.in() && h >= 0 && h < height.in() && v >= 0 && v < width.in()) {
            return (d * height.in() + h) * width.in() + v;
        }
        boolean padding = d < depth.in() + depth.padEnd() && h < height.in() + height.padEnd() && v < width.in() + width.padEnd();
        return padding ? PADDING : BEYOND;
    }
}
