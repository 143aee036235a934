package dev.credence.inference.integer;

/// Which element of its input a linear operation multiplies with which weight: the wiring of im2col.
///
/// A dense layer is the case of one cell a channel. κ = (channel in the group · kernel height + row) · kernel width + column, as in
/// the weights of an ONNX `Conv`.
///
/// @param channels of the input, all groups together
/// @param groups   divides `channels`; output channels are divided alike
public record Gather(int channels, int groups, PlaneWindow window) {
    public Gather {
        if (channels < 1 || groups < 1 || channels % groups != 0) {
            throw new IllegalArgumentException("channels that divide into groups expected, found " + channels + " in " + groups);
        }
        if ((long) channels * window.cells() > IntegerTensor.ELEMENTS_MAX
                || (long) channels * window.taps() > IntegerTensor.ELEMENTS_MAX) {
            throw new IllegalArgumentException("at most " + IntegerTensor.ELEMENTS_MAX + " elements and taps expected");
        }
    }

    /// The geometry of a dense layer over `inputs` elements.
    public static Gather dense(int inputs) {
        return new Gather(inputs, 1, PlaneWindow.POINT);
    }

    /// Whether every output sees every input once, in order.
    public boolean isDense() {
        return groups == 1 && window.equals(PlaneWindow.POINT);
    }

    /// Elements of the input.
    public int inputs() {
        return channels * window.cells();
    }

    /// K: the terms of one sum.
    public int terms() {
        return channels / groups * window.taps();
    }

    /// P: the sums of one output channel.
    public int positions() {
        return window.positions();
    }

    /// The flat index of the input under term `term` of a sum of `group` at `position`, or −1 where it is padding.
    public int index(int group, int position, int term) {
        int source = window.source(position, term % window.taps());
        return source < 0 ? -1 : (group * (channels / groups) + term / window.taps()) * window.cells() + source;
    }
}
