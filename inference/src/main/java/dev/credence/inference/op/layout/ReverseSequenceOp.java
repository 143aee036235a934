package dev.credence.inference.op.layout;

import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.op.Op;
import dev.credence.inference.op.OpNode;
import dev.credence.inference.op.Operands;
import dev.credence.inference.op.Work;
import dev.credence.inference.tensor.Shape;
import dev.credence.inference.tensor.Tensor;

/// The first elements of each sequence in reverse order, as many as its length says.
record ReverseSequenceOp(int timeAxis) implements Op {
    static Op decode(OpNode node) throws RefusedException {
        int time = node.integer("time_axis", 0, 0, 1);
        if (node.integer("batch_axis", 1, 0, 1) == time) {
            throw OpNode.invalid("attributes time_axis and batch_axis name one axis");
        }
        return new ReverseSequenceOp(time);
    }

    @Override
    public Tensor[] run(Tensor[] inputs, Work work) throws RefusedException {
        Tensor x = inputs[0];
        if (x.shape().rank() < 2) {
            throw Operands.shape("reverses sequences of " + x.shape());
        }
        int batches = x.shape().at(1 - timeAxis);
        int times = x.shape().at(timeAxis);
        Operands.requireShape(inputs[1], Shape.of(batches), "sequence_lens");
        long[] lengths = Operands.longs(inputs[1], "sequence_lens");
        Tensor y = work.allocate(x.type(), x.shape());
        int run = x.shape().elements(2, x.shape().rank());
        int batchStep = (timeAxis == 0 ? 1 : times) * run;
        int timeStep = (timeAxis == 0 ? batches : 1) * run;
        for (int b = 0; b < batches; b++) {
            if (lengths[b] < 0 || lengths[b] > times) {
                throw Operands.value("reverses " + lengths[b] + " of " + times + " places");
            }
            for (int t = 0; t < times; t++) {
                int from = t < lengths[b] ? (int) lengths[b] - 1 - t : t;
                System.arraycopy(x.array(), b * batchStep + from * timeStep, y.array(), b * batchStep + t * timeStep, run);
            }
        }
        return Operands.one(y);
    }
}
