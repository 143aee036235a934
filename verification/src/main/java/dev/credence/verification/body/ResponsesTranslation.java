package dev.credence.verification.body;

import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.Json;
import dev.credence.foundation.codec.JsonArray;
import dev.credence.foundation.codec.JsonFields;
import dev.credence.foundation.codec.JsonNull;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.foundation.codec.JsonString;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Turns a request of the Responses API into the chat request that means the same (docs/spec/text.md 8). Keeps no state, so whatever
/// would need some is refused.
final class ResponsesTranslation {
    // As they are in a chat request.
    private static final Set<String> SAME = Set.of(
            "model", "stream", "stream_options", "user", "metadata", "service_tier", "safety_identifier", "prompt_cache_key", "credence",
            "frequency_penalty", "logit_bias", "min_p", "parallel_tool_calls", "presence_penalty", "repetition_penalty", "seed", "stop",
            "temperature", "top_k", "top_p", "chat_template_kwargs");
    // Where the chat request's members came from, for complaints.
    private static final Map<String, String> ORIGINS =
            Map.of("max_tokens", "max_output_tokens", "response_format.json_schema", "text.format", "response_format", "text.format",
                    "tool_choice.function", "tool_choice", "messages", "input");
    private static final int TEXT_CHARS_MAX = TextRequestBody.BYTES_MAX;

    private ResponsesTranslation() {}

    /// @param body without nulls
    static JsonObject chat(JsonObject body) throws MalformedException {
        JsonFields fields = JsonFields.of("", body);
        refuseState(fields);
        JsonObject.Builder chat = JsonObject.builder();
        for (String name : SAME) {
            fields.optionalAny(name).ifPresent(value -> chat.put(name, value));
        }
        fields.optionalAny("max_output_tokens").ifPresent(value -> chat.put("max_tokens", value));
        chat.put("messages", messages(fields));
        if (fields.has("tools")) {
            chat.put("tools", tools(fields));
        }
        if (fields.has("tool_choice")) {
            chat.put("tool_choice", toolChoice(fields));
        }
        Optional<Json> format = format(fields);
        chat.putIfPresent("response_format", format);
        for (String name : body.keys()) {
            if (!SAME.contains(name) && !isRead(name)) {
                throw new MalformedException(name, -1, "a field that is honoured here", "'" + name + "'");
            }
        }
        return chat.build();
    }

    private static boolean isRead(String name) {
        return Set.of("input", "instructions", "max_output_tokens", "tools", "tool_choice", "text", "store", "background", "include", "truncation")
                .contains(name);
    }

    private static void refuseState(JsonFields fields) throws MalformedException {
        for (String name : List.of("store", "background")) {
            if (fields.optionalBool(name).orElse(false)) {
                throw fields.fault(name, "false, since nothing is kept", "true");
            }
        }
        if (fields.has("include") && !fields.array("include", 16).isEmpty()) {
            throw fields.fault("include", "nothing to be included", "some");
        }
        if (fields.has("truncation")) {
            fields.literal("truncation", "disabled");
        }
    }

    private static JsonArray messages(JsonFields fields) throws MalformedException {
        List<Json> messages = new ArrayList<>();
        Optional<String> instructions = fields.optionalString("instructions", TEXT_CHARS_MAX);
        instructions.ifPresent(text -> messages.add(message("system", new JsonString(text))));
        if (fields.any("input") instanceof JsonString text) {
            messages.add(message("user", text));
            return JsonArray.of(messages);
        }
        for (JsonFields item : fields.objects("input", 1024)) {
            String type = item.optionalString("type", 64).orElse("message");
            switch (type) {
                case "message" -> messages.add(message(item));
                case "function_call" -> call(item, messages);
                case "function_call_output" -> messages.add(output(item));
                default -> throw item.fault("type", "message, function_call or function_call_output", "'" + type + "'");
            }
            // What the API gave an item of an earlier answer.
            item.optionalAny("id");
            item.optionalAny("status");
            item.end();
        }
        return JsonArray.of(messages);
    }

    private static JsonObject message(String role, Json content) {
        return JsonObject.builder().put("role", role).put("content", content).build();
    }

    private static JsonObject message(JsonFields item) throws MalformedException {
        String role = item.string("role", 64);
        if (item.any("content") instanceof JsonString text) {
            return message(role, text);
        }
        List<Json> parts = new ArrayList<>();
        for (JsonFields part : item.objects("content", 1024)) {
            part.oneOf("type", Set.of("input_text", "output_text"));
            JsonString text = new JsonString(part.string("text", TEXT_CHARS_MAX));
            // Of an earlier answer's text; no part of what the model is given.
            part.optionalAny("annotations");
            part.optionalAny("logprobs");
            part.end();
            parts.add(JsonObject.builder().put("type", "text").put("text", text).build());
        }
        return message(role, JsonArray.of(parts));
    }

    // Calls that follow each other, or an assistant's text, are of one message.
    private static void call(JsonFields item, List<Json> messages) throws MalformedException {
        JsonObject call = JsonObject.builder()
                .put("id", item.string("call_id", 256))
                .put("type", "function")
                .put("function", JsonObject.builder()
                        .put("name", item.string("name", 64))
                        .put("arguments", item.string("arguments", TEXT_CHARS_MAX))
                        .build())
                .build();
        List<Json> calls = new ArrayList<>();
        Json content = JsonNull.NULL;
        if (!messages.isEmpty()
                && messages.getLast() instanceof JsonObject before
                && before.get("role").equals(Optional.of(new JsonString("assistant")))) {
            messages.removeLast();
            content = before.get("content").orElseThrow();
            if (before.get("tool_calls").orElse(JsonNull.NULL) instanceof JsonArray earlier) {
                calls.addAll(earlier.items());
            }
        }
        calls.add(call);
        messages.add(JsonObject.builder()
                .put("role", "assistant")
                .put("content", content)
                .put("tool_calls", JsonArray.of(calls))
                .build());
    }

    private static JsonObject output(JsonFields item) throws MalformedException {
        return JsonObject.builder()
                .put("role", "tool")
                .put("tool_call_id", item.string("call_id", 256))
                .put("content", item.string("output", TEXT_CHARS_MAX))
                .build();
    }

    private static JsonArray tools(JsonFields fields) throws MalformedException {
        List<Json> tools = new ArrayList<>();
        for (JsonFields tool : fields.objects("tools", 128)) {
            tool.literal("type", "function");
            JsonObject.Builder function = JsonObject.builder();
            for (String name : List.of("name", "description", "parameters", "strict")) {
                tool.optionalAny(name).ifPresent(value -> function.put(name, value));
            }
            tool.end();
            tools.add(JsonObject.builder().put("type", "function").put("function", function.build()).build());
        }
        return JsonArray.of(tools);
    }

    private static Json toolChoice(JsonFields fields) throws MalformedException {
        if (fields.any("tool_choice") instanceof JsonString word) {
            return word;
        }
        JsonFields named = fields.object("tool_choice");
        named.literal("type", "function");
        JsonObject function = JsonObject.builder().put("name", named.any("name")).build();
        named.end();
        return JsonObject.builder().put("type", "function").put("function", function).build();
    }

    private static Optional<Json> format(JsonFields fields) throws MalformedException {
        if (!fields.has("text")) {
            return Optional.empty();
        }
        JsonFields text = fields.object("text");
        if (!text.has("format") || text.any("format") instanceof JsonNull) {
            text.end();
            return Optional.empty();
        }
        JsonFields format = text.object("format");
        text.end();
        String type = format.string("type", 64);
        JsonObject.Builder builder = JsonObject.builder().put("type", type);
        if (type.equals("json_schema")) {
            JsonObject.Builder schema = JsonObject.builder();
            for (String name : List.of("name", "schema", "strict", "description")) {
                format.optionalAny(name).ifPresent(value -> schema.put(name, value));
            }
            builder.put("json_schema", schema.build());
        }
        format.end();
        return Optional.of(builder.build());
    }

    /// The complaint about the chat request, by the name of the field that it came from.
    static MalformedException inItsOwnTerms(MalformedException malformed) {
        String path = malformed.path();
        for (String chat : List.of("max_tokens", "response_format.json_schema", "response_format", "tool_choice.function", "messages")) {
            if (path.equals(chat) || path.startsWith(chat + ".") || path.startsWith(chat + "[")) {
                return new MalformedException(
                        ORIGINS.get(chat) + path.substring(chat.length()), malformed.offset(), malformed.expected(), malformed.actual());
            }
        }
        return malformed;
    }
}
