package dev.credence.verification;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.hash.Sha256;
import dev.credence.inference.manifest.Manifest;
import dev.credence.proof.soundness.SoundnessBudget;
import dev.credence.proof.soundness.Suite;
import dev.credence.receipt.confidence.AssumptionTable;
import dev.credence.receipt.statement.Statement;
import dev.credence.verification.argument.ArgumentEvidence;
import dev.credence.verification.argument.ArgumentOutcome;
import dev.credence.verification.argument.ArgumentStatement;
import dev.credence.verification.argument.ArgumentTerms;
import dev.credence.verification.argument.ArgumentVerifier;
import dev.credence.verification.argument.ProvableModel;
import dev.credence.verification.argument.PublicIntegers;
import dev.credence.verification.argument.RegistrationVerifier;
import dev.credence.verification.body.AnswerBody;
import dev.credence.verification.body.RequestBody;
import java.util.List;
import java.util.Optional;

/// A piece of evidence of kind `argument`: step 25 of docs/spec/receipt.md section 7, and docs/spec/proof.md 9.2.
///
/// @param statement what the receipt says
/// @param request   the request, where it is given and is the statement's
/// @param answer    the answer, likewise
record ArgumentCheck(Statement statement, Optional<RequestBody> request, Optional<AnswerBody> answer) {
    Finding judge(Suite suite, Bytes blob, AssumptionTable assumptions) {
        // Step 1.
        ArgumentEvidence evidence;
        ProvableModel model;
        try {
            evidence = ArgumentEvidence.decode(blob);
            model = ProvableModel.decode(evidence.manifest(), evidence.program());
        } catch (MalformedException malformed) {
            return Finding.refuted(Reason.ARGUMENT_MALFORMED, malformed.getMessage());
        }
        // Step 2.
        if (!model.id().equals(statement.execution().model())) {
            return Finding.refuted(Reason.ARGUMENT_OTHER_MODEL, model.id().hex());
        }
        if (!statement.execution().profile().equals(Manifest.INT8_V1)) {
            return Finding.refuted(Reason.ARGUMENT_OTHER_MODEL, "the statement names the profile " + statement.execution().profile());
        }
        // Step 3.
        if (!model.argument().suite().equals(suite.id())
                || !model.argument().registration().equals(Sha256.of(evidence.registration()))) {
            return Finding.refuted(Reason.ARGUMENT_NOT_REGISTERED, "the manifest names another registration");
        }
        return switch (RegistrationVerifier.verify(model.registration(suite), evidence.registration())) {
            case ArgumentOutcome.Refused(var refusal) -> Finding.refuted(Reason.ARGUMENT_NOT_REGISTERED, refusal.sentence());
            case ArgumentOutcome.Accepted(SoundnessBudget budget) -> argument(suite, evidence, model, new Registered(budget, assumptions));
        };
    }

    private record Registered(SoundnessBudget budget, AssumptionTable assumptions) {}

    private Finding argument(Suite suite, ArgumentEvidence evidence, ProvableModel model, Registered registered) {
        // Step 4.
        if (request.isEmpty()) {
            return Finding.pending(Reason.REQUEST_NOT_GIVEN, "an argument is about the request itself");
        }
        if (answer.isEmpty()) {
            return Finding.pending(Reason.ANSWER_NOT_GIVEN, "an argument is about the answer itself");
        }
        // Step 5.
        Optional<int[]> input = PublicIntegers.input(model.program(), request.get().inputs());
        if (input.isEmpty()) {
            return Finding.refuted(Reason.ARGUMENT_INPUT_MISMATCH, "the program reads one row of '" + model.program().input().name() + "'");
        }
        // Step 6.
        Optional<int[]> output = PublicIntegers.output(model.program(), evidence.output());
        if (output.isEmpty() || !PublicIntegers.renders(model.program(), output.get(), answer.get().outputs())) {
            return Finding.refuted(Reason.ARGUMENT_OUTPUT_MISMATCH, "the program writes one row of '" + model.program().output().name() + "'");
        }
        // Step 7.
        ArgumentStatement proved = new ArgumentStatement(
                suite,
                new ArgumentStatement.Model(model.id(), model.program(), model.argument().code()),
                new ArgumentStatement.Request(
                        statement.parameters().nonce(), statement.commitment().request(), statement.commitment().answer()),
                input.get(),
                output.get());
        return switch (ArgumentVerifier.verify(proved, evidence.proof())) {
            case ArgumentOutcome.Refused(var refusal) -> Finding.refuted(Reason.ARGUMENT_REFUSED, refusal.sentence());
            case ArgumentOutcome.Accepted(SoundnessBudget budget) -> supported(budget, registered);
        };
    }

    // Step 8. Registration and argument are rounds of one protocol: the weakest round of both counts.
    private static Finding supported(SoundnessBudget budget, Registered registered) {
        SoundnessBudget weakest = registered.budget().milliBits() < budget.milliBits() ? registered.budget() : budget;
        return new Finding.Supported(
                ArgumentTerms.of(weakest, registered.assumptions()),
                List.of(new Finding.Budget("argument", budget), new Finding.Budget("registration", registered.budget())));
    }
}
