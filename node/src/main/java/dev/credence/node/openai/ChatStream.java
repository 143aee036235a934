package dev.credence.node.openai;

import dev.credence.foundation.codec.Json;
import dev.credence.foundation.codec.JsonArray;
import dev.credence.foundation.codec.JsonNull;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.foundation.codec.JsonString;
import dev.credence.node.answering.TextDelta;
import dev.credence.node.http.EventSink;
import dev.credence.receipt.request.TextAnswerRecord.ToolCall;
import java.io.IOException;
import java.util.Optional;

/// The events of `POST /v1/chat/completions` (docs/spec/text.md 9.1).
///
/// A choice begins with its role and ends with its `finish_reason`; a call comes as its id and name first, then its arguments,
/// as clients put them together.
public final class ChatStream implements AnswerStream {
    private static final String CHUNK = "chat.completion.chunk";

    private final Chunks chunks;

    /// @param includeUsage whether a last chunk with the usage was asked for
    public ChatStream(EventSink out, AnswerHead head, boolean includeUsage) {
        this.chunks = new Chunks(out, head, CHUNK, includeUsage);
    }

    @Override
    public void delta(TextDelta delta) throws IOException {
        Delivered before = chunks.delivered(delta.choice());
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
        chunks.segment(choice(0, JsonObject.EMPTY, Optional.empty(), JsonNull.NULL), segment);
    }

    @Override
    public void end(Ending ending) throws IOException {
        chunks.end(this, ending, (index, finish) -> choice(index, JsonObject.EMPTY, Optional.empty(), finish));
    }

    @Override
    public void refuse(JsonObject error) throws IOException {
        chunks.refuse(error);
    }

    private void send(int index, JsonObject part, Optional<Json> logprobs) throws IOException {
        chunks.send(choice(index, part, logprobs, JsonNull.NULL));
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
