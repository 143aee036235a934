package dev.credence.inference.op.quantised;

import dev.credence.inference.graph.Refusal;
import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.op.IntegerElements;
import dev.credence.inference.op.Op;
import dev.credence.inference.op.OpNode;
import dev.credence.inference.op.Operands;
import dev.credence.inference.op.Types;
import dev.credence.inference.op.Work;
import dev.credence.inference.tensor.ElementType;
import dev.credence.inference.tensor.Tensor;
import java.util.Set;

/// saturate(rint(x ÷ scale) + zero point); halves to even.
///
/// @param type of the result where no zero point says it
record QuantizeOp(long axis, int block, ElementType type) implements Op {
    private static final Set<ElementType> TARGETS =
            Types.of(ElementType.INT8, ElementType.UINT8, ElementType.INT16, ElementType.UINT16);

    static Op decode(OpNode node) throws RefusedException {
        node.ignore("saturate"); // speaks of eight-bit floats only
        if (node.integer("precision", 0) > 1) {
            throw Operands.mode("division in another type than single precision is not claimed");
        }
        long code = node.integer("output_dtype", 0);
        ElementType type = code == 0 ? ElementType.UINT8 : ElementType.ofOnnxCode(code).orElse(ElementType.STRING);
        return new QuantizeOp(node.integer("axis", 1), node.integer("block_size", 0, 0, 1 << 24), checked(type));
    }

    private static ElementType checked(ElementType type) throws RefusedException {
        if (!TARGETS.contains(type)) {
            throw new RefusedException(Refusal.UNSUPPORTED_TYPE, "quantising to this type is not claimed");
        }
        return type;
    }

    @Override
    public Tensor[] run(Tensor[] inputs, Work work) throws RefusedException {
        Tensor x = inputs[0];
        Tensor zero = Operands.optional(inputs, 2);
        Operands.requireType(inputs[1], ElementType.FLOAT, "the scale");
        Tensor y = work.allocate(zero == null ? type : checked(zero.type()), x.shape());
        Scales scales = Scales.of(x.shape(), inputs[1], zero, axis, block);
        long[] numbers = new long[y.elements()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = Saturation.saturate(x.floats()[i] / scales.scale(i), scales.zero(i), y.type());
        }
        return Operands.one(IntegerElements.write(numbers, y));
    }
}
