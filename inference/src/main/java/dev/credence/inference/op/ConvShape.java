package dev.credence.inference.op;

/// Sizes of a convolution.
///
/// Input [batch × groups·channelsIn × window.in], weights [groups·channelsOut × channelsIn × window.taps], output
/// [batch × groups·channelsOut × window.out].
///
/// @param channelsIn  input channels of one group
/// @param channelsOut output channels of one group
public record ConvShape(int batch, int groups, int channelsIn, int channelsOut, Window window) {
    public long multiplyAdds() {
        return (long) batch * groups * channelsOut * window.out() * channelsIn * window.taps();
    }
}
