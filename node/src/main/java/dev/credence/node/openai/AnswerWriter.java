package dev.credence.node.openai;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.IJson;
import dev.credence.foundation.codec.JsonArray;
import dev.credence.foundation.codec.JsonLimits;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.node.answering.TextAnswered;
import dev.credence.node.http.EventSink;
import dev.credence.receipt.request.TextAnswerRecord;
import dev.credence.receipt.request.TextAnswerRecord.Choice;
import dev.credence.verification.body.TextRequestBody;
import java.util.ArrayList;
import java.util.List;

/// An answer in the form that its API has for it.
final class AnswerWriter {
    private AnswerWriter() {}

    /// The whole body.
    static JsonObject body(TextCall call, TextAnswered answered) {
        AnswerStream.Ending ending = ending(answered, false);
        return switch (call.head().api()) {
            case CHAT -> ChatBody.write(call.head(), ending);
            case COMPLETION -> CompletionBody.write(call.head(), ending);
            case RESPONSES -> new ResponseBody(call.head(), asked(call.body())).write(ending);
        };
    }

    /// The events.
    static AnswerStream stream(TextCall call, EventSink out) {
        boolean usage = call.delivery().includeUsage();
        return switch (call.head().api()) {
            case CHAT -> new ChatStream(out, call.head(), usage);
            case COMPLETION -> new CompletionStream(out, call.head(), usage);
            case RESPONSES -> new ResponseStream(out, new ResponseBody(call.head(), asked(call.body())));
        };
    }

    /// @param usage whether it is to be told beside the receipt, for streams that have no other place for it
    static AnswerStream.Ending ending(TextAnswered answered, boolean usage) {
        return ending(answered.record(), answered.statement().execution().engine(), answered.credence(), usage);
    }

    static AnswerStream.Ending ending(TextAnswerRecord record, String engine, JsonObject receipt, boolean usage) {
        JsonObject.Builder credence = JsonObject.builder();
        receipt.members().forEach(credence::put);
        List<JsonArray> ids = new ArrayList<>();
        for (Choice choice : record.choices()) {
            ids.add(JsonArray.ofIntegers(choice.tokens().ids().stream().mapToLong(Integer::longValue).toArray()));
        }
        credence.put("token_ids", JsonArray.of(ids));
        if (usage) {
            credence.put("usage", UsageJson.of(record.usage()));
        }
        return new AnswerStream.Ending(record, engine, credence.build());
    }

    // It was read before, in full.
    private static JsonObject asked(Bytes body) {
        try {
            return (JsonObject) IJson.parse(body, new JsonLimits(TextRequestBody.BYTES_MAX, 64, 400_000));
        } catch (MalformedException impossible) {
            throw new IllegalStateException("a body that was read can be read again", impossible);
        }
    }
}
