package dev.credence.proof.commitment;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.hash.Digest;
import dev.credence.proof.code.RowCode;
import dev.credence.proof.field.Extension;
import dev.credence.proof.field.ExtensionKernels;
import dev.credence.proof.field.ExtensionVector;
import dev.credence.proof.multilinear.Eq;
import dev.credence.proof.multilinear.Point;
import dev.credence.proof.transcript.ProofException;
import dev.credence.proof.transcript.ProofFault;
import dev.credence.proof.transcript.VerifierTranscript;

/// A matrix whose rows were folded at `rows`, as the verifier queries it.
///
/// @param rows the fold point, shape.rowsLog() coordinates
record OpenedMatrix(Digest root, CommitmentShape shape, Point rows) {
    /// What the queries of one phase say of a folded row: its codeword has values[i] at points[i].
    ///
    /// @param positions distinct, ascending
    record Answers(int[] positions, long[] points, ExtensionVector values) {}

    /// Reads the columns at `drawn` and what ties them to the root, and folds them.
    Answers read(VerifierTranscript transcript, int[] drawn) throws ProofException {
        int[] positions = PrunedPaths.distinct(drawn);
        long[] limbs = transcript.receiveBase(Labels.COLUMN, positions.length * shape.leafLimbs());
        byte[] hashes = new byte[Digest.LENGTH * positions.length];
        LeafHash hash = new LeafHash(shape.leafLimbs());
        for (int i = 0; i < positions.length; i++) {
            hash.leafInto(limbs, i * shape.leafLimbs(), hashes, Digest.LENGTH * i);
        }
        int depth = shape.positionsLog();
        var siblings = transcript.receiveDigests(Labels.PATH, PrunedPaths.count(positions, depth));
        if (!Bytes.wrap(PrunedPaths.root(positions, depth, hashes, siblings)).equals(root.bytes())) {
            throw new ProofException(ProofFault.MERKLE_ROOT, Labels.PATH);
        }
        return fold(positions, limbs);
    }

    private Answers fold(int[] positions, long[] limbs) {
        ExtensionVector weights = Eq.table(rows);
        long[] points = new long[positions.length];
        ExtensionVector values = new ExtensionVector(positions.length);
        for (int i = 0; i < positions.length; i++) {
            points[i] = RowCode.point(shape.positionsLog(), positions[i]);
            values.set(i, foldLeaf(limbs, i * shape.leafLimbs(), weights));
        }
        return new Answers(positions, points, values);
    }

    // Σ_b eq(b, rows)·cell_b of the leaf at limbs[from …).
    private Extension foldLeaf(long[] limbs, int from, ExtensionVector weights) {
        return switch (shape.kind()) {
            case BASE -> ExtensionKernels.dotBase(limbs, from, weights, 0, shape.rows());
            case EXTENSION -> {
                Extension sum = Extension.ZERO;
                for (int b = 0; b < shape.rows(); b++) {
                    sum = sum.plus(new Extension(limbs[from + 2 * b], limbs[from + 2 * b + 1]).times(weights.get(b)));
                }
                yield sum;
            }
        };
    }
}
