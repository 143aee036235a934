package dev.credence.inference.op.layout;

import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.op.Broadcast;
import dev.credence.inference.op.Op;
import dev.credence.inference.op.Operands;
import dev.credence.inference.op.Strided;
import dev.credence.inference.op.Work;
import dev.credence.inference.tensor.Shape;
import dev.credence.inference.tensor.Tensor;

/// Repetition along axes of 1 until a shape is reached that both shapes spread over.
record ExpandOp() implements Op {
    @Override
    public Tensor[] run(Tensor[] inputs, Work work) throws RefusedException {
        Tensor x = inputs[0];
        Shape wanted = ConstantOfShapeOp.shape(inputs[1]);
        Shape shape = work.shape(Broadcast.shape(x.shape(), wanted));
        if (shape.equals(x.shape())) {
            return Operands.one(x);
        }
        Tensor y = work.allocate(x.type(), shape);
        Strided.gather(x, 0, Broadcast.stridesOver(x.shape(), shape), shape, y.array());
        return Operands.one(y);
    }
}
