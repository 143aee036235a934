package dev.credence.verification.argument;

import dev.credence.foundation.hash.Digest;
import dev.credence.inference.integer.IntegerModel;
import dev.credence.inference.manifest.Manifest;
import dev.credence.proof.code.Workers;
import dev.credence.proof.commitment.Cells;
import dev.credence.proof.commitment.CodewordStore;
import dev.credence.proof.commitment.Commitment;
import dev.credence.proof.commitment.CommitmentShape;
import dev.credence.proof.soundness.Suite;
import dev.credence.verification.circuit.CircuitException;
import dev.credence.verification.circuit.CodeCells;
import java.util.function.Function;

/// The root to which a model's own weights commit, as a reader who has them found it (docs/spec/proof.md 9.3). Where it is the manifest's,
/// an argument no longer rests on `code-root-is-the-files`.
///
/// **Obligation**: the weights are those whose digest stands in the manifest with this id.
///
/// @param model the model's id
/// @param code  root of W
public record RecomputedCode(Digest model, Digest code) {
    /// Encodes and hashes the weights of `files`.
    ///
    /// @param manifest what the files were compared with
    /// @param store    gives the memory of the codeword
    /// @throws CircuitException if no argument can be made for the program
    public static RecomputedCode of(Manifest manifest, IntegerModel files, Suite suite, Function<CommitmentShape, CodewordStore> store)
            throws CircuitException {
        byte[] cells = CodeCells.of(files);
        CommitmentShape shape = CommitmentShape.ofCode(suite, cells.length);
        Commitment commitment = Commitment.commit(shape, new Cells.OfBytes(cells), store.apply(shape), Workers.ALONE);
        return new RecomputedCode(manifest.id(), commitment.root());
    }
}
