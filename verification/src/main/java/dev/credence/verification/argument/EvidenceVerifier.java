package dev.credence.verification.argument;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.hash.Sha256;
import dev.credence.inference.manifest.Manifest;
import dev.credence.proof.soundness.SoundnessBudget;
import dev.credence.proof.soundness.Suite;
import dev.credence.receipt.statement.Statement;
import dev.credence.verification.body.BodyTensor;
import java.util.List;
import java.util.Optional;

/// A blob of kind `argument` held against the statement that it shall support: docs/spec/proof.md 9.2, whose steps are numbered in the
/// comments. Whoever reads a receipt and whoever puts one together asks here.
///
/// **Obligation**: the request's tensors are those behind the statement's request digest.
public final class EvidenceVerifier {
    private EvidenceVerifier() {}

    /// Whether a registration holds. Who meets many arguments of one model may remember what it was told of `model.id()`, which binds
    /// program, code root and proof.
    @FunctionalInterface
    public interface Registrations {
        /// Nothing is remembered.
        Registrations VERIFIED = (model, suite, proof) -> RegistrationVerifier.verify(model.registration(suite), proof);

        /// @param proof whose digest the manifest names
        ArgumentOutcome verify(ProvableModel model, Suite suite, Bytes proof);
    }

    /// @param request tensors of the request; empty where it is not given
    public static EvidenceOutcome verify(
            Statement statement, Bytes blob, Optional<List<BodyTensor>> request, Registrations registrations) {
        // Step 1.
        ArgumentEvidence evidence;
        try {
            evidence = ArgumentEvidence.decode(blob);
        } catch (MalformedException malformed) {
            return malformed(malformed);
        }
        // Step 2. Nothing of a model is read that is not the statement's.
        Digest id = Sha256.of(evidence.manifest());
        if (!id.equals(statement.execution().model())) {
            return new EvidenceOutcome.Refused(EvidenceFault.OTHER_MODEL, id.hex());
        }
        if (!statement.execution().profile().equals(Manifest.INT8_V1)) {
            return new EvidenceOutcome.Refused(
                    EvidenceFault.OTHER_MODEL, "the statement names the profile " + statement.execution().profile());
        }
        ProvableModel model;
        try {
            model = ProvableModel.decode(evidence.manifest(), evidence.program());
        } catch (MalformedException malformed) {
            return malformed(malformed);
        }
        // Step 3.
        Optional<Suite> suite = Suite.parse(model.argument().suite());
        if (suite.isEmpty() || !model.argument().registration().equals(Sha256.of(evidence.registration()))) {
            return new EvidenceOutcome.Refused(EvidenceFault.NOT_REGISTERED, "the manifest names another registration");
        }
        return switch (registrations.verify(model, suite.get(), evidence.registration())) {
            case ArgumentOutcome.Refused(var refusal) ->
                new EvidenceOutcome.Refused(EvidenceFault.NOT_REGISTERED, refusal.sentence());
            case ArgumentOutcome.Accepted(SoundnessBudget budget) ->
                request.isPresent() ? argument(new Registered(statement, evidence, model, budget), request.get())
                        : new EvidenceOutcome.Registered(budget);
        };
    }

    private static EvidenceOutcome malformed(MalformedException malformed) {
        return new EvidenceOutcome.Refused(EvidenceFault.MALFORMED, malformed.getMessage());
    }

    private record Registered(Statement statement, ArgumentEvidence evidence, ProvableModel model, SoundnessBudget budget) {}

    private static EvidenceOutcome argument(Registered registered, List<BodyTensor> request) {
        Statement statement = registered.statement();
        ProvableModel model = registered.model();
        // Step 5.
        Optional<int[]> input = PublicIntegers.input(model.program(), request);
        if (input.isEmpty()) {
            return new EvidenceOutcome.Refused(
                    EvidenceFault.INPUT, "the program reads one row of '" + model.program().input().name() + "'");
        }
        // Step 6. The digest stands for the answer.
        Optional<int[]> output = PublicIntegers.output(model.program(), registered.evidence().output());
        if (output.isEmpty()
                || !PublicIntegers.answer(model.program(), output.get()).digest().equals(statement.commitment().answer())) {
            return new EvidenceOutcome.Refused(
                    EvidenceFault.OUTPUT, "the program writes one row of '" + model.program().output().name() + "'");
        }
        // Step 7.
        ArgumentStatement proved = new ArgumentStatement(
                registered.budget().suite(),
                new ArgumentStatement.Model(model.id(), model.program(), model.argument().code()),
                new ArgumentStatement.Request(
                        statement.parameters().nonce(), statement.commitment().request(), statement.commitment().answer()),
                input.get(),
                output.get());
        return switch (ArgumentVerifier.verify(proved, registered.evidence().proof())) {
            case ArgumentOutcome.Refused(var refusal) -> new EvidenceOutcome.Refused(EvidenceFault.REFUSED, refusal.sentence());
            case ArgumentOutcome.Accepted(SoundnessBudget budget) ->
                new EvidenceOutcome.Supported(budget, registered.budget(), model.argument().code());
        };
    }
}
