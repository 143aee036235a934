package dev.credence.inference.language.chat;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.IJson;
import dev.credence.foundation.codec.Json;
import dev.credence.foundation.codec.JsonArray;
import dev.credence.foundation.codec.JsonBoolean;
import dev.credence.foundation.codec.JsonInteger;
import dev.credence.foundation.codec.JsonLimits;
import dev.credence.foundation.codec.JsonNull;
import dev.credence.foundation.codec.JsonNumber;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.foundation.codec.JsonString;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The messages of a request as a template takes them (docs/spec/text.md 1.2, 3.2): parts joined, the JSON text of a call's arguments as
/// the object; everything else stays as the caller wrote it.
final class Conversation {
    static final int MESSAGES_MAX = 1024;
    static final int ROLE_CHARS_MAX = 64;

    private static final String KWARGS = "chat_template_kwargs";
    private static final Set<String> RESERVED = Set.of("messages", "tools", "documents", "add_generation_prompt", "bos_token", "eos_token");
    private static final int ARGUMENTS_DEPTH_MAX = 64;

    private Conversation() {}

    /// The messages of `content`.
    static JsonArray messages(JsonObject content) throws TextRefusedException {
        if (!(content.get("messages").orElse(null) instanceof JsonArray messages) || messages.size() == 0 || messages.size() > MESSAGES_MAX) {
            throw TextRefusedException.invalid("messages", "expected an array of 1 to " + MESSAGES_MAX + " messages");
        }
        List<Json> all = new ArrayList<>();
        for (int i = 0; i < messages.size(); i++) {
            all.add(message(messages.get(i), "messages[" + i + "]"));
        }
        return JsonArray.of(all);
    }

    private static Json message(Json value, String field) throws TextRefusedException {
        if (!(value instanceof JsonObject message)
                || !(message.get("role").orElse(null) instanceof JsonString(String role))
                || role.length() > ROLE_CHARS_MAX) {
            throw TextRefusedException.invalid(field, "expected an object with a role of at most " + ROLE_CHARS_MAX + " characters");
        }
        JsonObject.Builder taken = JsonObject.builder();
        for (Map.Entry<String, Json> member : message.members().entrySet()) {
            taken.put(member.getKey(), switch (member.getKey()) {
                case "content" -> content(member.getValue(), field + ".content");
                case "tool_calls" -> calls(member.getValue());
                default -> member.getValue();
            });
        }
        return taken.build();
    }

    private static Json content(Json value, String field) throws TextRefusedException {
        return switch (value) {
            case JsonString _, JsonNull _ -> value;
            case JsonArray(List<Json> parts) -> {
                StringBuilder text = new StringBuilder();
                for (int i = 0; i < parts.size(); i++) {
                    text.append(part(parts.get(i), field + "[" + i + "]"));
                }
                yield new JsonString(text.toString());
            }
            case JsonObject _, JsonInteger _, JsonNumber _, JsonBoolean _ ->
                throw TextRefusedException.invalid(field, "expected a string, null or an array of parts, found " + value.kind());
        };
    }

    private static String part(Json value, String field) throws TextRefusedException {
        if (!(value instanceof JsonObject part) || !(part.get("type").orElse(null) instanceof JsonString(String type))) {
            throw TextRefusedException.invalid(field, "expected an object with a type");
        }
        if (!type.equals("text")) {
            throw TextRefusedException.invalid(field + ".type", "this build takes text alone, no part of the type '" + type + "'");
        }
        if (part.get("text").orElse(null) instanceof JsonString(String text)) {
            return text;
        }
        throw TextRefusedException.invalid(field + ".text", "expected a string");
    }

    // What is no list of calls is the template's affair.
    private static Json calls(Json value) {
        if (!(value instanceof JsonArray(List<Json> calls))) {
            return value;
        }
        return JsonArray.of(calls.stream().map(Conversation::call).toList());
    }

    private static Json call(Json value) {
        if (!(value instanceof JsonObject call)
                || !(call.get("function").orElse(null) instanceof JsonObject function)
                || !(function.get("arguments").orElse(null) instanceof JsonString(String text))) {
            return value;
        }
        Optional<JsonObject> arguments = object(text);
        return arguments.isEmpty() ? value : with(call, "function", with(function, "arguments", arguments.get()));
    }

    private static Optional<JsonObject> object(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length == 0) {
            return Optional.empty();
        }
        try {
            Json value = IJson.parse(Bytes.wrap(bytes), new JsonLimits(bytes.length, ARGUMENTS_DEPTH_MAX, bytes.length));
            return value instanceof JsonObject object ? Optional.of(object) : Optional.empty();
        } catch (MalformedException noJson) {
            return Optional.empty();
        }
    }

    private static JsonObject with(JsonObject object, String name, Json value) {
        JsonObject.Builder changed = JsonObject.builder();
        object.members().forEach((each, member) -> changed.put(each, each.equals(name) ? value : member));
        return changed.build();
    }

    /// The template's further variables.
    static Map<String, Json> variables(JsonObject content) throws TextRefusedException {
        if (!content.has(KWARGS)) {
            return Map.of();
        }
        if (!(content.members().get(KWARGS) instanceof JsonObject variables)) {
            throw TextRefusedException.invalid(KWARGS, "expected an object");
        }
        for (Map.Entry<String, Json> each : variables.members().entrySet()) {
            String field = KWARGS + "." + each.getKey();
            if (RESERVED.contains(each.getKey())) {
                throw TextRefusedException.invalid(field, "this variable is the template's own");
            }
            switch (each.getValue()) {
                case JsonString _, JsonInteger _, JsonBoolean _, JsonNull _ -> {}
                case JsonObject _, JsonArray _, JsonNumber _ ->
                    throw TextRefusedException.invalid(field, "expected a string, an integer, true, false or null, found " + each.getValue().kind());
            }
        }
        return variables.members();
    }
}
