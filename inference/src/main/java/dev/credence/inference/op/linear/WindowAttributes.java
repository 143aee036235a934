package dev.credence.inference.op.linear;

import dev.credence.inference.graph.Refusal;
import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.op.Axis;
import dev.credence.inference.op.OpNode;
import dev.credence.inference.op.Operands;
import dev.credence.inference.op.Window;
import dev.credence.inference.tensor.Shape;

/// The attributes by which ONNX describes a sliding window; null arrays take their defaults.
public record WindowAttributes(
        String autoPad, boolean ceil, long[] dilations, long[] kernel, long[] pads, long[] strides) {
    private static final int SPATIAL_MAX = 3;
    private static final long SIZE_MAX = 1 << 24;

    public static WindowAttributes decode(OpNode node) throws RefusedException {
        return new WindowAttributes(
                node.choice("auto_pad", "NOTSET", "NOTSET", "VALID", "SAME_UPPER", "SAME_LOWER"),
                node.flag("ceil_mode", false),
                node.integers("dilations").orElse(null),
                node.integers("kernel_shape").orElse(null),
                node.integers("pads").orElse(null),
                node.integers("strides").orElse(null));
    }

    /// The window over the spatial axes of `x` (all after the first two).
    ///
    /// @param kernelShape sizes of the kernel, from the attribute or the weights
    public Window over(Shape x, long[] kernelShape) throws RefusedException {
        int spatial = x.rank() - 2;
        if (spatial < 1 || spatial > SPATIAL_MAX) {
            throw Operands.mode("slides over " + Math.max(spatial, 0) + " axes of " + x + ", expected 1 to 3");
        }
        requireLength("kernel_shape", kernelShape, spatial);
        requireLength("dilations", dilations, spatial);
        requireLength("strides", strides, spatial);
        requireLength("pads", pads, 2 * spatial);
        Axis[] axes = {Axis.NONE, Axis.NONE, Axis.NONE};
        for (int i = 0; i < spatial; i++) {
            axes[SPATIAL_MAX - spatial + i] = axis(i, x.at(2 + i), kernelShape[i], spatial);
        }
        Window window = new Window(axes[0], axes[1], axes[2]);
        boolean countable = Shape.ofChecked(window.depth().kernel(), window.height().kernel(), window.width().kernel()).isPresent()
                && Shape.ofChecked(window.depth().out(), window.height().out(), window.width().out()).isPresent();
        if (!countable) {
            throw new RefusedException(Refusal.BUDGET_EXCEEDED, "slides a window that is too large");
        }
        return window;
    }

    private Axis axis(int i, int in, long kernelSize, int spatial) throws RefusedException {
        int size = bounded("kernel_shape", kernelSize, 1);
        int dilation = bounded("dilations", dilations == null ? 1 : dilations[i], 1);
        int stride = bounded("strides", strides == null ? 1 : strides[i], 1);
        long extent = (long) (size - 1) * dilation + 1;
        if (autoPad.startsWith("SAME")) {
            int out = (int) (((long) in + stride - 1) / stride);
            long total = Math.max(0, (long) (out - 1) * stride + extent - in);
            long begin = autoPad.equals("SAME_UPPER") ? total / 2 : total - total / 2;
            return new Axis(in, out, size, stride, dilation, bounded("pads", begin, 0), bounded("pads", total - begin, 0));
        }
        boolean explicit = autoPad.equals("NOTSET") && pads != null;
        int begin = bounded("pads", explicit ? pads[i] : 0, 0);
        int end = bounded("pads", explicit ? pads[spatial + i] : 0, 0);
        long room = (long) in + begin + end - extent;
        if (room < 0) {
            throw Operands.shape("a window of " + extent + " does not fit " + ((long) in + begin + end) + " places");
        }
        long out = room / stride + 1;
        // Rounding up must not add a window that begins beyond the input and its padding.
        if (ceil && room % stride != 0 && out * stride < (long) in + begin) {
            out++;
        }
        return new Axis(in, (int) Math.min(out, Integer.MAX_VALUE), size, stride, dilation, begin, end);
    }

    static int bounded(String name, long value, long min) throws RefusedException {
        if (value < min || value > SIZE_MAX) {
            throw OpNode.invalid("attribute " + name + " holds " + value + ", expected " + min + " to " + SIZE_MAX);
        }
        return (int) value;
    }

    static void requireLength(String name, long[] values, int expected) throws RefusedException {
        if (values != null && values.length != expected) {
            throw OpNode.invalid("attribute " + name + " has " + values.length + " numbers, expected " + expected);
        }
    }
}
