package dev.credence.verification;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.receipt.request.Parameters;
import dev.credence.receipt.request.TensorParameters;
import dev.credence.receipt.request.TensorRecord;
import dev.credence.receipt.request.Usage;
import dev.credence.receipt.statement.Statement;
import dev.credence.verification.body.TensorAnswerBody;
import java.util.List;
import java.util.Optional;

/// The verdict "matches the answer": steps 18 and 19 of docs/spec/receipt.md section 7.
///
/// @param body the answer, where it could be read
record AnswerCheck(Judgement judgement, Optional<TensorAnswerBody> body) {

    static AnswerCheck of(Optional<Statement> statement, Optional<Bytes> body) {
        if (body.isEmpty()) {
            return new AnswerCheck(Judgement.notChecked(Reason.ANSWER_NOT_GIVEN, ""), Optional.empty());
        }
        if (statement.isEmpty()) {
            return new AnswerCheck(Judgement.notChecked(Reason.STATEMENT_MALFORMED, ""), Optional.empty());
        }
        // Step 18.
        try {
            TensorAnswerBody answer = TensorAnswerBody.decode(body.get());
            return new AnswerCheck(compare(answer, statement.get()), Optional.of(answer));
        } catch (MalformedException malformed) {
            return new AnswerCheck(Judgement.fail(Reason.ANSWER_MALFORMED, malformed.getMessage()), Optional.empty());
        }
    }

    /// The answer, where it is the statement's.
    Optional<TensorAnswerBody> matching() {
        return judgement.passed() ? body : Optional.empty();
    }

    private static Judgement compare(TensorAnswerBody answer, Statement statement) {
        // Step 19.
        if (!(statement.parameters() instanceof TensorParameters parameters)) {
            return Judgement.fail(Reason.ANSWER_MISMATCH, "the statement is about text");
        }
        Optional<String> differing = differing(answer, statement, parameters);
        if (differing.isPresent()) {
            return Judgement.fail(Reason.ANSWER_MISMATCH, differing.get());
        }
        long elements = RequestCheck.elements(answer.record().outputs());
        if (!(statement.charge().usage() instanceof Usage.Elements usage) || elements != usage.output()) {
            return Judgement.fail(Reason.USAGE_MISMATCH, elements + " output elements");
        }
        return Judgement.PASS;
    }

    private static Optional<String> differing(TensorAnswerBody answer, Statement statement, TensorParameters parameters) {
        if (!answer.record().digest().equals(statement.commitment().answer())) {
            return Optional.of("digest " + answer.record().digest().hex());
        }
        List<String> names = answer.record().outputs().stream().map(TensorRecord::name).toList();
        if (!names.equals(parameters.outputs())) {
            return Optional.of("other outputs than were asked for");
        }
        if (answer.receipt().isPresent() && !answer.receipt().get().equals(statement.issue().receipt())) {
            return Optional.of("it names receipt " + answer.receipt().get().hex());
        }
        if (!names(answer, parameters)) {
            return Optional.of("it names model " + answer.model() + answer.version().map(version -> " " + version).orElse(""));
        }
        return Optional.empty();
    }

    // What the body calls the model is the gateway's word; it must be the executed one's.
    private static boolean names(TensorAnswerBody answer, Parameters executed) {
        String executedVersion = executed.release().version();
        return RequestCheck.names(answer.model(), executed)
                && answer.version().map(executedVersion::equals).orElse(true);
    }
}
