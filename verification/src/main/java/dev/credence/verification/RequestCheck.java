package dev.credence.verification;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.receipt.request.EffectiveRequest;
import dev.credence.receipt.request.Parameters;
import dev.credence.receipt.request.TensorParameters;
import dev.credence.receipt.request.TensorRecord;
import dev.credence.receipt.request.Usage;
import dev.credence.receipt.statement.Statement;
import dev.credence.verification.body.TensorRequestBody;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The verdict "matches the request": steps 14 to 17 of docs/spec/receipt.md section 7.
///
/// @param body the request, where it could be read
record RequestCheck(Judgement judgement, Optional<TensorRequestBody> body) {
    private static final Pattern MODEL_ID = Pattern.compile("[0-9A-Fa-f]{64}");

    static RequestCheck of(Optional<Statement> statement, Optional<Bytes> body) {
        if (body.isEmpty()) {
            return new RequestCheck(Judgement.notChecked(Reason.REQUEST_NOT_GIVEN, ""), Optional.empty());
        }
        if (statement.isEmpty()) {
            return new RequestCheck(Judgement.notChecked(Reason.STATEMENT_MALFORMED, ""), Optional.empty());
        }
        // Step 14.
        try {
            TensorRequestBody request = TensorRequestBody.decode(body.get());
            return new RequestCheck(compare(request, statement.get()), Optional.of(request));
        } catch (MalformedException malformed) {
            return new RequestCheck(Judgement.fail(Reason.REQUEST_MALFORMED, malformed.getMessage()), Optional.empty());
        }
    }

    /// What the caller named, where its request could be read.
    Optional<TensorRequestBody.Named> named() {
        return body.map(TensorRequestBody::named);
    }

    /// The request, where it is the statement's.
    Optional<TensorRequestBody> matching() {
        return judgement.passed() ? body : Optional.empty();
    }

    private static Judgement compare(TensorRequestBody request, Statement statement) {
        // Steps 15 and 16.
        if (!(statement.parameters() instanceof TensorParameters parameters)) {
            return Judgement.fail(Reason.PARAMETER_MISMATCH, "the statement is about text");
        }
        Optional<String> differing = differing(request.named(), parameters, statement.issue().asked());
        if (differing.isPresent()) {
            return Judgement.fail(Reason.PARAMETER_MISMATCH, differing.get());
        }
        if (!parameters.model().equals(statement.execution().model())) {
            return Judgement.fail(Reason.PARAMETER_MISMATCH, "the parameters name another model than was executed");
        }
        // Step 17.
        EffectiveRequest effective = EffectiveRequest.of(request.records(), parameters);
        if (!effective.digest().equals(statement.commitment().request())) {
            return Judgement.fail(Reason.REQUEST_MISMATCH, effective.digest().hex());
        }
        long elements = elements(request.records());
        if (!(statement.charge().usage() instanceof Usage.Elements usage) || elements != usage.input()) {
            return Judgement.fail(Reason.USAGE_MISMATCH, elements + " input elements");
        }
        return Judgement.PASS;
    }

    static long elements(List<TensorRecord> records) {
        return records.stream().mapToLong(TensorRecord::elements).sum();
    }

    private static Optional<String> differing(TensorRequestBody.Named named, TensorParameters executed, long asked) {
        if (named.height().isPresent() && named.height().getAsLong() != asked) {
            return Optional.of("height " + asked);
        }
        if (named.nonce().isPresent() && !named.nonce().get().equals(executed.nonce())) {
            return Optional.of("nonce " + executed.nonce().hex());
        }
        if (named.seed().isPresent() && named.seed().getAsLong() != executed.seed()) {
            return Optional.of("seed " + Long.toUnsignedString(executed.seed()));
        }
        if (named.outputs().isPresent() && !named.outputs().get().equals(executed.outputs())) {
            return Optional.of("outputs, " + executed.outputs().size() + " of them");
        }
        if (named.model().isPresent() && !names(named.model().get(), executed)) {
            return Optional.of("model " + executed.model().hex() + ", " + executed.release().text());
        }
        return Optional.empty();
    }

    /// Whether `text` means the executed model: a model id, name@version, or a name alone.
    ///
    /// What looks like an id is one and nothing else: whoever executes chooses the release's name, and could choose the id
    /// of the model that was asked for.
    static boolean names(String text, Parameters executed) {
        if (MODEL_ID.matcher(text).matches()) {
            return text.equals(executed.model().hex());
        }
        return text.equals(executed.release().text())
                || text.equals(executed.release().name());
    }
}
