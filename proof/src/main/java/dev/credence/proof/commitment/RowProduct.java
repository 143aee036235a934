package dev.credence.proof.commitment;

import dev.credence.proof.field.BlockArithmetic;
import dev.credence.proof.field.Extension;
import dev.credence.proof.field.ExtensionBlock;
import dev.credence.proof.field.ExtensionKernels;
import dev.credence.proof.field.ExtensionSum;
import dev.credence.proof.field.ExtensionVector;
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
        // A row without partner goes on to zero: its slope is itself, negated, in both tables.
        Extension alone = ExtensionKernels.dot(matrix, paired, weights, paired, lower - paired);
        Extension atZero = alone.plus(ExtensionKernels.dot(matrix, 0, weights, 0, paired));
        Extension slopes = alone.plus(slopes(paired, half * columns));
        // q(X) = q(0) + (q(1) − q(0) − e)·X + e·X² with e the product of slopes, so q(2) = 2·q(1) − q(0) + 2e.
        Extension atOne = claim.minus(atZero);
        return ExtensionVector.of(atZero, atOne.plus(atOne).minus(atZero).plus(slopes).plus(slopes));
    }

    private Extension slopes(int length, int distance) {
        BlockArithmetic arithmetic = BlockArithmetic.upTo(length);
        ExtensionBlock left = ExtensionBlock.upTo(length);
        ExtensionBlock right = ExtensionBlock.upTo(length);
        ExtensionBlock low = ExtensionBlock.upTo(length);
        ExtensionSum sum = new ExtensionSum();
        for (int i = 0; i < length; i += ExtensionBlock.SIZE) {
            int part = Math.min(ExtensionBlock.SIZE, length - i);
            arithmetic.sub(left, left.load(matrix, i + distance, part), low.load(matrix, i, part), part);
            arithmetic.sub(right, right.load(weights, i + distance, part), low.load(weights, i, part), part);
            arithmetic.dot(sum, left, right, part);
        }
        return sum.total();
    }

    @Override
    public void bind(Extension r) {
        RowFold.bindTop(matrix, rows, rowsLog, columns, r);
        RowFold.bindTop(weights, rows, rowsLog, columns, r);
        rowsLog--;
        rows = Math.min(rows, 1 << rowsLog);
    }
}
