package dev.credence.node.openai;

import dev.credence.foundation.codec.Json;
import dev.credence.foundation.codec.JsonArray;
import dev.credence.foundation.codec.JsonNull;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.foundation.codec.JsonString;
import dev.credence.receipt.request.TextAnswerRecord.Choice;
import dev.credence.receipt.request.TextAnswerRecord.ToolCall;
import java.util.ArrayList;
import java.util.List;

/// The whole body of `POST /v1/chat/completions` (docs/spec/text.md 5.3).
public final class ChatBody {
    private ChatBody() {}

    public static JsonObject write(AnswerHead head, AnswerStream.Ending ending) {
        List<JsonObject> choices = new ArrayList<>();
        for (Choice choice : ending.record().choices()) {
            choices.add(JsonObject.builder()
                    .put("index", choices.size())
                    .put("message", message(choice))
                    .put("logprobs", logprobs(choice))
                    .put("finish_reason", choice.finish().token())
                    .build());
        }
        return head.body(head.api().object())
                .put("system_fingerprint", ending.engine())
                .put("choices", JsonArray.of(choices))
                .put("usage", UsageJson.of(ending.record().usage()))
                .put("credence", ending.credence())
                .build();
    }

    private static JsonObject message(Choice choice) {
        List<ToolCall> calls = choice.tokens().calls();
        JsonObject.Builder message = JsonObject.builder()
                .put("role", "assistant")
                .put("content", choice.text().isEmpty() && !calls.isEmpty() ? JsonNull.NULL : new JsonString(choice.text()))
                .put("refusal", JsonNull.NULL);
        if (!calls.isEmpty()) {
            message.put("tool_calls", JsonArray.of(calls.stream().map(ChatBody::call).toList()));
        }
        return message.build();
    }

    private static JsonObject call(ToolCall call) {
        return JsonObject.builder()
                .put("id", call.id())
                .put("type", "function")
                .put("function", JsonObject.builder().put("name", call.name()).put("arguments", call.arguments()).build())
                .build();
    }

    private static Json logprobs(Choice choice) {
        return choice.logprobs().map(ChatBody::content).orElse(JsonNull.NULL);
    }

    /// The entries of tokens as a choice holds them.
    static Json content(Json entries) {
        return JsonObject.builder().put("content", entries).put("refusal", JsonNull.NULL).build();
    }
}
