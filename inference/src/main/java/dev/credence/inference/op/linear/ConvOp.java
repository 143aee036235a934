package dev.credence.inference.op.linear;

import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.op.Op;
import dev.credence.inference.op.OpNode;
import dev.credence.inference.op.Operands;
import dev.credence.inference.op.Work;
import dev.credence.inference.tensor.Shape;
import dev.credence.inference.tensor.Tensor;
import dev.credence.inference.op.ConvShape;
import dev.credence.inference.op.Window;
import java.util.Arrays;

/// Convolution over one to three axes, in groups: `Kernels.conv`.
public record ConvOp(WindowAttributes attributes, int groups) implements Op {
    static Op decode(OpNode node) throws RefusedException {
        return new ConvOp(WindowAttributes.decode(node), node.integer("group", 1, 1, 1 << 24));
    }

    @Override
    public Tensor[] run(Tensor[] inputs, Work work) throws RefusedException {
        Tensor x = inputs[0];
        Tensor w = inputs[1];
        Tensor bias = Operands.optional(inputs, 2);
        Operands.sameType(x, w);
        ConvShape shape = shape(x.shape(), w.shape());
        if (bias != null) {
            Operands.requireShape(bias, Shape.of(w.shape().at(0)), "the bias");
        }
        Shape output = work.shape(WindowShapes.output(x.shape(), w.shape().at(0), shape.window()));
        work.spend(shape.multiplyAdds());
        float[] y = new float[output.elements()];
        work.kernels().conv(shape, x.floats(), w.floats(), bias == null ? null : bias.floats(), y);
        return Operands.one(Tensor.ofFloats(output, y));
    }

    private ConvShape shape(Shape x, Shape w) throws RefusedException {
        return shape(attributes, groups, x, w);
    }

    /// The sizes of a convolution of `x` with weights `w`, checked.
    public static ConvShape shape(WindowAttributes attributes, int groups, Shape x, Shape w) throws RefusedException {
        if (x.rank() != w.rank() || x.rank() < 3) {
            throw Operands.shape("convolves " + x + " with " + w);
        }
        long[] kernel = Arrays.copyOfRange(w.toLongs(), 2, w.rank());
        if (attributes.kernel() != null && !Arrays.equals(attributes.kernel(), kernel)) {
            throw Operands.shape("attribute kernel_shape differs from the weights' shape " + w);
        }
        if ((long) w.at(1) * groups != x.at(1) || w.at(0) % groups != 0) {
            throw Operands.shape("convolves " + x + " with " + w + " in " + groups + " groups");
        }
        Window window = attributes.over(x, kernel);
        return new ConvShape(x.at(0), groups, w.at(1), w.at(0) / groups, window);
    }
}
