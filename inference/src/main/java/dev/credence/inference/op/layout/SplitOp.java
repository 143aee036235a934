package dev.credence.inference.op.layout;

import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.op.Op;
import dev.credence.inference.op.OpNode;
import dev.credence.inference.op.Operands;
import dev.credence.inference.op.Strided;
import dev.credence.inference.op.Work;
import dev.credence.inference.tensor.Tensor;

/// Parts along an axis: of given sizes, or as many equal ones as the node has outputs (the last may be smaller from
/// version 18 on).
record SplitOp(long axis, long[] sizes, int outputs, boolean uneven) implements Op {
    static Op decode(OpNode node) throws RefusedException {
        long parts = node.integer("num_outputs", node.outputs());
        if (parts != node.outputs()) {
            throw OpNode.invalid("attribute num_outputs is " + parts + ", the node has " + node.outputs());
        }
        return new SplitOp(node.integer("axis", 0), node.integers("split").orElse(null), node.outputs(), node.version() >= 18);
    }

    @Override
    public Tensor[] run(Tensor[] inputs, Work work) throws RefusedException {
        Tensor x = inputs[0];
        int at = Operands.axis(axis, x.shape().rank());
        long[] parts = parts(inputs, x.shape().at(at));
        Tensor[] outputs = new Tensor[outputs()];
        long[] shape = x.shape().toLongs();
        int[] strides = x.shape().strides();
        int offset = 0;
        for (int i = 0; i < outputs.length; i++) {
            shape[at] = parts[i];
            outputs[i] = work.allocate(x.type(), work.shape(shape));
            Strided.gather(x, offset, strides, outputs[i].shape(), outputs[i].array());
            offset += (int) parts[i] * strides[at];
        }
        return outputs;
    }

    private long[] parts(Tensor[] inputs, int size) throws RefusedException {
        long[] given = Operands.optional(inputs, 1) == null ? sizes : Operands.longs(inputs[1], "split");
        if (given == null) {
            if (!uneven && size % outputs != 0) {
                throw Operands.shape("splits " + size + " places into " + outputs + " equal parts");
            }
            given = new long[outputs];
            long part = (size + outputs - 1L) / outputs;
            for (int i = 0; i < outputs; i++) {
                given[i] = Math.max(0, Math.min(part, size - i * part));
            }
        }
        long sum = 0;
        for (long part : given) {
            if (part < 0 || part > size) {
                throw Operands.value("splits " + size + " places into a part of " + part);
            }
            sum += part;
        }
        if (given.length != outputs || sum != size) {
            throw Operands.shape("splits " + size + " places into " + given.length + " parts of " + sum + " in all");
        }
        return given;
    }
}
