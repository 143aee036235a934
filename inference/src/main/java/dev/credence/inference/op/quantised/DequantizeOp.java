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

/// (x − zero point) · scale, the difference exact.
record DequantizeOp(long axis, int block) implements Op {
    static Op decode(OpNode node) throws RefusedException {
        long code = node.integer("output_dtype", 0);
        if (code != 0 && code != ElementType.FLOAT.onnxCode()) {
            throw new RefusedException(Refusal.UNSUPPORTED_TYPE, "dequantising to another type than FLOAT is not claimed");
        }
        return new DequantizeOp(node.integer("axis", 1), node.integer("block_size", 0, 0, 1 << 24));
    }

    @Override
    public Tensor[] run(Tensor[] inputs, Work work) throws RefusedException {
        Tensor x = inputs[0];
        Tensor zero = Operands.optional(inputs, 2);
        if (inputs[1].type() != ElementType.FLOAT) {
            throw new RefusedException(Refusal.UNSUPPORTED_TYPE, "a scale of " + inputs[1].type() + " is not claimed");
        }
        if (zero != null) {
            Operands.sameType(x, zero);
        }
        Scales scales = Scales.of(x.shape(), inputs[1], zero, axis, block);
        long[] numbers = IntegerElements.read(x);
        float[] y = work.floats(x.shape());
        for (int i = 0; i < y.length; i++) {
            y[i] = (numbers[i] - scales.zero(i)) * scales.scale(i);
        }
        return Operands.one(Tensor.ofFloats(x.shape(), y));
    }
}
