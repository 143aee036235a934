package dev.credence.node.openai;

import dev.credence.foundation.codec.JsonArray;
import dev.credence.foundation.codec.JsonNull;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.foundation.codec.JsonString;
import dev.credence.node.answering.TextDelta;
import dev.credence.node.http.EventSink;
import dev.credence.receipt.request.TextAnswerRecord;
import java.io.IOException;
import java.util.TreeMap;

/// The events of `POST /v1/completions` (docs/spec/text.md 9.1).
public final class CompletionStream implements AnswerStream {
    private final EventSink out;
    private final AnswerHead head;
    private final boolean includeUsage;
    private final TreeMap<Integer, Delivered> delivered = new TreeMap<>();

    /// @param includeUsage whether a last chunk with the usage was asked for
    public CompletionStream(EventSink out, AnswerHead head, boolean includeUsage) {
        this.out = out;
        this.head = head;
        this.includeUsage = includeUsage;
    }

    @Override
    public void delta(TextDelta delta) throws IOException {
        delivered.computeIfAbsent(delta.choice(), _ -> new Delivered()).add(delta);
        if (Delivered.shows(delta)) {
            out.send(chunk(CompletionBody.choice(
                            delta.choice(), delta.text(), delta.logprobs().orElse(JsonNull.NULL), JsonNull.NULL))
                    .build());
        }
    }

    @Override
    public void segment(JsonObject segment) throws IOException {
        out.send(chunk(CompletionBody.choice(0, "", JsonNull.NULL, JsonNull.NULL))
                .put("credence", JsonObject.builder().put("segment", segment).build())
                .build());
    }

    @Override
    public void end(Ending ending) throws IOException {
        TextAnswerRecord record = ending.record();
        int count = record.choices().size();
        for (int i = 0; i < count; i++) {
            delta(delivered.computeIfAbsent(i, _ -> new Delivered()).rest(i, record.choices().get(i)));
        }
        for (int i = 0; i < count; i++) {
            JsonString finish = new JsonString(record.choices().get(i).finish().token());
            JsonObject.Builder chunk = chunk(CompletionBody.choice(i, "", JsonNull.NULL, finish));
            if (i == count - 1 && !includeUsage) {
                chunk.put("system_fingerprint", ending.engine()).put("credence", ending.credence());
            }
            out.send(chunk.build());
        }
        if (includeUsage) {
            out.send(head.body(head.api().object())
                    .put("choices", JsonArray.of())
                    .put("usage", UsageJson.of(record.usage()))
                    .put("system_fingerprint", ending.engine())
                    .put("credence", ending.credence())
                    .build());
        }
        out.done();
    }

    @Override
    public void refuse(JsonObject error) throws IOException {
        out.send(JsonObject.builder().put("error", error).build());
    }

    private JsonObject.Builder chunk(JsonObject choice) {
        JsonObject.Builder chunk = head.body(head.api().object()).put("choices", JsonArray.of(choice));
        return includeUsage ? chunk.put("usage", JsonNull.NULL) : chunk;
    }
}
