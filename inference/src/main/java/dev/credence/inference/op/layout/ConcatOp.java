package dev.credence.inference.op.layout;

import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.op.Op;
import dev.credence.inference.op.OpNode;
import dev.credence.inference.op.Operands;
import dev.credence.inference.op.Work;
import dev.credence.inference.tensor.Shape;
import dev.credence.inference.tensor.Tensor;

/// Tensors one after the other along an axis.
record ConcatOp(long axis) implements Op {
    static Op decode(OpNode node) throws RefusedException {
        if (!node.has("axis")) {
            throw OpNode.invalid("attribute axis is missing");
        }
        return new ConcatOp(node.integer("axis", 0));
    }

    @Override
    public Tensor[] run(Tensor[] inputs, Work work) throws RefusedException {
        Tensor first = inputs[0];
        int at = Operands.axis(axis, first.shape().rank());
        long[] sizes = first.shape().toLongs();
        sizes[at] = 0;
        for (Tensor part : inputs) {
            if (part == null) {
                throw OpNode.invalid("an input is left out");
            }
            Operands.sameType(first, part);
            requireAlike(first.shape(), part.shape(), at);
            sizes[at] += part.shape().at(at);
        }
        Tensor y = work.allocate(first.type(), work.shape(sizes));
        int outer = first.shape().elements(0, at);
        int row = y.shape().elements(at, y.shape().rank());
        int offset = 0;
        for (Tensor part : inputs) {
            int run = part.shape().elements(at, part.shape().rank());
            for (int i = 0; i < outer; i++) {
                System.arraycopy(part.array(), i * run, y.array(), i * row + offset, run);
            }
            offset += run;
        }
        return Operands.one(y);
    }

    private static void requireAlike(Shape a, Shape b, int except) throws RefusedException {
        boolean alike = a.rank() == b.rank();
        for (int axis = 0; alike && axis < a.rank(); axis++) {
            alike = axis == except || a.at(axis) == b.at(axis);
        }
        if (!alike) {
            throw Operands.shape("joins " + a + " and " + b + " along axis " + except);
        }
    }
}
