package dev.credence.inference.op.linear;

import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.numeric.FloatV1;
import dev.credence.inference.op.Axis;
import dev.credence.inference.op.Op;
import dev.credence.inference.op.OpNode;
import dev.credence.inference.op.Operands;
import dev.credence.inference.op.Window;
import dev.credence.inference.op.Work;
import dev.credence.inference.tensor.Shape;
import dev.credence.inference.tensor.Tensor;

/// The transpose of a convolution: each output is one ascending fma chain, from +0, over the group's input channels and the
/// kernel's positions in row-major order, of those inputs that reach it; then + bias.
record ConvTransposeOp(WindowAttributes attributes, int groups, long[] outputPadding, long[] outputShape) implements Op {
    private static final int AXES = 3;

    static Op decode(OpNode node) throws RefusedException {
        return new ConvTransposeOp(WindowAttributes.decode(node), node.integer("group", 1, 1, 1 << 24),
                node.integers("output_padding").orElse(null), node.integers("output_shape").orElse(null));
    }

    @Override
    public Tensor[] run(Tensor[] inputs, Work work) throws RefusedException {
        Shape x = inputs[0].shape();
        Shape w = inputs[1].shape();
        int spatial = x.rank() - 2;
        if (spatial < 1 || spatial > AXES || w.rank() != x.rank() || w.at(0) != x.at(1) || x.at(1) % groups != 0) {
            throw Operands.shape("convolves " + x + " with " + w + " in " + groups + " groups");
        }
        Tensor bias = Operands.optional(inputs, 2);
        if ((long) w.at(1) * groups > Shape.ELEMENTS_MAX) {
            throw Operands.shape("gives " + (long) w.at(1) * groups + " channels");
        }
        int channels = w.at(1) * groups;
        if (bias != null) {
            Operands.requireShape(bias, Shape.of(channels), "the bias");
        }
        // The window of the convolution whose transpose this is: its output is our input.
        Axis[] axes = {Axis.NONE, Axis.NONE, Axis.NONE};
        long[] sizes = x.toLongs();
        sizes[1] = channels;
        for (int i = 0; i < spatial; i++) {
            Axis axis = axis(i, x.at(2 + i), w.at(2 + i), spatial);
            axes[AXES - spatial + i] = axis;
            sizes[2 + i] = axis.in();
        }
        Shape output = work.shape(sizes);
        Window window = new Window(axes[0], axes[1], axes[2]);
        work.spend((long) output.elements() * (x.at(1) / groups) * window.taps());
        float[] y = new float[output.elements()];
        for (int at = 0; at < y.length; at++) {
            int channel = at / window.in() % channels;
            int n = at / window.in() / channels;
            float sum = chain(inputs, window, n, channel, at % window.in());
            y[at] = bias == null ? sum : sum + bias.floats()[channel];
        }
        return Operands.one(Tensor.ofFloats(output, y));
    }

    private float chain(Tensor[] inputs, Window window, int n, int channel, int place) {
        Shape w = inputs[1].shape();
        int perGroup = w.at(0) / groups;
        int group = channel / w.at(1);
        float sum = 0f;
        int[] taps = new int[window.taps()];
        int[] sources = new int[window.taps()];
        int reached = reaching(window, place, taps, sources);
        for (int c = group * perGroup; c < (group + 1) * perGroup; c++) {
            int xAt = (n * w.at(0) + c) * window.out();
            int wAt = (c * w.at(1) + channel % w.at(1)) * window.taps();
            for (int i = 0; i < reached; i++) {
                sum = FloatV1.fma(inputs[0].floats()[xAt + sources[i]], inputs[1].floats()[wAt + taps[i]], sum);
            }
        }
        return sum;
    }

    // The taps through which inputs reach an output place, and those inputs' places, in the order of taps.
    private static int reaching(Window window, int place, int[] taps, int[] sources) {
        int width = window.width().in();
        int height = window.height().in();
        int reached = 0;
        for (int tap = 0; tap < window.taps(); tap++) {
            int d = source(window.depth(), place / (width * height), tap / (window.width().kernel() * window.height().kernel()));
            int h = source(window.height(), place / width % height, tap / window.width().kernel() % window.height().kernel());
            int v = source(window.width(), place % width, tap % window.width().kernel());
            if (d >= 0 && h >= 0 && v >= 0) {
                taps[reached] = tap;
                sources[reached++] = (d * window.height().out() + h) * window.width().out() + v;
            }
        }
        return reached;
    }

    private static int source(Axis axis, int place, int tap) {
        int shifted = place + axis.padBegin() - tap * axis.dilation();
        return shifted < 0 || shifted % axis.stride() != 0 || shifted / axis.stride() >= axis.out() ? -1 : shifted / axis.stride();
    }

    private Axis axis(int i, int size, int kernel, int spatial) throws RefusedException {
        WindowAttributes.requireLength("dilations", attributes.dilations(), spatial);
        WindowAttributes.requireLength("strides", attributes.strides(), spatial);
        WindowAttributes.requireLength("pads", attributes.pads(), 2 * spatial);
        WindowAttributes.requireLength("output_padding", outputPadding, spatial);
        int dilation = WindowAttributes.bounded("dilations", attributes.dilations() == null ? 1 : attributes.dilations()[i], 1);
        int stride = WindowAttributes.bounded("strides", attributes.strides() == null ? 1 : attributes.strides()[i], 1);
        long more = WindowAttributes.bounded("output_padding", outputPadding == null ? 0 : outputPadding[i], 0);
        long full = (size - 1L) * stride + (kernel - 1L) * dilation + 1 + more;
        long begin = attributes.pads() == null ? 0 : attributes.pads()[i];
        long end = attributes.pads() == null ? 0 : attributes.pads()[spatial + i];
        if (outputShape != null || attributes.autoPad().startsWith("SAME")) {
            if (outputShape != null && outputShape.length != spatial && outputShape.length != spatial + 2) {
                throw OpNode.invalid("attribute output_shape has " + outputShape.length + " numbers, expected " + spatial);
            }
            long wanted = outputShape == null ? (long) size * stride : outputShape[outputShape.length - spatial + i];
            // A negative total means places that no input reaches.
            long total = full - wanted;
            begin = attributes.autoPad().equals("SAME_UPPER") ? Math.floorDiv(total, 2) : total - Math.floorDiv(total, 2);
            end = total - begin;
        }
        long out = full - begin - end;
        if (out < 0 || out > 1 << 24 || Math.abs(begin) > 1 << 24 || kernel < 1) {
            throw Operands.shape("gives " + out + " places along a spatial axis");
        }
        return new Axis((int) out, size, kernel, stride, dilation, (int) begin, (int) end);
    }
}
