package dev.credence.inference.op.layout;

import dev.credence.inference.graph.Refusal;
import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.op.Op;
import dev.credence.inference.op.OpNode;
import dev.credence.inference.op.Operands;
import dev.credence.inference.op.Strided;
import dev.credence.inference.op.Work;
import dev.credence.inference.tensor.Shape;
import dev.credence.inference.tensor.Tensor;
import java.util.Arrays;

/// A tensor of a shape computed by the model, all of one value.
record ConstantOfShapeOp(Tensor value) implements Op {
    static Op decode(OpNode node) throws RefusedException {
        Tensor value = node.tensor("value").orElse(Tensor.scalar(0f));
        if (value.elements() != 1) {
            throw OpNode.invalid("attribute value has " + value.elements() + " elements, expected one");
        }
        return new ConstantOfShapeOp(value);
    }

    /// The shape that an operand of INT64 spells.
    static Shape shape(Tensor operand) throws RefusedException {
        long[] sizes = Operands.longs(operand, "shape");
        return Shape.ofChecked(sizes).orElseThrow(
                () -> new RefusedException(Refusal.BUDGET_EXCEEDED, "asks for a tensor of shape "
                        + Arrays.toString(Arrays.copyOf(sizes, Math.min(sizes.length, Shape.RANK_MAX))) + ", which is too large"));
    }

    @Override
    public Tensor[] run(Tensor[] inputs, Work work) throws RefusedException {
        Shape shape = shape(inputs[0]);
        Tensor y = work.allocate(value.type(), shape);
        Strided.gather(value, 0, new int[shape.rank()], shape, y.array());
        return Operands.one(y);
    }
}
