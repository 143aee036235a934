package dev.credence.verification.circuit;

/// A rectangle of the committed code W, at a multiple of its own size: row r, column c lies in cell offset + r·2^columnVariables + c.
///
/// @param op the number of the linear operation that it belongs to, in the program
public record CodeBlock(int op, Kind kind, int offset, int rowVariables, int columnVariables) {
    /// What the cells are.
    public enum Kind {
        /// Row o holds the weights of output channel o.
        MATRIX,
        /// Rows 0 to 2 hold the balanced digits of the biases, rows 4 to 6 those of the multipliers; column o belongs to channel o.
        DIGITS
    }

    /// Rows of a digit block, as variables.
    public static final int DIGIT_ROW_VARIABLES = 3;

    /// The row of a bias's least significant digit.
    public static final int BIAS_ROW = 0;

    /// The row of a multiplier's least significant digit.
    public static final int MULTIPLIER_ROW = 4;

    public int cells() {
        return 1 << (rowVariables + columnVariables);
    }

    CodeBlock at(int place) {
        return new CodeBlock(op, kind, place, rowVariables, columnVariables);
    }
}
