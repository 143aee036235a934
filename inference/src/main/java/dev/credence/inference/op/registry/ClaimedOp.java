package dev.credence.inference.op.registry;

import dev.credence.inference.graph.Refusal;
import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.op.HalfPrecision;
import dev.credence.inference.op.Op;
import dev.credence.inference.op.OpNode;
import dev.credence.inference.op.OpSpec;
import dev.credence.inference.op.Work;
import dev.credence.inference.tensor.ElementType;
import dev.credence.inference.tensor.Tensor;

/// An operation behind the door of its claim: element types are checked, half precision goes by way of single.
record ClaimedOp(OpSpec spec, Op op, int required) implements Op {
    @Override
    public Tensor[] run(Tensor[] inputs, Work work) throws RefusedException {
        for (int i = 0; i < required; i++) {
            if (inputs[i] == null) {
                throw OpNode.invalid("input " + i + " is left out");
            }
        }
        if (spec.typeOperand() >= inputs.length || inputs[spec.typeOperand()] == null) {
            return op.run(inputs, work);
        }
        ElementType type = inputs[spec.typeOperand()].type();
        if (!spec.types().contains(type)) {
            throw new RefusedException(Refusal.UNSUPPORTED_TYPE, spec.name() + " over " + type + " is not claimed");
        }
        return spec.halfByFloat() && type.isHalf() ? HalfPrecision.run(op, type, inputs, work) : op.run(inputs, work);
    }
}
