package dev.credence.inference.op.quantised;

import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.op.IntegerElements;
import dev.credence.inference.op.Op;
import dev.credence.inference.op.OpNode;
import dev.credence.inference.op.Operands;
import dev.credence.inference.op.Work;
import dev.credence.inference.tensor.ElementType;
import dev.credence.inference.tensor.Tensor;

/// The convolution of quantised tensors, quantised again: saturate(rint(sum · (scaleX·scaleW ÷ scaleY)) + zero), the bias
/// being part of the sum.
record QLinearConvOp(IntegerConv conv) implements Op {
    static Op decode(OpNode node) throws RefusedException {
        return new QLinearConvOp(IntegerConv.decode(node));
    }

    @Override
    public Tensor[] run(Tensor[] inputs, Work work) throws RefusedException {
        Tensor bias = Operands.optional(inputs, 8);
        for (int scale : new int[] {1, 4, 6}) {
            Operands.requireType(inputs[scale], ElementType.FLOAT, "a scale");
        }
        if (inputs[1].elements() != 1 || inputs[6].elements() != 1 || inputs[7].elements() != 1) {
            throw Operands.shape("scales its input or output by more than one number");
        }
        if (bias != null) {
            Operands.requireType(bias, ElementType.INT32, "the bias");
        }
        int[] x = IntegerMatMul.centered(inputs[0], inputs[2], -1);
        int[] w = IntegerMatMul.centered(inputs[3], inputs[5], 0);
        Tensor sums = conv.apply(inputs[0], x, inputs[3], w, bias, work);
        float[] scales = inputs[4].floats();
        int channels = inputs[3].shape().at(0);
        if (scales.length != 1 && scales.length != channels) {
            throw Operands.shape("scales " + channels + " channels by " + scales.length + " numbers");
        }
        Tensor zero = inputs[7];
        if (zero.type().widthBytes() != 1 || !zero.type().isInteger()) {
            throw OpNode.invalid("a zero point of " + zero.type() + ", expected INT8 or UINT8");
        }
        Tensor y = work.allocate(zero.type(), sums.shape());
        long offset = IntegerElements.read(zero)[0];
        int run = sums.shape().elements(2, sums.shape().rank());
        for (int i = 0; i < sums.elements(); i++) {
            float scale = scales[scales.length == 1 ? 0 : i / run % channels];
            float factor = inputs[1].floats()[0] * scale / inputs[6].floats()[0];
            y.bytes()[i] = (byte) Saturation.saturate(sums.ints()[i] * factor, offset, zero.type());
        }
        return Operands.one(y);
    }
}
