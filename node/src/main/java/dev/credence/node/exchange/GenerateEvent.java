package dev.credence.node.exchange;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.Json;
import dev.credence.foundation.codec.JsonArray;
import dev.credence.foundation.codec.JsonFields;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.foundation.codec.JsonString;
import dev.credence.node.answering.TextDelta;
import dev.credence.receipt.envelope.Envelope;
import dev.credence.receipt.evidence.EvidenceItem;
import dev.credence.receipt.request.TextAnswerRecord;
import dev.credence.receipt.request.TextAnswerRecord.ToolCall;
import dev.credence.receipt.request.TextParameters;
import dev.credence.receipt.statement.Segment;
import java.util.ArrayList;
import java.util.List;

/// What an operator says while it answers: an event of its stream each, the last one `Done`.
///
/// ```
/// {"choice","ids":[…],"text"?,"calls"?:[{"arguments","id","name"}…],"logprobs"?}
/// {"segment":{…}}
/// {"envelope":{…},"answer":{record},"fingerprint": b64}
/// ```
public sealed interface GenerateEvent {
    /// The largest event: a whole answer with its log-probabilities.
    int BYTES_MAX = 64 << 20;

    JsonObject json();

    /// A part of the answer.
    record Delta(TextDelta delta) implements GenerateEvent {
        @Override
        public JsonObject json() {
            JsonObject.Builder event = JsonObject.builder()
                    .put("choice", delta.choice())
                    .put("ids", JsonArray.ofIntegers(delta.ids().stream().mapToLong(Integer::longValue).toArray()));
            if (!delta.text().isEmpty()) {
                event.put("text", JsonString.fit(delta.text()));
            }
            if (!delta.calls().isEmpty()) {
                event.put("calls", JsonArray.of(delta.calls().stream().map(TextAnswerJson::call).toList()));
            }
            return event.putIfPresent("logprobs", delta.logprobs()).build();
        }
    }

    /// The operator's signature over what has left so far.
    record Signed(Segment segment) implements GenerateEvent {
        @Override
        public JsonObject json() {
            return JsonObject.builder().put("segment", segment.json()).build();
        }
    }

    /// The whole answer. **Obligation**: whoever reads it checks signature and digests.
    ///
    /// @param fingerprint the sketch whose digest the statement holds
    record Done(Envelope envelope, TextAnswerRecord answer, Bytes fingerprint) implements GenerateEvent {
        @Override
        public JsonObject json() {
            return JsonObject.builder()
                    .put("envelope", envelope.json())
                    .put("answer", answer.json())
                    .put("fingerprint", fingerprint.base64())
                    .build();
        }
    }

    /// Reads one event.
    static GenerateEvent read(Json json) throws MalformedException {
        JsonFields fields = JsonFields.of("event", json);
        GenerateEvent event = fields.has("envelope") ? done(fields) : fields.has("segment") ? segment(fields) : delta(fields);
        fields.end();
        return event;
    }

    private static GenerateEvent done(JsonFields fields) throws MalformedException {
        return new Done(
                Envelope.read(fields.object("envelope")),
                TextAnswerJson.read(fields.object("answer")),
                fields.base64("fingerprint", EvidenceItem.BLOB_BYTES_MAX));
    }

    private static GenerateEvent segment(JsonFields fields) throws MalformedException {
        return new Signed(Segment.read(fields.object("segment")));
    }

    private static GenerateEvent delta(JsonFields fields) throws MalformedException {
        int choice = (int) fields.integer("choice", 0, TextParameters.CHOICES_MAX - 1);
        List<Integer> ids = TextAnswerJson.ids(fields, "ids");
        String text = fields.optionalString("text", BYTES_MAX).orElse("");
        List<ToolCall> calls = new ArrayList<>();
        if (fields.has("calls")) {
            for (JsonFields call : fields.objects("calls", TextAnswerJson.CALLS_MAX)) {
                calls.add(TextAnswerJson.call(call));
            }
        }
        return new Delta(new TextDelta(choice, ids, text, calls, fields.optionalAny("logprobs")));
    }
}
