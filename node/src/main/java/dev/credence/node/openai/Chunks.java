package dev.credence.node.openai;

import dev.credence.foundation.codec.Json;
import dev.credence.foundation.codec.JsonArray;
import dev.credence.foundation.codec.JsonNull;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.foundation.codec.JsonString;
import dev.credence.node.http.EventSink;
import dev.credence.receipt.request.TextAnswerRecord;
import java.io.IOException;
import java.util.List;
import java.util.TreeMap;

/// The chunks of one stream of a chat or a completion: under one head, with what has left of each choice, and the ends that carry usage and
/// receipt (docs/spec/text.md 9.1).
final class Chunks {
    private final EventSink out;
    private final AnswerHead head;
    private final String object;
    private final boolean includeUsage;
    private final TreeMap<Integer, Delivered> delivered = new TreeMap<>();

    /// @param object       what a chunk calls itself
    /// @param includeUsage whether a last chunk with the usage was asked for
    Chunks(EventSink out, AnswerHead head, String object, boolean includeUsage) {
        this.out = out;
        this.head = head;
        this.object = object;
        this.includeUsage = includeUsage;
    }

    /// The last chunk's choice, as its API writes it.
    @FunctionalInterface
    interface Last {
        JsonObject choice(int index, Json finish);
    }

    /// How much of a choice has left.
    Delivered delivered(int choice) {
        return delivered.computeIfAbsent(choice, _ -> new Delivered());
    }

    void send(JsonObject choice) throws IOException {
        out.send(chunk(choice).build());
    }

    /// @param choice that says nothing, beside which the segment stands
    void segment(JsonObject choice, JsonObject segment) throws IOException {
        out.send(chunk(choice).put("credence", JsonObject.builder().put("segment", segment).build()).build());
    }

    /// Has `stream` deliver what is missing of each choice, then sends the ends of all.
    void end(AnswerStream stream, AnswerStream.Ending ending, Last last) throws IOException {
        List<TextAnswerRecord.Choice> choices = ending.record().choices();
        for (int i = 0; i < choices.size(); i++) {
            stream.delta(delivered(i).rest(i, choices.get(i)));
        }
        for (int i = 0; i < choices.size(); i++) {
            JsonObject.Builder chunk = chunk(last.choice(i, new JsonString(choices.get(i).finish().token())));
            if (i == choices.size() - 1 && !includeUsage) {
                chunk.put("system_fingerprint", ending.engine()).put("credence", ending.credence());
            }
            out.send(chunk.build());
        }
        if (includeUsage) {
            out.send(head.body(object)
                    .put("choices", JsonArray.of())
                    .put("usage", UsageJson.of(ending.record().usage()))
                    .put("system_fingerprint", ending.engine())
                    .put("credence", ending.credence())
                    .build());
        }
        out.done();
    }

    void refuse(JsonObject error) throws IOException {
        out.send(JsonObject.builder().put("error", error).build());
    }

    private JsonObject.Builder chunk(JsonObject choice) {
        JsonObject.Builder chunk = head.body(object).put("choices", JsonArray.of(choice));
        return includeUsage ? chunk.put("usage", JsonNull.NULL) : chunk;
    }
}
