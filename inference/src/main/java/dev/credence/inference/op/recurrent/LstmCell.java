package dev.credence.inference.op.recurrent;

import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.op.Op;
import dev.credence.inference.op.OpNode;
import dev.credence.inference.op.Operands;
import dev.credence.inference.tensor.Tensor;

/// The cell of LSTM; gates in ONNX's order input, output, forget, cell.
///
/// ```
/// a(gate) = ((Wx + Rh) + Wb) + Rb (+ P·c)     i, f read the old c, o the new one
/// c = f·c + i·g     h = o·H(c)
/// ```
record LstmCell(Sequence sequence, RecurrentAttributes attributes, int direction, float[] c, float[] peepholes)
        implements RecurrentOp.Cell {
    static final RecurrentOp.Kind KIND = new RecurrentOp.Kind() {
        @Override
        public int gates() {
            return 4;
        }

        @Override
        public boolean hasCellState() {
            return true;
        }

        @Override
        public RecurrentOp.Cell cell(
                Sequence sequence, RecurrentAttributes attributes, int direction, float[] c, Tensor[] inputs)
                throws RefusedException {
            Tensor p = Operands.optional(inputs, 7);
            if (p != null) {
                Sequence.requireShape(p, "P", sequence.sizes().directions(), 3L * sequence.sizes().hidden());
            }
            return new LstmCell(sequence, attributes, direction, c, p == null ? null : p.floats());
        }
    };

    static Op decode(OpNode node) throws RefusedException {
        if (node.flag("input_forget", false)) {
            throw Operands.mode("LSTM with coupled gates is not claimed");
        }
        return new RecurrentOp(RecurrentAttributes.decode(node, "Sigmoid", "Tanh", "Tanh"), KIND);
    }

    @Override
    public void step(int n, float[] wx, int wxAt, float[] rh, int rhAt, float[] h, int hAt) {
        int hidden = sequence.sizes().hidden();
        RecurrentAttributes.Activation gate = attributes.activation(direction, 0);
        RecurrentAttributes.Activation cell = attributes.activation(direction, 1);
        RecurrentAttributes.Activation out = attributes.activation(direction, 2);
        for (int k = 0; k < hidden; k++) {
            float old = c[hAt + k];
            float input = gate.apply(clipped(sum(wx, wxAt, rh, rhAt, k), 0, k, old));
            float forget = gate.apply(clipped(sum(wx, wxAt, rh, rhAt, 2 * hidden + k), 2, k, old));
            float candidate = cell.apply(attributes.clipped(sum(wx, wxAt, rh, rhAt, 3 * hidden + k)));
            float next = forget * old + input * candidate;
            float output = gate.apply(clipped(sum(wx, wxAt, rh, rhAt, hidden + k), 1, k, next));
            c[hAt + k] = next;
            h[hAt + k] = output * out.apply(next);
        }
    }

    private float sum(float[] wx, int wxAt, float[] rh, int rhAt, int row) {
        float sum = wx[wxAt + row] + rh[rhAt + row];
        return sequence.b() == null ? sum : sum + sequence.inputBias(direction, row) + sequence.recurrentBias(direction, row);
    }

    private float clipped(float sum, int peephole, int k, float state) {
        int hidden = sequence.sizes().hidden();
        return attributes.clipped(
                peepholes == null ? sum : sum + peepholes[(direction * 3 + peephole) * hidden + k] * state);
    }
}
