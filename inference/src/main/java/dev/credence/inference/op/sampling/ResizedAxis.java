package dev.credence.inference.op.sampling;

/// One axis of a resizing.
///
/// @param scale resized size ÷ original size, as asked for
record ResizedAxis(int in, int out, double scale, double roiStart, double roiEnd) {
    boolean isUnchanged() {
        return in == out && scale == 1 && roiStart == 0 && roiEnd == 1;
    }
}
