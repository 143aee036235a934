package dev.credence.node.openai;

import dev.credence.foundation.codec.JsonArray;
import dev.credence.foundation.codec.JsonNull;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.foundation.codec.JsonString;
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
    public void piece(TextPiece piece) throws IOException {
        delivered.computeIfAbsent(piece.choice(), _ -> new Delivered()).add(piece);
        if (!piece.isEmpty()) {
            out.send(chunk(CompletionBody.choice(
                            piece.choice(), piece.text(), piece.logprobs().orElse(JsonNull.NULL), JsonNull.NULL))
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
    public void end(TextAnswerRecord record, JsonObject credence) throws IOException {
        int count = record.choices().size();
        for (int i = 0; i < count; i++) {
            piece(delivered.computeIfAbsent(i, _ -> new Delivered()).rest(i, record.choices().get(i)));
        }
        for (int i = 0; i < count; i++) {
            JsonString finish = new JsonString(record.choices().get(i).finish().token());
            JsonObject.Builder chunk = chunk(CompletionBody.choice(i, "", JsonNull.NULL, finish));
            if (i == count - 1 && !includeUsage) {
                chunk.put("credence", credence);
            }
            out.send(chunk.build());
        }
        if (includeUsage) {
            out.send(head.body(head.api().object())
                    .put("choices", JsonArray.of())
                    .put("usage", UsageJson.of(record.usage()))
                    .put("credence", credence)
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
