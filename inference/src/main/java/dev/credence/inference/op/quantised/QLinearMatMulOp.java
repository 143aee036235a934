package dev.credence.inference.op.quantised;

import dev.credence.inference.graph.Refusal;
import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.op.IntegerElements;
import dev.credence.inference.op.Op;
import dev.credence.inference.op.OpNode;
import dev.credence.inference.op.Operands;
import dev.credence.inference.op.Work;
import dev.credence.inference.tensor.ElementType;
import dev.credence.inference.tensor.Tensor;

/// The product of quantised matrices, quantised again: saturate(rint(sum · (scaleA·scaleB ÷ scaleY)) + zero).
record QLinearMatMulOp() implements Op {
    @Override
    public Tensor[] run(Tensor[] inputs, Work work) throws RefusedException {
        Tensor a = inputs[0];
        Tensor b = inputs[3];
        for (int scale : new int[] {1, 4, 6}) {
            if (inputs[scale].type() != ElementType.FLOAT) {
                throw new RefusedException(Refusal.UNSUPPORTED_TYPE, "a scale of " + inputs[scale].type() + " is not claimed");
            }
            if (inputs[scale].elements() != 1 || inputs[scale + 1].elements() != 1) {
                throw Operands.mode("several scales for one matrix are not claimed");
            }
        }
        Tensor sums = IntegerMatMul.multiply(a.shape(), IntegerMatMul.centered(a, inputs[2], 0), b.shape(),
                IntegerMatMul.centered(b, inputs[5], 0), work);
        float factor = inputs[1].floats()[0] * inputs[4].floats()[0] / inputs[6].floats()[0];
        return Operands.one(requantised(sums, factor, inputs[7], work));
    }

    static Tensor requantised(Tensor sums, float factor, Tensor zero, Work work) throws RefusedException {
        if (zero.type().widthBytes() != 1 || !zero.type().isInteger()) {
            throw OpNode.invalid("a zero point of " + zero.type() + ", expected INT8 or UINT8");
        }
        Tensor y = work.allocate(zero.type(), sums.shape());
        long offset = IntegerElements.read(zero)[0];
        for (int i = 0; i < sums.elements(); i++) {
            y.bytes()[i] = (byte) Saturation.saturate(sums.ints()[i] * factor, offset, zero.type());
        }
        return y;
    }
}
