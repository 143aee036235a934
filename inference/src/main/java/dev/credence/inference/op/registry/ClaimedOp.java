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
            return runChecked(inputs, work);
        }
        ElementType type = inputs[spec.typeOperand()].type();
        if (!spec.types().contains(type)) {
            throw new RefusedException(Refusal.UNSUPPORTED_TYPE, spec.name() + " over " + type + " is not claimed");
        }
        return spec.halfByFloat() && type.isHalf()
                ? HalfPrecision.run(this::runChecked, type, inputs, work)
                : runChecked(inputs, work);
    }

    // After widening, so that single-precision parameters may stand beside half-precision data.
    private Tensor[] runChecked(Tensor[] inputs, Work work) throws RefusedException {
        Tensor deciding = spec.typeOperand() < inputs.length ? inputs[spec.typeOperand()] : null;
        for (int i = 0; i < inputs.length; i++) {
            if (inputs[i] != null && !admits(spec.operand(i), inputs[i].type(), deciding)) {
                throw OpNode.invalid("input " + i + " has elements of type " + inputs[i].type() + ", expected "
                        + expected(spec.operand(i), deciding));
            }
        }
        return op.run(inputs, work);
    }

    private static boolean admits(char letter, ElementType type, Tensor deciding) {
        return switch (letter) {
            case 'T' -> deciding == null || type == deciding.type();
            case 'I' -> type == ElementType.INT64 || type == ElementType.INT32;
            case 'B' -> type == ElementType.BOOL;
            case 'Q' -> type == ElementType.INT8 || type == ElementType.UINT8;
            default -> true;
        };
    }

    private static String expected(char letter, Tensor deciding) {
        return switch (letter) {
            case 'T' -> deciding.type().toString();
            case 'I' -> "INT64 or INT32";
            case 'Q' -> "INT8 or UINT8";
            default -> "BOOL";
        };
    }
}
