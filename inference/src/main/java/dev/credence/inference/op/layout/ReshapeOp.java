package dev.credence.inference.op.layout;

import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.op.Op;
import dev.credence.inference.op.OpNode;
import dev.credence.inference.op.Operands;
import dev.credence.inference.op.Work;
import dev.credence.inference.tensor.Shape;
import dev.credence.inference.tensor.Tensor;
import java.util.Arrays;

/// The same elements under another shape; 0 keeps a dimension (unless allowZero), −1 is worked out.
record ReshapeOp(boolean allowZero) implements Op {
    static Op decode(OpNode node) throws RefusedException {
        return new ReshapeOp(node.flag("allowzero", false));
    }

    @Override
    public Tensor[] run(Tensor[] inputs, Work work) throws RefusedException {
        Tensor x = inputs[0];
        long[] wanted = Operands.longs(inputs[1], "shape").clone();
        int open = -1;
        long known = 1;
        for (int i = 0; i < wanted.length; i++) {
            if (wanted[i] == 0 && !allowZero) {
                if (i >= x.shape().rank()) {
                    throw Operands.shape("keeps dimension " + i + " of " + x.shape() + ", which has none");
                }
                wanted[i] = x.shape().at(i);
            }
            if (wanted[i] == -1) {
                if (open >= 0) {
                    throw Operands.shape("leaves two dimensions open");
                }
                open = i;
            } else if (wanted[i] < 0 || wanted[i] > Shape.ELEMENTS_MAX) {
                throw Operands.shape("has a dimension of " + wanted[i]);
            } else {
                known = Math.min(known * wanted[i], Long.MAX_VALUE >>> 32);
            }
        }
        if (open >= 0) {
            if (known == 0 || x.elements() % known != 0) {
                throw Operands.shape("cannot see " + x.shape() + " as " + Arrays.toString(wanted));
            }
            wanted[open] = x.elements() / known;
        }
        Shape shape = Shape.ofChecked(wanted).orElse(null);
        if (shape == null || shape.elements() != x.elements()) {
            throw Operands.shape("cannot see " + x.shape() + " as " + Arrays.toString(wanted));
        }
        return Operands.one(x.reshape(shape));
    }
}
