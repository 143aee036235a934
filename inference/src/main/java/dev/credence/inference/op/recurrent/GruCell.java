package dev.credence.inference.op.recurrent;

import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.numeric.FloatV1;
import dev.credence.inference.op.Op;
import dev.credence.inference.op.OpNode;
import dev.credence.inference.tensor.Tensor;

/// The cell of GRU; gates in ONNX's order update, reset, hidden.
///
/// ```
/// z, r = f(((Wx + Rh) + Wb) + Rb)
/// n = g((Wx + (R(r·h) + Rb)) + Wb), or with linearBeforeReset g((Wx + r·(Rh + Rb)) + Wb)
/// h = (1 − z)·n + z·h
/// ```
record GruCell(Sequence sequence, RecurrentAttributes attributes, int direction, boolean linearBeforeReset)
        implements RecurrentOp.Cell {
    /// @param linearBeforeReset whether the reset gate acts after the recurrent product
    record Kind(boolean linearBeforeReset) implements RecurrentOp.Kind {
        @Override
        public int gates() {
            return 3;
        }

        @Override
        public boolean hasCellState() {
            return false;
        }

        @Override
        public RecurrentOp.Cell cell(
                Sequence sequence, RecurrentAttributes attributes, int direction, float[] c, Tensor[] inputs) {
            return new GruCell(sequence, attributes, direction, linearBeforeReset);
        }
    }

    static Op decode(OpNode node) throws RefusedException {
        return new RecurrentOp(RecurrentAttributes.decode(node, "Sigmoid", "Tanh"),
                new Kind(node.flag("linear_before_reset", false)));
    }

    @Override
    public void step(int n, float[] wx, int wxAt, float[] rh, int rhAt, float[] h, int hAt) {
        int hidden = sequence.sizes().hidden();
        float[] update = new float[hidden];
        float[] reset = new float[hidden];
        for (int k = 0; k < hidden; k++) {
            update[k] = gate(wx[wxAt + k] + rh[rhAt + k], k);
            reset[k] = gate(wx[wxAt + hidden + k] + rh[rhAt + hidden + k], hidden + k);
        }
        float[] gated = new float[hidden];
        for (int k = 0; k < hidden; k++) {
            gated[k] = reset[k] * h[hAt + k];
        }
        float[] next = new float[hidden];
        for (int k = 0; k < hidden; k++) {
            int row = 2 * hidden + k;
            float candidate = wx[wxAt + row] + (linearBeforeReset
                    ? reset[k] * (rh[rhAt + row] + sequence.recurrentBias(direction, row))
                    : recurrent(gated, row) + sequence.recurrentBias(direction, row));
            float sum = attributes.clipped(candidate + sequence.inputBias(direction, row));
            next[k] = (1f - update[k]) * attributes.activation(direction, 1).apply(sum) + update[k] * h[hAt + k];
        }
        System.arraycopy(next, 0, h, hAt, hidden);
    }

    private float gate(float sum, int row) {
        float biased = sum + sequence.inputBias(direction, row) + sequence.recurrentBias(direction, row);
        return attributes.activation(direction, 0).apply(attributes.clipped(biased));
    }

    private float recurrent(float[] gated, int row) {
        int hidden = sequence.sizes().hidden();
        return FloatV1.dot(sequence.r(), (direction * 3 * hidden + row) * hidden, gated, 0, hidden);
    }
}
