package dev.credence.node.openai;

import dev.credence.foundation.codec.Json;
import dev.credence.foundation.codec.JsonArray;
import dev.credence.foundation.codec.JsonBoolean;
import dev.credence.foundation.codec.JsonInteger;
import dev.credence.foundation.codec.JsonNull;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.foundation.codec.JsonString;
import dev.credence.receipt.request.TextAnswerRecord.Choice;
import dev.credence.receipt.request.TextAnswerRecord.FinishReason;
import dev.credence.receipt.request.TextAnswerRecord.ToolCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The `response` object of `POST /v1/responses` (docs/spec/text.md 8), whole or while it comes to be.
///
/// What the caller asked is repeated in it, as that API's clients expect; a digest covers it in the request, not here.
public final class ResponseBody {
    private static final List<String> REPEATED_OR_NULL = List.of("instructions", "max_output_tokens", "user");
    private static final JsonObject PLAIN_TEXT = JsonObject.builder()
            .put("format", JsonObject.builder().put("type", "text").build())
            .build();

    private final AnswerHead head;
    private final JsonObject asked;

    /// @param asked the body of the request
    public ResponseBody(AnswerHead head, JsonObject asked) {
        this.head = head;
        this.asked = asked;
    }

    /// The whole answer.
    public JsonObject write(AnswerStream.Ending ending) {
        Choice choice = ending.record().choices().getFirst();
        return begin(isCut(choice) ? "incomplete" : "completed", isCut(choice))
                .put("output", JsonArray.of(items(choice)))
                .put("usage", UsageJson.ofResponse(ending.record().usage()))
                .put("system_fingerprint", ending.engine())
                .put("credence", ending.credence())
                .build();
    }

    /// The answer before its first token.
    JsonObject inProgress() {
        return begin("in_progress", false).put("output", JsonArray.of()).put("usage", JsonNull.NULL).build();
    }

    static boolean isCut(Choice choice) {
        return choice.finish() == FinishReason.LENGTH;
    }

    private JsonObject.Builder begin(String status, boolean cut) {
        Json incomplete = cut ? JsonObject.builder().put("reason", "max_output_tokens").build() : JsonNull.NULL;
        JsonObject.Builder body = JsonObject.builder()
                .put("id", head.id())
                .put("object", head.api().object())
                .put("created_at", head.createdSeconds())
                .put("status", status)
                .put("background", false)
                .put("error", JsonNull.NULL)
                .put("incomplete_details", incomplete)
                .put("model", head.model())
                .put("previous_response_id", JsonNull.NULL)
                .put("store", false)
                .put("truncation", "disabled");
        REPEATED_OR_NULL.forEach(name -> body.put(name, asked.get(name).orElse(JsonNull.NULL)));
        return body.put("metadata", or("metadata", JsonObject.EMPTY))
                .put("parallel_tool_calls", or("parallel_tool_calls", new JsonBoolean(true)))
                .put("temperature", or("temperature", new JsonInteger(1)))
                .put("text", or("text", PLAIN_TEXT))
                .put("tool_choice", or("tool_choice", new JsonString("auto")))
                .put("tools", or("tools", JsonArray.of()))
                .put("top_p", or("top_p", new JsonInteger(1)));
    }

    private Json or(String name, Json otherwise) {
        return asked.get(name).filter(value -> !(value instanceof JsonNull)).orElse(otherwise);
    }

    private List<JsonObject> items(Choice choice) {
        List<JsonObject> items = new ArrayList<>();
        if (hasMessage(choice)) {
            items.add(message(isCut(choice) ? "incomplete" : "completed", Optional.of(part(choice.text(), choice.logprobs()))));
        }
        for (ToolCall call : choice.tokens().calls()) {
            items.add(call(call, items.size(), "completed", call.arguments()));
        }
        return items;
    }

    /// Whether there is an item `message`.
    static boolean hasMessage(Choice choice) {
        return !choice.text().isEmpty() || choice.tokens().calls().isEmpty();
    }

    String messageId() {
        return "msg_" + head.receipt().hex();
    }

    String callId(int index) {
        return "fc_" + head.receipt().hex() + "_" + index;
    }

    JsonObject message(String status, Optional<JsonObject> part) {
        return JsonObject.builder()
                .put("id", messageId())
                .put("type", "message")
                .put("status", status)
                .put("role", "assistant")
                .put("content", JsonArray.of(part.stream().toList()))
                .build();
    }

    static JsonObject part(String text, Optional<Json> logprobs) {
        return JsonObject.builder()
                .put("type", "output_text")
                .put("text", JsonString.fit(text))
                .put("annotations", JsonArray.of())
                .put("logprobs", logprobs.orElse(JsonArray.of()))
                .build();
    }

    JsonObject call(ToolCall call, int index, String status, String arguments) {
        return JsonObject.builder()
                .put("id", callId(index))
                .put("type", "function_call")
                .put("status", status)
                .put("call_id", call.id())
                .put("name", call.name())
                .put("arguments", arguments)
                .build();
    }
}
