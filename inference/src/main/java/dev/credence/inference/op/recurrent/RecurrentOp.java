package dev.credence.inference.op.recurrent;

import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.op.Op;
import dev.credence.inference.op.Operands;
import dev.credence.inference.op.Strided;
import dev.credence.inference.op.Work;
import dev.credence.inference.tensor.Shape;
import dev.credence.inference.tensor.Tensor;

/// A recurrent operation: the same cell over time, in one direction or both.
record RecurrentOp(RecurrentAttributes attributes, Kind kind) implements Op {
    /// A kind of cell.
    interface Kind {
        int gates();

        /// A cell for one direction.
        ///
        /// @param c the cell state [directions × batch × hidden], or null where the kind has none
        Cell cell(Sequence sequence, RecurrentAttributes attributes, int direction, float[] c, Tensor[] inputs)
                throws RefusedException;

        boolean hasCellState();
    }

    /// One direction's step for one element of the batch and one unit.
    interface Cell {
        /// Computes a step of batch element `n`.
        ///
        /// @param wx row of W·x, at `wxAt`
        /// @param rh row of R·h, at `rhAt`
        /// @param h  the hidden state, updated from `hAt` on
        void step(int n, float[] wx, int wxAt, float[] rh, int rhAt, float[] h, int hAt);
    }

    @Override
    public Tensor[] run(Tensor[] inputs, Work work) throws RefusedException {
        Sequence sequence = Sequence.of(inputs, kind.gates(), attributes, work);
        Sequence.Sizes sizes = sequence.sizes();
        float[] h = sequence.h();
        float[] c = kind.hasCellState() ? Sequence.state(Operands.optional(inputs, 6), sizes, attributes, work) : null;
        Shape all = work.shape(sizes.times(), sizes.directions(), sizes.batch(), sizes.hidden());
        float[] y = new float[all.elements()];
        for (int direction = 0; direction < sizes.directions(); direction++) {
            Cell cell = kind.cell(sequence, attributes, direction, c, inputs);
            direction(sequence, direction, cell, y, work);
        }
        Shape state = Shape.of(sizes.directions(), sizes.batch(), sizes.hidden());
        Tensor allSteps = Tensor.ofFloats(all, y);
        Tensor lastH = Tensor.ofFloats(state, h);
        Tensor lastC = c == null ? null : Tensor.ofFloats(state, c);
        if (attributes.batchFirst()) {
            int[] batchFirst = {1, 0, 2};
            return new Tensor[] {Strided.transpose(allSteps, new int[] {2, 0, 1, 3}, work),
                Strided.transpose(lastH, batchFirst, work), c == null ? null : Strided.transpose(lastC, batchFirst, work)};
        }
        return new Tensor[] {allSteps, lastH, lastC};
    }

    private void direction(Sequence sequence, int direction, Cell cell, float[] y, Work work) throws RefusedException {
        Sequence.Sizes sizes = sequence.sizes();
        int hidden = sizes.hidden();
        int rows = sizes.gates() * hidden;
        int stateAt = direction * sizes.batch() * hidden;
        float[] h = sequence.h();
        float[] wx = sequence.projected(direction, work);
        float[] rh = new float[work.shape(sizes.batch(), rows).elements()];
        for (int step = 0; step < sizes.times(); step++) {
            sequence.recur(direction, h, stateAt, rh, work);
            for (int n = 0; n < sizes.batch(); n++) {
                // A shorter sequence ends earlier; backwards it begins at its own last step.
                int length = sequence.lengths()[n];
                if (step >= length) {
                    continue;
                }
                int time = attributes.backward(direction) ? length - 1 - step : step;
                int hAt = stateAt + n * hidden;
                cell.step(n, wx, (time * sizes.batch() + n) * rows, rh, n * rows, h, hAt);
                System.arraycopy(h, hAt, y, ((time * sizes.directions() + direction) * sizes.batch() + n) * hidden, hidden);
            }
        }
    }
}
