package dev.credence.proof.commitment;

import dev.credence.proof.soundness.Suite;

/// The matrix that one root commits to: `rows` × 2^columnsLog cells, cell z of the polynomial in row z >> columnsLog.
///
/// The polynomial has rowsLog + columnsLog variables, where rows beyond `rows` are zero, and neither stored nor hashed.
/// Each row is encoded by the code of rate 2^−rateLog; leaf l holds position l of every row's word.
///
/// @param rows at least 1; need not be a power of two
/// @param columnsLog log₂ of the number of columns
/// @param rateLog −log₂ of the rate
public record CommitmentShape(CellKind kind, int rows, int columnsLog, int rateLog) {
    /// 2^28 cells are 8 GiB of codeword: more than any machine that this is written for.
    public static final long CELLS_MAX = 1L << 28;

    private static final int ROWS_MAX = 1 << 12;

    public CommitmentShape {
        if (rows < 1 || rows > ROWS_MAX || columnsLog < 0 || columnsLog > 20 || rateLog < 1 || rateLog > 4) {
            throw new IllegalArgumentException("1 to 4096 rows of 2^0 to 2^20 columns at a rate from 1/2 to 1/16 expected, found "
                    + rows + " of 2^" + columnsLog + " at 2^-" + rateLog);
        }
    }

    /// The shape of a model's code, committed once and opened by every proof: at a low rate, for few queries.
    ///
    /// ```
    /// n = ⌈log₂ cells⌉
    /// n ≤ 16:        2^(n − min(4, ⌊n/2⌋)) columns
    /// 17 ≤ n ≤ 19:   2^(n − 5) columns
    /// n ≥ 20:        2^max(16, n − 8) columns
    /// rows = ⌈cells/columns⌉;   rate 1/8 for n ≤ 23, beyond that 1/4, lest the codeword outgrow memory
    /// ```
    /// @param cells elements of GF(p), from 1 to 2^28
    public static CommitmentShape ofCode(Suite suite, long cells) {
        return switch (suite) {
            case UD_100 -> ud100(cells, variables(cells) <= 23 ? 3 : 2);
        };
    }

    /// The shape of a witness, committed anew by every proof: rows and columns as `ofCode`, at rate 1/4, for which the prover
    /// encodes and hashes half of what it would at 1/8.
    ///
    /// @param cells elements of GF(p), from 1 to 2^28
    public static CommitmentShape ofWitness(Suite suite, long cells) {
        return switch (suite) {
            case UD_100 -> ud100(cells, 2);
        };
    }

    private static CommitmentShape ud100(long cells, int rateLog) {
        int variables = variables(cells);
        int columnsLog;
        if (variables <= 16) {
            columnsLog = variables - Math.min(4, variables / 2);
        } else {
            columnsLog = variables <= 19 ? variables - 5 : Math.max(16, variables - 8);
        }
        int rows = (int) ((cells + (1L << columnsLog) - 1) >>> columnsLog);
        return new CommitmentShape(CellKind.BASE, rows, columnsLog, rateLog);
    }

    private static int variables(long cells) {
        if (cells < 1 || cells > CELLS_MAX) {
            throw new IllegalArgumentException("1 to 2^28 cells expected, found " + cells);
        }
        return Long.SIZE - Long.numberOfLeadingZeros(cells - 1);
    }

    /// ⌈log₂ rows⌉: the variables that a fold binds.
    public int rowsLog() {
        return Integer.SIZE - Integer.numberOfLeadingZeros(rows - 1);
    }

    /// The variables of the committed polynomial.
    public int variables() {
        return rowsLog() + columnsLog;
    }

    /// log₂ of the number of leaves: the depth of the tree.
    public int positionsLog() {
        return columnsLog + rateLog;
    }

    /// Elements of GF(p) in a leaf.
    public int leafLimbs() {
        return rows * kind.limbs();
    }

    /// The bytes of all leaves together.
    public long codewordBytes() {
        return (long) Long.BYTES * leafLimbs() << positionsLog();
    }

    /// The bytes of all nodes of the tree together, leaves' hashes included.
    public long treeBytes() {
        return 32L * ((2L << positionsLog()) - 1);
    }
}
