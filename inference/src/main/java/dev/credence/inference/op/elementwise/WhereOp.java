package dev.credence.inference.op.elementwise;

import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.op.Broadcast;
import dev.credence.inference.op.Op;
import dev.credence.inference.op.Operands;
import dev.credence.inference.op.Strided;
import dev.credence.inference.op.Work;
import dev.credence.inference.tensor.ElementType;
import dev.credence.inference.tensor.Shape;
import dev.credence.inference.tensor.Tensor;

/// Elements of the second operand where the first holds, of the third elsewhere.
record WhereOp() implements Op {
    @Override
    public Tensor[] run(Tensor[] inputs, Work work) throws RefusedException {
        Tensor condition = inputs[0];
        Tensor x = inputs[1];
        Tensor y = inputs[2];
        Operands.requireType(condition, ElementType.BOOL, "the condition");
        Operands.sameType(x, y);
        Shape values = Shape.ofChecked(Broadcast.shape(x.shape(), y.shape())).orElseThrow(
                () -> Operands.shape("spreads " + x.shape() + " and " + y.shape() + " too far"));
        Shape shape = work.shape(Broadcast.shape(condition.shape(), values));
        Tensor chosen = spread(y, shape, work);
        Tensor first = spread(x, shape, work);
        byte[] mask = (byte[]) spread(condition, shape, work).array();
        for (int i = 0; i < mask.length; i++) {
            if (mask[i] != 0) {
                System.arraycopy(first.array(), i, chosen.array(), i, 1);
            }
        }
        return Operands.one(chosen);
    }

    // Always a new array, since the choice is made in place.
    private static Tensor spread(Tensor tensor, Shape shape, Work work) throws RefusedException {
        Tensor target = work.allocate(tensor.type(), shape);
        Strided.gather(tensor, 0, Broadcast.stridesOver(tensor.shape(), shape), shape, target.array());
        return target;
    }
}
