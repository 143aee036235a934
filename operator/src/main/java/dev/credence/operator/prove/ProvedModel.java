package dev.credence.operator.prove;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.hash.Sha256;
import dev.credence.inference.graph.Refusal;
import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.integer.IntegerExecutor;
import dev.credence.inference.integer.IntegerProgram;
import dev.credence.inference.manifest.ArgumentRegistration;
import dev.credence.inference.manifest.Manifest;
import dev.credence.inference.tensor.Tensor;
import dev.credence.operator.execute.TensorRecords;
import dev.credence.proof.code.Workers;
import dev.credence.proof.commitment.CodewordStore;
import dev.credence.proof.commitment.CommitmentShape;
import dev.credence.proof.soundness.Suite;
import dev.credence.receipt.request.TensorAnswerRecord;
import dev.credence.receipt.statement.Statement;
import dev.credence.verification.argument.ArgumentEvidence;
import dev.credence.verification.argument.ArgumentStatement;
import dev.credence.verification.circuit.CircuitException;
import java.util.Map;
import java.util.function.Function;

/// A published integer model with its weights committed: proves statements about it.
///
/// Immutable; several threads may prove at once.
public final class ProvedModel {
    private final Manifest manifest;
    private final Digest id;
    private final Bytes registration;
    private final Suite suite;
    private final IntegerExecutor executor;
    private final CommittedModel committed;

    private ProvedModel(Manifest manifest, Bytes registration, Suite suite, IntegerExecutor executor, CommittedModel committed) {
        this.manifest = manifest;
        this.id = manifest.id();
        this.registration = registration;
        this.suite = suite;
        this.executor = executor;
        this.committed = committed;
    }

    /// A model as its publisher makes it: committed and registered.
    ///
    /// @param root of the committed weights
    public record Registered(Suite suite, Digest root, Bytes proof) {
        /// What the manifest says of it.
        public ArgumentRegistration entry() {
            return new ArgumentRegistration(suite.id(), root, Sha256.of(proof));
        }
    }

    /// Commits a model's weights and proves that they are in range.
    ///
    /// @throws RefusedException if no argument can be made for the program
    public static Registered register(
            IntegerExecutor executor, Suite suite, Function<CommitmentShape, CodewordStore> store, Workers workers) throws RefusedException {
        CommittedModel committed = commit(executor, suite, store, workers);
        return new Registered(suite, committed.root(), RegistrationProver.prove(committed, suite, workers));
    }

    /// Commits the weights of a model whose manifest names a registration, and compares.
    ///
    /// @param registration the file that the manifest names
    /// @throws RefusedException if the manifest names none, another suite than this build knows, or another root than its weights have
    public static ProvedModel of(
            Manifest manifest, Bytes registration, IntegerExecutor executor, Function<CommitmentShape, CodewordStore> store, Workers workers)
            throws RefusedException {
        ArgumentRegistration entry = manifest.argument()
                .orElseThrow(() -> refused("the model has no registration: its publisher did not prepare it for proofs"));
        Suite suite = Suite.parse(entry.suite()).orElseThrow(() -> refused("this build knows no suite '" + entry.suite() + "'"));
        if (!Sha256.of(registration).equals(entry.registration())) {
            throw refused("the registration is not the one that the manifest names");
        }
        CommittedModel committed = commit(executor, suite, store, workers);
        if (!committed.root().equals(entry.code())) {
            throw refused("the weights have the root " + committed.root() + ", but the manifest names " + entry.code());
        }
        return new ProvedModel(manifest, registration, suite, executor, committed);
    }

    private static CommittedModel commit(
            IntegerExecutor executor, Suite suite, Function<CommitmentShape, CodewordStore> store, Workers workers) throws RefusedException {
        try {
            return CommittedModel.commit(executor.model(), suite, store, workers);
        } catch (CircuitException impossible) {
            throw refused(impossible.getMessage());
        }
    }

    private static RefusedException refused(String sentence) {
        return new RefusedException(Refusal.UNSUPPORTED_MODE, sentence);
    }

    /// The model's id.
    public Digest id() {
        return id;
    }

    public Suite suite() {
        return suite;
    }

    /// Proves a statement of this model: executes the request once more and proves what comes out.
    ///
    /// @param inputs of the statement's request
    /// @throws RefusedException if the statement is of another model or answer, or of a request with more than one row
    public ArgumentEvidence prove(Statement statement, Map<String, Tensor> inputs, Workers workers) throws RefusedException {
        if (!statement.execution().model().equals(id)) {
            throw refused("the statement is of the model " + statement.execution().model() + ", not of " + id);
        }
        IntegerProgram program = executor.model().program();
        IntegerExecutor.Execution execution = executor.runRow(inputs);
        if (!new TensorAnswerRecord(TensorRecords.of(execution.answer())).digest().equals(statement.commitment().answer())) {
            throw refused("the request gives another answer than the statement's");
        }
        byte[][] tensors = execution.witness().tensors();
        int[] input = program.input().tensor().range().values(tensors[0]);
        int[] output = committed.circuit().tensors().getLast().range().values(tensors[tensors.length - 1]);
        ArgumentStatement proved = new ArgumentStatement(
                suite,
                new ArgumentStatement.Model(id, program, committed.root()),
                new ArgumentStatement.Request(
                        statement.parameters().nonce(), statement.commitment().request(), statement.commitment().answer()),
                input,
                output);
        Bytes proof = ArgumentProver.prove(committed, proved, execution.witness(), workers);
        return new ArgumentEvidence(manifest.encode(), program.encode(), registration, ArgumentStatement.encode(output), proof);
    }
}
