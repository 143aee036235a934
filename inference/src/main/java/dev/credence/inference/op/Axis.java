package dev.credence.inference.op;

/// One spatial axis of a sliding window.
///
/// Output position o covers the input positions `o·stride − padBegin + k·dilation` for k in [0, kernel).
public record Axis(int in, int out, int kernel, int stride, int dilation, int padBegin, int padEnd) {
    /// The axis of size 1 that stands in for a missing one.
    public static final Axis NONE = new Axis(1, 1, 1, 1, 1, 0, 0);

    /// The input position under tap `tap` at output position `position`; outside [0, in) it is padding.
    public int source(int position, int tap) {
        return position * stride - padBegin + tap * dilation;
    }
}
