package dev.credence.node.openai;

import dev.credence.foundation.codec.Json;
import dev.credence.foundation.codec.JsonArray;
import dev.credence.foundation.codec.JsonNull;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.foundation.codec.JsonString;
import dev.credence.node.answering.TextDelta;
import dev.credence.node.http.EventSink;
import dev.credence.receipt.request.TextAnswerRecord;
import dev.credence.receipt.request.TextAnswerRecord.ToolCall;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// The events of `POST /v1/chat/completions` (docs/spec/text.md 9.1).
///
/// A choice begins with its role and ends with its `finish_reason`; a call comes as its id and name first, then its arguments,
/// as clients put them together.
public final class ChatStream implements AnswerStream {
    private static final String CHUNK = "chat.completion.chunk";

    private final EventSink out;
    private final AnswerHead head;
    private final boolean includeUsage;
    private final TreeMap<Integer, Delivered> delivered = new TreeMap<>();

    /// @param includeUsage whether a last chunk with the usage was asked for
    public ChatStream(EventSink out, AnswerHead head, boolean includeUsage) {
        this.out = out;
        this.head = head;
        this.includeUsage = includeUsage;
    }

    @Override
    public void delta(TextDelta delta) throws IOException {
        Delivered before = delivered.computeIfAbsent(delta.choice(), _ -> new Delivered());
        if (before.begun() && !Delivered.shows(delta)) {
            return;
        }
        if (!before.begun()) {
            send(delta.choice(), JsonObject.builder().put("role", "assistant").put("content", "").build(), Optional.empty());
        }
        if (!delta.text().isEmpty() || delta.logprobs().isPresent()) {
            send(delta.choice(), JsonObject.builder().put("content", JsonString.fit(delta.text())).build(), delta.logprobs());
        }
        int index = before.calls();
        for (ToolCall call : delta.calls()) {
            send(delta.choice(), calls(named(index, call)), Optional.empty());
            send(delta.choice(), calls(arguments(index, call)), Optional.empty());
            index++;
        }
        before.add(delta);
    }

    @Override
    public void segment(JsonObject segment) throws IOException {
        JsonObject choice = choice(0, JsonObject.EMPTY, Optional.empty(), JsonNull.NULL);
        out.send(chunk(List.of(choice)).put("credence", JsonObject.builder().put("segment", segment).build()).build());
    }

    @Override
    public void end(Ending ending) throws IOException {
        TextAnswerRecord record = ending.record();
        int count = record.choices().size();
        for (int i = 0; i < count; i++) {
            delta(delivered.computeIfAbsent(i, _ -> new Delivered()).rest(i, record.choices().get(i)));
        }
        for (int i = 0; i < count; i++) {
            String finish = record.choices().get(i).finish().token();
            JsonObject.Builder chunk = chunk(List.of(choice(i, JsonObject.EMPTY, Optional.empty(), new JsonString(finish))));
            if (i == count - 1 && !includeUsage) {
                chunk.put("system_fingerprint", ending.engine()).put("credence", ending.credence());
            }
            out.send(chunk.build());
        }
        if (includeUsage) {
            out.send(head.body(CHUNK)
                    .put("choices", JsonArray.of(List.of()))
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

    private void send(int index, JsonObject part, Optional<Json> logprobs) throws IOException {
        out.send(chunk(List.of(choice(index, part, logprobs, JsonNull.NULL))).build());
    }

    private JsonObject.Builder chunk(List<JsonObject> choices) {
        JsonObject.Builder chunk = head.body(CHUNK).put("choices", JsonArray.of(choices));
        return includeUsage ? chunk.put("usage", JsonNull.NULL) : chunk;
    }

    private static JsonObject choice(int index, JsonObject part, Optional<Json> logprobs, Json finish) {
        return JsonObject.builder()
                .put("index", index)
                .put("delta", part)
                .put("logprobs", logprobs.map(ChatBody::content).orElse(JsonNull.NULL))
                .put("finish_reason", finish)
                .build();
    }

    private static JsonObject calls(JsonObject call) {
        return JsonObject.builder().put("tool_calls", JsonArray.of(call)).build();
    }

    private static JsonObject named(int index, ToolCall call) {
        return JsonObject.builder()
                .put("index", index)
                .put("id", call.id())
                .put("type", "function")
                .put("function", JsonObject.builder().put("name", call.name()).put("arguments", "").build())
                .build();
    }

    private static JsonObject arguments(int index, ToolCall call) {
        return JsonObject.builder()
                .put("index", index)
                .put("function", JsonObject.builder().put("arguments", call.arguments()).build())
                .build();
    }
}
