package dev.credence.operator.prove;

import dev.credence.foundation.hash.Digest;
import dev.credence.inference.integer.IntegerModel;
import dev.credence.proof.code.Workers;
import dev.credence.proof.commitment.Cells;
import dev.credence.proof.commitment.CodewordStore;
import dev.credence.proof.commitment.Commitment;
import dev.credence.proof.commitment.CommitmentShape;
import dev.credence.proof.soundness.Suite;
import dev.credence.verification.circuit.Circuit;
import dev.credence.verification.circuit.CircuitException;
import dev.credence.verification.circuit.CodeCells;
import java.util.function.Function;

/// An integer model whose weights are committed: what a prover keeps between proofs.
///
/// @param code the committed cells
public record CommittedModel(IntegerModel model, Circuit circuit, Cells.OfBytes code, Commitment commitment) {
    /// Encodes and hashes the weights: the slow part, once per model.
    ///
    /// @param store gives the memory of the codeword: arrays, or a mapped file
    /// @throws CircuitException if no argument can be made for the program
    public static CommittedModel commit(
            IntegerModel model, Suite suite, Function<CommitmentShape, CodewordStore> store, Workers workers) throws CircuitException {
        Circuit circuit = Circuit.of(model.program());
        Cells.OfBytes code = new Cells.OfBytes(CodeCells.of(model.program(), circuit.code(), model.weights()));
        CommitmentShape shape = CommitmentShape.ofCode(suite, code.count());
        Commitment commitment = Commitment.commit(shape, code, store.apply(shape), workers);
        return new CommittedModel(model, circuit, code, commitment);
    }

    public Digest root() {
        return commitment.root();
    }
}
