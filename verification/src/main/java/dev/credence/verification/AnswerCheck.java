package dev.credence.verification;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.receipt.request.TensorParameters;
import dev.credence.receipt.request.TensorRecord;
import dev.credence.receipt.request.TextAnswerRecord;
import dev.credence.receipt.request.TextParameters;
import dev.credence.receipt.request.Usage;
import dev.credence.receipt.statement.Statement;
import dev.credence.verification.body.AnswerBody;
import dev.credence.verification.body.AnswerRules;
import dev.credence.verification.body.TensorAnswerBody;
import dev.credence.verification.body.TextAnswerBody;
import java.util.List;
import java.util.Optional;

/// The verdict "matches the answer": steps 18 and 19 of docs/spec/receipt.md section 7.
///
/// @param body the answer, where it could be read
record AnswerCheck(Judgement judgement, Optional<AnswerBody> body) {

    static AnswerCheck of(Optional<Statement> statement, Optional<Bytes> body) {
        if (body.isEmpty()) {
            return new AnswerCheck(Judgement.notChecked(Reason.ANSWER_NOT_GIVEN, ""), Optional.empty());
        }
        if (statement.isEmpty()) {
            return new AnswerCheck(Judgement.notChecked(Reason.STATEMENT_MALFORMED, ""), Optional.empty());
        }
        // Step 18.
        try {
            AnswerBody answer = AnswerBody.decode(body.get(), statement.get().parameters());
            return new AnswerCheck(compare(answer, statement.get()), Optional.of(answer));
        } catch (MalformedException malformed) {
            return new AnswerCheck(Judgement.fail(Reason.ANSWER_MALFORMED, malformed.getMessage()), Optional.empty());
        }
    }

    /// The answer of tensors, where it is one and the statement's.
    Optional<TensorAnswerBody> matchingTensors() {
        return judgement.passed() && body.orElseThrow() instanceof TensorAnswerBody tensors ? Optional.of(tensors) : Optional.empty();
    }

    private static Judgement compare(AnswerBody answer, Statement statement) {
        // Step 19.
        Optional<String> differing = differing(answer, statement);
        if (differing.isPresent()) {
            return Judgement.fail(Reason.ANSWER_MISMATCH, differing.get());
        }
        return switch (answer) {
            case TensorAnswerBody tensors -> usage(tensors, statement.charge().usage());
            case TextAnswerBody text -> usage(text.record(), statement.charge().usage());
        };
    }

    private static Judgement usage(TensorAnswerBody answer, Usage stated) {
        long elements = RequestCheck.elements(answer.record().outputs());
        return stated instanceof Usage.Elements usage && elements == usage.output()
                ? Judgement.PASS
                : Judgement.fail(Reason.USAGE_MISMATCH, elements + " output elements");
    }

    private static Judgement usage(TextAnswerRecord answer, Usage stated) {
        boolean honest = answer.usage().equals(stated) && answer.usage().completion() == answer.tokens();
        return honest ? Judgement.PASS : Judgement.fail(Reason.USAGE_MISMATCH, answer.tokens() + " tokens of an answer, " + answer.usage());
    }

    private static Optional<String> differing(AnswerBody answer, Statement statement) {
        if (!answer.record().digest().equals(statement.commitment().answer())) {
            return Optional.of("digest " + answer.record().digest().hex());
        }
        if (answer.receipt().isPresent() && !answer.receipt().get().equals(statement.issue().receipt())) {
            return Optional.of("it names receipt " + answer.receipt().get().hex());
        }
        return switch (answer) {
            case TensorAnswerBody tensors -> differing(tensors, (TensorParameters) statement.parameters());
            case TextAnswerBody text -> differing(text, (TextParameters) statement.parameters());
        };
    }

    private static Optional<String> differing(TensorAnswerBody answer, TensorParameters executed) {
        List<String> names = answer.record().outputs().stream().map(TensorRecord::name).toList();
        if (!names.equals(executed.outputs())) {
            return Optional.of("other outputs than were asked for");
        }
        // What the body calls the model is the gateway's word; it must be the executed one's.
        boolean version = answer.version().map(executed.release().version()::equals).orElse(true);
        return version && RequestCheck.names(answer.model(), executed)
                ? Optional.empty()
                : Optional.of("it names model " + answer.model() + answer.version().map(named -> " " + named).orElse(""));
    }

    private static Optional<String> differing(TextAnswerBody answer, TextParameters executed) {
        Optional<String> defect = AnswerRules.defect(answer.record(), executed);
        boolean named = RequestCheck.names(answer.model(), executed);
        return defect.isPresent() || named ? defect : Optional.of("it names model " + answer.model());
    }
}
