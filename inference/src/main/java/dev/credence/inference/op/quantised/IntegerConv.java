package dev.credence.inference.op.quantised;

import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.op.ConvShape;
import dev.credence.inference.op.OpNode;
import dev.credence.inference.op.Operands;
import dev.credence.inference.op.Window;
import dev.credence.inference.op.Work;
import dev.credence.inference.tensor.ElementType;
import dev.credence.inference.tensor.Shape;
import dev.credence.inference.tensor.Tensor;

import dev.credence.inference.op.linear.ConvOp;
import dev.credence.inference.op.linear.WindowAttributes;
import dev.credence.inference.op.linear.WindowShapes;

/// Convolution of integers, zero points taken off first, so that padding counts as 0; sums modulo 2^32.
record IntegerConv(WindowAttributes attributes, int groups) {
    static IntegerConv decode(OpNode node) throws RefusedException {
        return new IntegerConv(WindowAttributes.decode(node), node.integer("group", 1, 1, 1 << 24));
    }

    /// The sums as INT32, with `bias` (one a channel, or null) added.
    Tensor apply(Tensor x, int[] numbers, Tensor w, int[] weights, Tensor bias, Work work) throws RefusedException {
        ConvShape shape = ConvOp.shape(attributes, groups, x.shape(), w.shape());
        Tensor y = work.allocate(ElementType.INT32, work.shape(WindowShapes.output(x.shape(), w.shape().at(0), shape.window())));
        work.spend(shape.multiplyAdds());
        if (bias != null) {
            Operands.requireShape(bias, Shape.of(w.shape().at(0)), "the bias");
        }
        Window window = shape.window();
        int perChannel = shape.channelsIn() * window.taps();
        int channels = groups * shape.channelsOut();
        for (int at = 0; at < y.elements(); at++) {
            int channel = at / window.out() % channels;
            int n = at / window.out() / channels;
            int xAt = (n * groups + channel / shape.channelsOut()) * shape.channelsIn() * window.in();
            int sum = bias == null ? 0 : bias.ints()[channel];
            for (int k = 0; k < perChannel; k++) {
                int source = window.source(at % window.out(), k % window.taps());
                if (source >= 0) {
                    sum += numbers[xAt + k / window.taps() * window.in() + source] * weights[channel * perChannel + k];
                }
            }
            y.ints()[at] = sum;
        }
        return y;
    }
}
