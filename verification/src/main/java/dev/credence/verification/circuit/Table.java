package dev.credence.verification.circuit;

import dev.credence.inference.integer.IntegerRange;

/// A lookup table: an interval of integers, its rows being low, low + 1, ….
///
/// The declared order is that of the multiplicities in the witness.
public enum Table {
    U8(1, 0, 256),
    I8(2, -128, 256),
    U7(3, 0, 128);

    private final int bus;
    private final int low;
    private final int rows;

    Table(int bus, int low, int rows) {
        this.bus = bus;
        this.low = low;
        this.rows = rows;
    }

    /// The table of exactly the values that an element may take.
    public static Table of(IntegerRange range) {
        return switch (range) {
            case U8 -> U8;
            case I8 -> I8;
            case U7 -> U7;
        };
    }

    /// The table of what a maximum may exceed an operand by: [0, high − low].
    public static Table ofDifferences(IntegerRange range) {
        return switch (range) {
            case U8, I8 -> U8;
            case U7 -> U7;
        };
    }

    /// Tells the tables apart inside the one fractional sum.
    public int bus() {
        return bus;
    }

    /// The value of row 0.
    public int low() {
        return low;
    }

    public int rows() {
        return rows;
    }

    /// The row that holds `value`.
    ///
    /// @throws IllegalArgumentException if none does
    public int row(int value) {
        int row = value - low;
        if (row < 0 || row >= rows) {
            throw new IllegalArgumentException(value + " is not in table " + this);
        }
        return row;
    }
}
