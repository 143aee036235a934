package dev.credence.proof.code;

import dev.credence.proof.field.Goldilocks;

/// The powers of roots of unity that transforms up to one size read, stage by stage side by side.
///
/// ```
/// table[half + j]    = ω_{2·half}^j      for half = 1, 2, 4, …, 2^(logSize−1) and j < half,   ω_{2^k} = twoAdicRoot(k)
/// cubes[quarter + j] = ω_{4·quarter}^3j  for quarter = 1, 2, 4, …, 2^(logSize−2) and j < quarter
/// ```
/// One table serves every smaller size too. Immutable; 1.5 · 2^logSize longs, and for long transforms up to as many again.
public final class Twiddles {
    /// From this size on a transform goes four stages at a time.
    static final int LONG_LOG = 14;
    private static final int SIXTEENTHS_LOG = 12;

    private final int logSize;
    private final long[] table;
    private final long[] cubes;
    private final long[][][] sixteenths;

    private Twiddles(int logSize, long[] table, long[] cubes) {
        this.logSize = logSize;
        this.table = table;
        this.cubes = cubes;
        this.sixteenths = new long[logSize + 1][][];
        if (logSize >= LONG_LOG) {
            for (int log = SIXTEENTHS_LOG; log <= logSize; log += 4) {
                sixteenths[log] = Radix16.factors(1 << log - 4, 1);
            }
        }
    }

    /// For transforms of up to 2^logSize points.
    ///
    /// @param logSize from 0 to 28; more points than that do not fit into one array of cells
    public static Twiddles of(int logSize) {
        if (logSize < 0 || logSize > 28) {
            throw new IllegalArgumentException("a logarithm from 0 to 28 expected, found " + logSize);
        }
        long[] table = new long[1 << logSize];
        for (int stage = 1; stage <= logSize; stage++) {
            int half = 1 << stage - 1;
            // Half of a stage's powers are the stage before; the rest are those times the root.
            long root = Goldilocks.twoAdicRoot(stage);
            for (int j = 0; j < half; j++) {
                table[half + j] = (j & 1) == 0 ? (j == 0 ? 1 : table[(half + j) >> 1]) : Goldilocks.mul(table[(half + j) >> 1], root);
            }
        }
        return new Twiddles(logSize, table, cubes(table));
    }

    /// The array itself, for kernels; nobody writes to it.
    long[] table() {
        return table;
    }

    long[] cubes() {
        return cubes;
    }

    /// The factors of four stages that begin with blocks of 2^log, log = 12, 16, 20, …; for tables of long transforms.
    long[][] sixteenths(int log) {
        return sixteenths[log];
    }

    private static long[] cubes(long[] table) {
        long[] cubes = new long[Math.max(1, table.length / 2)];
        for (int quarter = 1; 4 * quarter <= table.length; quarter *= 2) {
            for (int j = 0; j < quarter; j++) {
                // ω_{4·quarter}^j stands at 2·quarter + j, its square at quarter + j.
                cubes[quarter + j] = Goldilocks.mul(table[2 * quarter + j], table[quarter + j]);
            }
        }
        return cubes;
    }

    /// Refuses a transform that is larger than this table.
    void cover(int logPoints) {
        if (logPoints > logSize) {
            throw new IllegalArgumentException("at most 2^" + logSize + " points expected, found 2^" + logPoints);
        }
    }
}
