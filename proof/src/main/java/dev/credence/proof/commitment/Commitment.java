package dev.credence.proof.commitment;

import dev.credence.foundation.hash.Digest;
import dev.credence.proof.code.Workers;
import dev.credence.proof.field.ExtensionVector;

/// A polynomial over GF(p) to which a prover is bound by `root()`: its cells and its codeword.
///
/// **Soundness**: by the tree's collision resistance a root stands for one matrix of words; where those are within the
/// unique decoding radius of the code, for one polynomial. Which of both is the case, the opening decides.
public final class Commitment {
    private final Cells cells;
    private final Codeword codeword;
    private final Digest root;

    private Commitment(Cells cells, Codeword codeword) {
        this.cells = cells;
        this.codeword = codeword;
        this.root = codeword.root();
    }

    /// Encodes and hashes `cells` into `store`.
    ///
    /// @param shape as `CommitmentShape.ofCode` or `ofWitness` says
    public static Commitment commit(CommitmentShape shape, Cells cells, CodewordStore store, Workers workers) {
        check(shape, cells);
        int columns = 1 << shape.columnsLog();
        return new Commitment(cells, CodewordBuilder.build(shape, (row, target) -> cells.read((long) row * columns, target), store, workers));
    }

    /// The commitment whose store was filled by an earlier `commit` to the same cells.
    ///
    /// **Obligation**: compare `root()` with the root that is expected; a store that belongs to other cells gives proofs
    /// that nobody accepts.
    public static Commitment over(CommitmentShape shape, Cells cells, CodewordStore store) {
        check(shape, cells);
        return new Commitment(cells, new Codeword(shape, store));
    }

    private static void check(CommitmentShape shape, Cells cells) {
        if (shape.kind() != CellKind.BASE || cells.count() > (long) shape.rows() << shape.columnsLog()) {
            throw new IllegalArgumentException("at most " + shape.rows() + " rows of 2^" + shape.columnsLog()
                    + " base cells expected, found " + cells.count() + " cells for " + shape.kind());
        }
    }

    public CommitmentShape shape() {
        return codeword.shape();
    }

    public Digest root() {
        return root;
    }

    Codeword codeword() {
        return codeword;
    }

    // Σ_b weights[b]·row b.
    ExtensionVector fold(ExtensionVector weights, Workers workers) {
        return RowFold.fold(cells, shape().columnsLog(), weights, workers);
    }
}
