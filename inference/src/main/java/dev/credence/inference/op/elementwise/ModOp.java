package dev.credence.inference.op.elementwise;

import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.op.BinaryFunction;
import dev.credence.inference.op.Broadcast;
import dev.credence.inference.op.IntegerElements;
import dev.credence.inference.op.Op;
import dev.credence.inference.op.OpNode;
import dev.credence.inference.op.Operands;
import dev.credence.inference.op.Work;
import dev.credence.inference.tensor.Tensor;

/// Remainders: with fmod of the dividend's sign, without it (integers only) of the divisor's.
record ModOp(boolean fmod) implements Op {
    static Op decode(OpNode node) throws RefusedException {
        return new ModOp(node.flag("fmod", false));
    }

    @Override
    public Tensor[] run(Tensor[] inputs, Work work) throws RefusedException {
        Tensor a = inputs[0];
        if (!fmod && a.type().isFloating()) {
            throw OpNode.invalid("takes the remainder of " + a.type() + " without attribute fmod");
        }
        Tensor remainder = BinaryOp.apply(BinaryFunction.FMOD, a, inputs[1], work);
        if (fmod || a.type().isUnsigned()) {
            return Operands.one(remainder);
        }
        long[] rest = IntegerElements.read(remainder);
        long[] divisor = IntegerElements.read(inputs[1]);
        long[] y = new long[rest.length];
        Broadcast.of(remainder.shape(), inputs[1].shape(), remainder.shape()).forEach((at, i, j) -> y[at] =
                rest[i] != 0 && (rest[i] < 0) != (divisor[j] < 0) ? rest[i] + divisor[j] : rest[i]);
        return Operands.one(IntegerElements.write(y, work.allocate(a.type(), remainder.shape())));
    }
}
