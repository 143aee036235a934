package dev.credence.inference.op.layout;

import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.op.Op;
import dev.credence.inference.op.OpNode;
import dev.credence.inference.op.Operands;
import dev.credence.inference.op.Work;
import dev.credence.inference.tensor.ElementType;
import dev.credence.inference.tensor.Tensor;
import java.util.Arrays;

/// What is left of dropout at inference: the identity, and a mask that keeps everything.
record DropoutOp(boolean maskLikeData) implements Op {
    static Op decode(OpNode node) throws RefusedException {
        node.ignore("seed", "ratio"); // neither has an effect outside of training
        return new DropoutOp(node.version() < 10);
    }

    @Override
    public Tensor[] run(Tensor[] inputs, Work work) throws RefusedException {
        Tensor training = Operands.optional(inputs, 2);
        Tensor ratio = Operands.optional(inputs, 1);
        if (training != null && (training.elements() != 1 || training.bytes()[0] != 0) && !(ratio != null && isZero(ratio))) {
            throw Operands.mode("Dropout in training mode is not claimed");
        }
        if (maskLikeData) {
            return new Tensor[] {inputs[0]};
        }
        Tensor mask = work.allocate(ElementType.BOOL, inputs[0].shape());
        Arrays.fill(mask.bytes(), (byte) 1);
        return new Tensor[] {inputs[0], mask};
    }

    private static boolean isZero(Tensor ratio) {
        return ratio.elements() == 1 && ratio.array() instanceof float[] floats && floats[0] == 0f;
    }
}
