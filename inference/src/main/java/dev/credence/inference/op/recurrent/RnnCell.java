package dev.credence.inference.op.recurrent;

import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.op.Op;
import dev.credence.inference.op.OpNode;
import dev.credence.inference.tensor.Tensor;

/// The plain recurrent cell: h = f(((Wx + Rh) + Wb) + Rb).
record RnnCell(Sequence sequence, RecurrentAttributes attributes, int direction) implements RecurrentOp.Cell {
    static final RecurrentOp.Kind KIND = new RecurrentOp.Kind() {
        @Override
        public int gates() {
            return 1;
        }

        @Override
        public boolean hasCellState() {
            return false;
        }

        @Override
        public RecurrentOp.Cell cell(
                Sequence sequence, RecurrentAttributes attributes, int direction, float[] c, Tensor[] inputs) {
            return new RnnCell(sequence, attributes, direction);
        }
    };

    static Op decode(OpNode node) throws RefusedException {
        return new RecurrentOp(RecurrentAttributes.decode(node, "Tanh"), KIND);
    }

    @Override
    public void step(int n, float[] wx, int wxAt, float[] rh, int rhAt, float[] h, int hAt) {
        for (int k = 0; k < sequence.sizes().hidden(); k++) {
            float sum = wx[wxAt + k] + rh[rhAt + k] + sequence.inputBias(direction, k) + sequence.recurrentBias(direction, k);
            h[hAt + k] = attributes.activation(direction, 0).apply(attributes.clipped(sum));
        }
    }
}
