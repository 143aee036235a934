package dev.credence.proof.lookup;

import dev.credence.proof.field.Extension;

/// The integers lowest … highest, under the bus that keeps tables apart.
///
/// @param bus 1, 2, …: each table of a program has its own
/// @param highest at most 255 rows above `lowest`
public record LookupTable(int bus, int lowest, int highest) {
    private static final int ROWS_MAX = 256;

    public LookupTable {
        if (bus < 1 || highest < lowest || (long) highest - lowest >= ROWS_MAX) {
            throw new IllegalArgumentException(
                    "a bus from 1 on and 1 to 256 rows expected, found bus " + bus + ", [" + lowest + ", " + highest + "]");
        }
    }

    public int rows() {
        return highest - lowest + 1;
    }

    /// α − bus − β·value.
    public Extension denominator(Extension alpha, Extension beta, long value) {
        return alpha.minus(Extension.ofSigned(bus)).minus(beta.times(Extension.ofSigned(value)));
    }

    /// How often each row stands in `values`, in row order.
    ///
    /// @throws IllegalArgumentException if a value is not in the table
    public long[] multiplicities(long[] values) {
        long[] counts = new long[rows()];
        for (long value : values) {
            if (value < lowest || value > highest) {
                throw new IllegalArgumentException("a value in [" + lowest + ", " + highest + "] expected, found " + value);
            }
            counts[(int) (value - lowest)]++;
        }
        return counts;
    }
}
