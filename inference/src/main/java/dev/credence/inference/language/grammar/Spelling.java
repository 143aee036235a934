package dev.credence.inference.language.grammar;

import dev.credence.foundation.codec.Json;
import dev.credence.foundation.codec.JsonArray;
import dev.credence.foundation.codec.JsonBoolean;
import dev.credence.foundation.codec.JsonNull;
import dev.credence.foundation.codec.JsonNumeric;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.foundation.codec.JsonString;
import dev.credence.foundation.codec.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A given value in the one spelling: a space behind `,` and `:`, shortest escapes.
final class Spelling {
    private Spelling() {}

    static String of(Json value) {
        return switch (value) {
            case JsonObject object -> {
                List<String> members = new ArrayList<>();
                object.members().forEach((name, member) -> members.add(of(new JsonString(name)) + ": " + of(member)));
                yield "{" + String.join(", ", members) + "}";
            }
            case JsonArray(List<Json> items) -> "[" + String.join(", ", items.stream().map(Spelling::of).toList()) + "]";
            case JsonString _, JsonNumeric _, JsonBoolean _, JsonNull _ ->
                new String(JsonWriter.write(value).toArray(), StandardCharsets.UTF_8);
        };
    }
}
