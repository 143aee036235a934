package dev.credence.inference.op.elementwise;

import dev.credence.foundation.bytes.MalformedException;
import dev.credence.inference.graph.Refusal;
import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.op.Op;
import dev.credence.inference.op.OpNode;
import dev.credence.inference.op.Operands;
import dev.credence.inference.op.Work;
import dev.credence.inference.tensor.CanonicalBytes;
import dev.credence.inference.tensor.ElementType;
import dev.credence.inference.tensor.Tensor;

/// The same bits as another element type of the same width. A NaN is read as the canonical one, since no other leaves a
/// tensor, and bits that spell any NaN become it.
record BitCastOp(ElementType to) implements Op {
    static Op decode(OpNode node) throws RefusedException {
        long code = node.integer("to", 0);
        ElementType to = ElementType.ofOnnxCode(code)
                .filter(type -> type != ElementType.STRING)
                .orElseThrow(() -> new RefusedException(Refusal.UNSUPPORTED_TYPE,
                        "casts bits to the element type with code " + code + ", which we do not have"));
        return new BitCastOp(to);
    }

    @Override
    public Tensor[] run(Tensor[] inputs, Work work) throws RefusedException {
        Tensor x = inputs[0];
        if (x.type().widthBytes() != to.widthBytes()) {
            throw Operands.mode("casts bits of " + x.type() + " to " + to + ", which is not as wide");
        }
        work.take(x.shape());
        try {
            return Operands.one(CanonicalBytes.decode(to, x.shape(), x.canonicalBytes()));
        } catch (MalformedException malformed) {
            throw Operands.value("casts bits to truth values that are neither 0 nor 1");
        }
    }
}
