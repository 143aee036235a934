package dev.credence.verification;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.receipt.request.TensorParameters;
import dev.credence.receipt.request.TensorRecord;
import dev.credence.receipt.statement.Statement;
import dev.credence.verification.body.AnswerBody;
import java.util.List;
import java.util.Optional;

/// The verdict "matches the answer": steps 18 and 19 of docs/spec/receipt.md section 7.
final class AnswerCheck {
    private AnswerCheck() {}

    static Judgement judge(Optional<Statement> statement, Optional<Bytes> body) {
        if (body.isEmpty()) {
            return Judgement.notChecked(Reason.ANSWER_NOT_GIVEN, "");
        }
        if (statement.isEmpty()) {
            return Judgement.notChecked(Reason.STATEMENT_MALFORMED, "");
        }
        // Step 18.
        AnswerBody answer;
        try {
            answer = AnswerBody.decode(body.get());
        } catch (MalformedException malformed) {
            return Judgement.fail(Reason.ANSWER_MALFORMED, malformed.getMessage());
        }
        // Step 19.
        Optional<String> differing = differing(answer, statement.get());
        if (differing.isPresent()) {
            return Judgement.fail(Reason.ANSWER_MISMATCH, differing.get());
        }
        long elements = RequestCheck.elements(answer.record().outputs());
        if (elements != statement.get().charge().outputElements()) {
            return Judgement.fail(Reason.USAGE_MISMATCH, elements + " output elements");
        }
        return Judgement.PASS;
    }

    private static Optional<String> differing(AnswerBody answer, Statement statement) {
        if (!answer.record().digest().equals(statement.commitment().answer())) {
            return Optional.of("digest " + answer.record().digest().hex());
        }
        List<String> names = answer.record().outputs().stream().map(TensorRecord::name).toList();
        if (!names.equals(statement.parameters().outputs())) {
            return Optional.of("other outputs than were asked for");
        }
        if (answer.receipt().isPresent() && !answer.receipt().get().equals(statement.issue().receipt())) {
            return Optional.of("it names receipt " + answer.receipt().get().hex());
        }
        if (!names(answer, statement.parameters())) {
            return Optional.of("it names model " + answer.model() + answer.version().map(version -> " " + version).orElse(""));
        }
        return Optional.empty();
    }

    // What the body calls the model is the gateway's word; it must be the executed one's.
    private static boolean names(AnswerBody answer, TensorParameters executed) {
        String executedVersion = executed.release().version();
        return RequestCheck.names(answer.model(), executed)
                && answer.version().map(executedVersion::equals).orElse(true);
    }
}
