package dev.credence.verification;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.Json;
import dev.credence.foundation.codec.JsonArray;
import dev.credence.foundation.codec.JsonBoolean;
import dev.credence.foundation.codec.JsonInteger;
import dev.credence.foundation.codec.JsonNull;
import dev.credence.foundation.codec.JsonNumber;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.foundation.codec.JsonString;
import dev.credence.receipt.request.EffectiveRequest;
import dev.credence.receipt.request.Parameters;
import dev.credence.receipt.request.TensorParameters;
import dev.credence.receipt.request.TensorRecord;
import dev.credence.receipt.request.TextParameters;
import dev.credence.receipt.request.Usage;
import dev.credence.receipt.statement.Statement;
import dev.credence.verification.body.RequestBody;
import dev.credence.verification.body.TensorRequestBody;
import dev.credence.verification.body.TextEffective;
import dev.credence.verification.body.TextRequestBody;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// The verdict "matches the request": steps 14 to 17 of docs/spec/receipt.md section 7.
///
/// @param body the request, where it could be read
record RequestCheck(Judgement judgement, Optional<RequestBody> body) {
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
            RequestBody request = RequestBody.decode(body.get(), statement.get().parameters());
            return new RequestCheck(compare(request, statement.get()), Optional.of(request));
        } catch (MalformedException malformed) {
            return new RequestCheck(Judgement.fail(Reason.REQUEST_MALFORMED, malformed.getMessage()), Optional.empty());
        }
    }

    /// The request for tensors, where it is one and the statement's.
    Optional<TensorRequestBody> matchingTensors() {
        return judgement.passed() && body.orElseThrow() instanceof TensorRequestBody tensors ? Optional.of(tensors) : Optional.empty();
    }

    private static Judgement compare(RequestBody request, Statement statement) {
        // Steps 15 and 16.
        Optional<String> differing = differing(request, statement);
        if (differing.isPresent()) {
            return Judgement.fail(Reason.PARAMETER_MISMATCH, differing.get());
        }
        if (!statement.parameters().model().equals(statement.execution().model())) {
            return Judgement.fail(Reason.PARAMETER_MISMATCH, "the parameters name another model than was executed");
        }
        // Step 17.
        EffectiveRequest effective = new EffectiveRequest(request.content(), statement.parameters());
        if (!effective.digest().equals(statement.commitment().request())) {
            return Judgement.fail(Reason.REQUEST_MISMATCH, effective.digest().hex());
        }
        if (request instanceof TensorRequestBody tensors) {
            long elements = elements(tensors.records());
            if (!(statement.charge().usage() instanceof Usage.Elements usage) || elements != usage.input()) {
                return Judgement.fail(Reason.USAGE_MISMATCH, elements + " input elements");
            }
        }
        return Judgement.PASS;
    }

    static long elements(List<TensorRecord> records) {
        return records.stream().mapToLong(TensorRecord::elements).sum();
    }

    private static Optional<String> differing(RequestBody request, Statement statement) {
        if (request.height().isPresent() && request.height().getAsLong() != statement.issue().asked()) {
            return Optional.of("height " + statement.issue().asked());
        }
        Optional<String> differing =
                switch (request) {
                    case TensorRequestBody tensors -> differing(tensors.named(), (TensorParameters) statement.parameters());
                    case TextRequestBody text -> differing(text, (TextParameters) statement.parameters());
                };
        if (differing.isEmpty() && request.model().isPresent() && !names(request.model().get(), statement.parameters())) {
            return Optional.of("model " + statement.parameters().model().hex() + ", " + statement.parameters().release().text());
        }
        return differing;
    }

    private static Optional<String> differing(TensorRequestBody.Named named, TensorParameters executed) {
        if (named.nonce().isPresent() && !named.nonce().get().equals(executed.nonce())) {
            return Optional.of("nonce " + executed.nonce().hex());
        }
        if (named.seed().isPresent() && named.seed().getAsLong() != executed.seed()) {
            return Optional.of("seed " + Long.toUnsignedString(executed.seed()));
        }
        if (named.outputs().isPresent() && !named.outputs().get().equals(executed.outputs())) {
            return Optional.of("outputs, " + executed.outputs().size() + " of them");
        }
        return Optional.empty();
    }

    // What the caller named, and what follows where it named nothing.
    private static Optional<String> differing(TextRequestBody request, TextParameters executed) {
        for (Map.Entry<String, Json> member : TextEffective.determined(request).entrySet()) {
            Json found = executed.json().get(member.getKey()).orElseThrow();
            if (!found.equals(member.getValue())) {
                return Optional.of(member.getKey() + " " + words(found));
            }
        }
        boolean chat = !request.content().isCompletion();
        return chat && executed.clock().isEmpty() ? Optional.of("no clock for the template") : Optional.empty();
    }

    private static String words(Json value) {
        return switch (value) {
            case JsonString text -> text.value();
            case JsonInteger integer -> integer.lexeme();
            case JsonBoolean bool -> bool.value() + "";
            case JsonArray array -> array.size() + " of them";
            case JsonObject object -> object.size() + " of them";
            case JsonNumber _, JsonNull _ -> value.kind();
        };
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
