package dev.credence.inference.op.elementwise;

import dev.credence.inference.graph.Refusal;
import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.op.Op;
import dev.credence.inference.op.OpNode;
import dev.credence.inference.op.Operands;
import dev.credence.inference.op.Work;
import dev.credence.inference.tensor.ElementType;
import dev.credence.inference.tensor.Tensor;

/// Conversion to an element type given by attribute, or by the type of a second operand.
record CastOp(ElementType to) implements Op {
    static Op decode(OpNode node) throws RefusedException {
        node.ignore("saturate", "round_mode"); // both speak of eight-bit floats only
        long code = node.integer("to", 0);
        ElementType to = ElementType.ofOnnxCode(code)
                .orElseThrow(() -> new RefusedException(Refusal.UNSUPPORTED_TYPE,
                        "casts to the element type with code " + code + ", which we do not have"));
        return new CastOp(to);
    }

    static Op decodeLike(OpNode node) {
        node.ignore("saturate", "round_mode");
        return new CastOp(null);
    }

    @Override
    public Tensor[] run(Tensor[] inputs, Work work) throws RefusedException {
        return Operands.one(Casts.cast(inputs[0], to == null ? inputs[1].type() : to, work));
    }
}
