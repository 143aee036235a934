package dev.credence.node.language;

import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.Json;
import dev.credence.foundation.codec.JsonArray;
import dev.credence.foundation.codec.JsonBoolean;
import dev.credence.foundation.codec.JsonNull;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.foundation.codec.JsonString;
import dev.credence.inference.language.template.PromptInput;
import dev.credence.inference.language.template.time.Moment;
import java.util.Map;
import java.util.Optional;

/// One case of `model prompt` as the input of a template.
///
/// Members: messages, tools, documents, add_generation_prompt (absent: false, as in transformers), bos_token, eos_token,
/// now, chat_template_kwargs (further variables). A null is the same as nothing. Other members are not read, so that a
/// case may carry its name and what is expected of it.
public final class PromptCase {
    private PromptCase() {}

    /// @param now what the clock shows where the case does not say
    public static PromptInput read(Json value, PromptSource source, Moment now) throws MalformedException {
        if (!(value instanceof JsonObject object)) {
            throw new MalformedException("", -1, "an object", value.kind());
        }
        if (!(object.get("messages").orElse(JsonNull.NULL) instanceof JsonArray messages)) {
            throw new MalformedException("messages", -1, "an array", object.get("messages").map(Json::kind).orElse("nothing"));
        }
        Optional<String> time = text(object, "now");
        return new PromptInput(
                messages,
                some(object, "tools"),
                some(object, "documents"),
                truth(object, "add_generation_prompt"),
                text(object, "bos_token").or(source::bosToken),
                text(object, "eos_token").or(source::eosToken),
                Optional.of(time.isPresent() ? Moment.parse(time.get()) : now),
                extra(object));
    }

    private static Optional<Json> some(JsonObject object, String name) {
        return object.get(name).filter(value -> !(value instanceof JsonNull));
    }

    private static Optional<String> text(JsonObject object, String name) throws MalformedException {
        Optional<Json> value = some(object, name);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        if (value.get() instanceof JsonString(String text)) {
            return Optional.of(text);
        }
        throw new MalformedException(name, -1, "a text", value.get().kind());
    }

    private static boolean truth(JsonObject object, String name) throws MalformedException {
        Optional<Json> value = some(object, name);
        if (value.isPresent() && !(value.get() instanceof JsonBoolean)) {
            throw new MalformedException(name, -1, "true or false", value.get().kind());
        }
        return value.isPresent() && ((JsonBoolean) value.get()).value();
    }

    private static Map<String, Json> extra(JsonObject object) throws MalformedException {
        Optional<Json> value = some(object, "chat_template_kwargs");
        if (value.isEmpty()) {
            return Map.of();
        }
        if (value.get() instanceof JsonObject variables) {
            return variables.members();
        }
        throw new MalformedException("chat_template_kwargs", -1, "an object", value.get().kind());
    }
}
