package dev.credence.inference.op.reduction;

import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.numeric.FloatV1;
import dev.credence.inference.op.Op;
import dev.credence.inference.op.OpSpec;
import dev.credence.inference.op.Operands;
import dev.credence.inference.op.Work;
import dev.credence.inference.tensor.Tensor;

/// Softmax and its kin along an axis; up to version 12 over all axes from it on.
record SoftmaxOp(Kind kind, long axis, boolean flattened) implements Op {
    /// What becomes of a row.
    enum Kind {
        /// `Kernels.softmax`.
        SOFTMAX,
        /// m = max, y = (x − m) − log(16-lane sum of exp(x − m)).
        LOG_SOFTMAX,
        /// 1 at the first largest element, 0 elsewhere.
        HARDMAX
    }

    static OpSpec.Decoder decoder(Kind kind) {
        return node -> {
            boolean flattened = node.version() < 13;
            return new SoftmaxOp(kind, node.integer("axis", flattened ? 1 : -1), flattened);
        };
    }

    @Override
    public Tensor[] run(Tensor[] inputs, Work work) throws RefusedException {
        Tensor x = inputs[0];
        int rank = x.shape().rank();
        int at = flattened && axis == rank ? rank : Operands.axis(axis, Math.max(rank, 1));
        work.spend(x.elements());
        if (rank == 0 || flattened) {
            return Operands.one(rows(x, x.shape().elements(at, rank), work));
        }
        Rows rows = Rows.along(x, at, work);
        return Operands.one(rows.restore(rows(rows.tensor(), rows.columns(), work), work));
    }

    private Tensor rows(Tensor x, int columns, Work work) throws RefusedException {
        float[] y = work.floats(x.shape());
        if (y.length > 0) {
            switch (kind) {
                case SOFTMAX -> work.kernels().softmax(columns, x.floats(), y);
                case LOG_SOFTMAX -> logarithms(columns, x.floats(), y);
                case HARDMAX -> marks(columns, x.floats(), y);
            }
        }
        return Tensor.ofFloats(x.shape(), y);
    }

    private static void logarithms(int columns, float[] x, float[] y) {
        float[] exponentials = new float[columns];
        for (int at = 0; at < x.length; at += columns) {
            float max = Float.NEGATIVE_INFINITY;
            for (int i = 0; i < columns; i++) {
                max = Math.max(max, x[at + i]);
            }
            for (int i = 0; i < columns; i++) {
                exponentials[i] = FloatV1.exp(x[at + i] - max);
            }
            float log = FloatV1.log(FloatV1.sum(exponentials, 0, columns));
            for (int i = 0; i < columns; i++) {
                y[at + i] = x[at + i] - max - log;
            }
        }
    }

    private static void marks(int columns, float[] x, float[] y) {
        for (int at = 0; at < x.length; at += columns) {
            int best = 0;
            for (int i = 1; i < columns; i++) {
                if (x[at + i] > x[at + best]) {
                    best = i;
                }
            }
            y[at + best] = 1f;
        }
    }
}
