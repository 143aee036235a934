package dev.credence.inference.language.chat;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.codec.Jcs;
import dev.credence.foundation.codec.Json;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.foundation.codec.JsonString;
import dev.credence.inference.language.grammar.GrammarException;
import dev.credence.inference.language.grammar.GrammarState;
import dev.credence.inference.language.grammar.JsonGrammar;
import java.util.Optional;

/// What an answer must match (docs/spec/text.md 4.1).
///
/// @param bytes as the sampling key has them; empty for no constraint
/// @param start where an answer begins, or empty for no constraint
public record OutputConstraint(Bytes bytes, Optional<GrammarState> start) {
    public static final OutputConstraint NONE = new OutputConstraint(Bytes.EMPTY, Optional.empty());

    private static final String FIELD = "response_format";

    /// The constraint of a request's `response_format` and its tools.
    static OutputConstraint of(JsonObject content, ToolSet tools, ToolChoice choice, CallSpelling spelling) throws TextRefusedException {
        Optional<OutputConstraint> format = content.has(FIELD) ? format(content.members().get(FIELD)) : Optional.empty();
        if (!choice.isForced()) {
            return format.orElse(NONE);
        }
        if (format.isPresent()) {
            throw TextRefusedException.invalid(FIELD, "a format cannot be asked for beside a tool that must be called");
        }
        JsonObject bytes = JsonObject.builder()
                .put("tools", content.members().get("tools"))
                .put("tool_choice", choice.text())
                .build();
        return new OutputConstraint(Jcs.canonicalize(bytes), Optional.of(CallGrammar.of(tools.chosen(choice), spelling)));
    }

    // Empty where any text is allowed.
    private static Optional<OutputConstraint> format(Json value) throws TextRefusedException {
        if (!(value instanceof JsonObject format) || !(format.get("type").orElse(null) instanceof JsonString(String type))) {
            throw TextRefusedException.invalid(FIELD, "expected an object with a type");
        }
        return switch (type) {
            case "text" -> Optional.empty();
            case "json_object" -> Optional.of(of(format, JsonGrammar.anyObject()));
            case "json_schema" -> Optional.of(of(format, grammar(format)));
            default -> throw TextRefusedException.invalid(FIELD + ".type", "expected text, json_object or json_schema, found '" + type + "'");
        };
    }

    private static OutputConstraint of(JsonObject format, JsonGrammar grammar) {
        return new OutputConstraint(
                Jcs.canonicalize(JsonObject.builder().put(FIELD, format).build()), Optional.of(grammar.start()));
    }

    private static JsonGrammar grammar(JsonObject format) throws TextRefusedException {
        String field = FIELD + ".json_schema.schema";
        if (!(format.get("json_schema").orElse(null) instanceof JsonObject named) || !named.has("schema")) {
            throw TextRefusedException.invalid(field, "expected a schema");
        }
        try {
            return JsonGrammar.of(named.members().get("schema"));
        } catch (GrammarException refused) {
            throw TextRefusedException.invalid(field, refused.getMessage());
        }
    }
}
