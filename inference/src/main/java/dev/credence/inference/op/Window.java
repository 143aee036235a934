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
}
