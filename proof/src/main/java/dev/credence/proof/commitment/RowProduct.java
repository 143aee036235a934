package dev.credence.proof.commitment;

import dev.credence.proof.field.Extension;
import dev.credence.proof.field.ExtensionKernels;
import dev.credence.proof.field.ExtensionVector;
import dev.credence.proof.field.Goldilocks;
import dev.credence.proof.sumcheck.SumcheckPolynomial;

/// Σ over the columns of matrix · weights, as a function of the row variables: the summand of the sumcheck that folds a
/// level. Rows that are not there are zero in both.
final class RowProduct implements SumcheckPolynomial {
    private final ExtensionVector matrix;
    private final ExtensionVector weights;
    private final int columns;
    private int rows;
    private int rowsLog;

    /// Takes both tables over; their first rows hold the folds at the end.
    RowProduct(CommitmentShape shape, ExtensionVector matrix, ExtensionVector weights) {
        this.matrix = matrix;
        this.weights = weights;
        this.columns = 1 << shape.columnsLog();
        this.rows = shape.rows();
        this.rowsLog = shape.rowsLog();
    }

    @Override
    public int variables() {
        return rowsLog;
    }

    @Override
    public int degree() {
        return 2;
    }

    @Override
    public ExtensionVector round(Extension claim) {
        int half = 1 << rowsLog - 1;
        int paired = Math.max(0, rows - half) * columns;
        int lower = Math.min(rows, half) * columns;
        Extension atZero = ExtensionKernels.dot(matrix, 0, weights, 0, lower);
        // At 2 a pair is worth (2·upper − lower)·(2·upper' − lower'), and a row without partner (−lower)·(−lower').
        Extension alone = ExtensionKernels.dot(matrix, paired, weights, paired, lower - paired);
        return ExtensionVector.of(atZero, alone.plus(atTwo(paired, half * columns)));
    }

    private Extension atTwo(int length, int distance) {
        long sum0 = 0;
        long sum1 = 0;
        for (int i = 0; i < length; i++) {
            long a0 = beyond(matrix.c0()[i], matrix.c0()[i + distance]);
            long a1 = beyond(matrix.c1()[i], matrix.c1()[i + distance]);
            long b0 = beyond(weights.c0()[i], weights.c0()[i + distance]);
            long b1 = beyond(weights.c1()[i], weights.c1()[i + distance]);
            long high = Goldilocks.mul(Goldilocks.mul(a1, b1), Extension.NON_RESIDUE);
            sum0 = Goldilocks.add(sum0, Goldilocks.add(Goldilocks.mul(a0, b0), high));
            sum1 = Goldilocks.add(sum1, Goldilocks.add(Goldilocks.mul(a0, b1), Goldilocks.mul(a1, b0)));
        }
        return new Extension(sum0, sum1);
    }

    private static long beyond(long lower, long upper) {
        return Goldilocks.sub(Goldilocks.add(upper, upper), lower);
    }

    @Override
    public void bind(Extension r) {
        RowFold.bindTop(matrix, rows, rowsLog, columns, r);
        RowFold.bindTop(weights, rows, rowsLog, columns, r);
        rowsLog--;
        rows = Math.min(rows, 1 << rowsLog);
    }
}
