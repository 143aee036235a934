package dev.credence.verification;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.proof.soundness.SoundnessBudget;
import dev.credence.proof.soundness.Suite;
import dev.credence.receipt.confidence.AssumptionTable;
import dev.credence.receipt.statement.Statement;
import dev.credence.verification.argument.ArgumentTerms;
import dev.credence.verification.argument.EvidenceFault;
import dev.credence.verification.argument.EvidenceOutcome;
import dev.credence.verification.argument.EvidenceVerifier;
import dev.credence.verification.argument.RecomputedCode;
import dev.credence.verification.body.TensorAnswerBody;
import dev.credence.verification.body.BodyTensor;
import dev.credence.verification.body.TensorRequestBody;
import java.util.List;
import java.util.Optional;

/// A piece of evidence of kind `argument`: step 23 of docs/spec/receipt.md section 7, and docs/spec/proof.md 9.2.
///
/// @param statement what the receipt says
/// @param request   the request, where it is given and is the statement's
/// @param answer    the answer, likewise
/// @param code      the code root that the reader found in a model's own files, if it has them
record ArgumentCheck(
        Statement statement, Optional<TensorRequestBody> request, Optional<TensorAnswerBody> answer, Optional<RecomputedCode> code) {
    /// @param suite that the receipt names for this piece
    Finding judge(Suite suite, Bytes blob, AssumptionTable assumptions) {
        Optional<List<BodyTensor>> inputs = answer.isEmpty() ? Optional.empty() : request.map(TensorRequestBody::inputs);
        return switch (EvidenceVerifier.verify(statement, blob, inputs, EvidenceVerifier.Registrations.VERIFIED)) {
            case EvidenceOutcome.Refused(EvidenceFault fault, String where) -> Finding.refuted(reason(fault), where);
            case EvidenceOutcome.Registered(SoundnessBudget registration) -> isOf(suite, registration) ? notGiven() : ofAnotherSuite();
            case EvidenceOutcome.Supported supported -> isOf(suite, supported.registration()) ? supported(supported, assumptions) : ofAnotherSuite();
        };
    }

    // Of step 3.
    private static boolean isOf(Suite suite, SoundnessBudget registration) {
        return registration.suite() == suite;
    }

    private static Finding ofAnotherSuite() {
        return Finding.refuted(Reason.ARGUMENT_NOT_REGISTERED, "the manifest names another suite");
    }

    // Step 4.
    private Finding notGiven() {
        return request.isEmpty()
                ? Finding.pending(Reason.REQUEST_NOT_GIVEN, "an argument is about the request itself")
                : Finding.pending(Reason.ANSWER_NOT_GIVEN, "an argument is about the answer itself");
    }

    // Step 8. Registration and argument are rounds of one protocol: the weakest round of both counts. Files of another model say nothing.
    private Finding supported(EvidenceOutcome.Supported supported, AssumptionTable assumptions) {
        Optional<RecomputedCode> own = code.filter(found -> found.model().equals(statement.execution().model()));
        if (own.isPresent() && !own.get().code().equals(supported.code())) {
            return Finding.refuted(Reason.ARGUMENT_OTHER_WEIGHTS, "the model's files commit to " + own.get().code().hex());
        }
        SoundnessBudget argument = supported.argument();
        SoundnessBudget registration = supported.registration();
        SoundnessBudget weakest = registration.milliBits() < argument.milliBits() ? registration : argument;
        return new Finding.Supported(
                ArgumentTerms.of(weakest, own.isPresent(), assumptions),
                List.of(new Finding.Budget("argument", argument), new Finding.Budget("registration", registration)));
    }

    private static Reason reason(EvidenceFault fault) {
        return switch (fault) {
            case MALFORMED -> Reason.ARGUMENT_MALFORMED;
            case OTHER_MODEL -> Reason.ARGUMENT_OTHER_MODEL;
            case NOT_REGISTERED -> Reason.ARGUMENT_NOT_REGISTERED;
            case INPUT -> Reason.ARGUMENT_INPUT_MISMATCH;
            case OUTPUT -> Reason.ARGUMENT_OUTPUT_MISMATCH;
            case REFUSED -> Reason.ARGUMENT_REFUSED;
        };
    }
}
