package dev.credence.inference.language.grammar;

import dev.credence.foundation.codec.Json;
import dev.credence.foundation.codec.JsonArray;
import dev.credence.foundation.codec.JsonBoolean;
import dev.credence.foundation.codec.JsonInteger;
import dev.credence.foundation.codec.JsonNull;
import dev.credence.foundation.codec.JsonNumber;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.foundation.codec.JsonString;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The keywords of one schema, each known and of its kind.
record Keywords(JsonObject schema, String path) {
    /// What decides what a schema accepts.
    enum Form {
        REFERENCE,
        ANY_OF,
        LITERALS,
        TYPED,
        ANYTHING
    }

    /// Length and number of items that are written out.
    static final int COUNT_MAX = 10_000;

    private static final Set<String> ANNOTATIONS =
            Set.of("title", "description", "default", "examples", "$schema", "$id", "$comment", "deprecated", "readOnly", "writeOnly");
    private static final Set<String> DEFINITIONS = Set.of("$defs", "definitions");
    private static final Set<String> DECIDING = Set.of("$ref", "anyOf", "allOf", "enum", "const");
    /// Keywords that say something of one type only.
    private static final Map<String, String> OF_TYPE = Map.of(
            "properties", "object", "required", "object", "additionalProperties", "object", "items", "array", "minItems", "array", "maxItems",
            "array", "minLength", "string", "maxLength", "string");
    private static final List<String> TYPES = List.of("object", "array", "string", "number", "integer", "boolean", "null");

    static Keywords read(JsonObject schema, String path) throws GrammarException {
        Keywords keywords = new Keywords(schema, path);
        String deciding = "";
        String other = "";
        for (String word : schema.keys()) {
            if (ANNOTATIONS.contains(word) || DEFINITIONS.contains(word) || word.equals("type")) {
                continue;
            }
            if (DECIDING.contains(word)) {
                if (!deciding.isEmpty()) {
                    throw new GrammarException(path, "'" + deciding + "' beside '" + word + "' is not supported");
                }
                deciding = word;
            } else if (OF_TYPE.containsKey(word)) {
                other = word;
                keywords.checkKind(word);
            } else {
                throw new GrammarException(path, "the keyword '" + word + "' is not supported");
            }
        }
        if (!deciding.isEmpty() && !other.isEmpty()) {
            throw new GrammarException(path, "'" + deciding + "' beside '" + other + "' is not supported");
        }
        boolean literal = deciding.equals("enum") || deciding.equals("const");
        if (!deciding.isEmpty() && !literal && schema.has("type")) {
            throw new GrammarException(path, "'" + deciding + "' beside 'type' is not supported");
        }
        return keywords;
    }

    private void checkKind(String word) throws GrammarException {
        Json value = schema.get(word).orElseThrow();
        boolean fits = switch (word) {
            case "properties" -> value instanceof JsonObject;
            case "required" -> value instanceof JsonArray;
            case "minItems", "maxItems", "minLength", "maxLength" -> value instanceof JsonInteger(long count) && count >= 0;
            default -> value instanceof JsonObject || value instanceof JsonBoolean;
        };
        if (!fits) {
            throw new GrammarException(path, "'" + word + "' is " + value.kind() + ", which it must not be");
        }
    }

    Form form() {
        if (has("$ref")) {
            return Form.REFERENCE;
        }
        if (has("anyOf") || has("allOf")) {
            return Form.ANY_OF;
        }
        if (has("enum") || has("const")) {
            return Form.LITERALS;
        }
        return has("type") || schema.keys().stream().anyMatch(OF_TYPE::containsKey) ? Form.TYPED : Form.ANYTHING;
    }

    boolean has(String word) {
        return schema.has(word);
    }

    Optional<Json> get(String word) {
        return schema.get(word);
    }

    String text(String word) throws GrammarException {
        if (get(word).orElseThrow() instanceof JsonString(String text)) {
            return text;
        }
        throw new GrammarException(path, "'" + word + "' is no text");
    }

    JsonArray array(String word) throws GrammarException {
        if (get(word).orElseThrow() instanceof JsonArray array) {
            return array;
        }
        throw new GrammarException(path, "'" + word + "' is no array");
    }

    int count(String word, int otherwise) throws GrammarException {
        if (!has(word)) {
            return otherwise;
        }
        long count = ((JsonInteger) get(word).orElseThrow()).value();
        if (count > COUNT_MAX) {
            throw new GrammarException(path, "'" + word + "' is above " + COUNT_MAX);
        }
        boolean lower = word.startsWith("min");
        String twin = (lower ? "max" : "min") + word.substring(3);
        if (lower && has(twin) && ((JsonInteger) get(twin).orElseThrow()).value() < count) {
            throw new GrammarException(path, "'" + word + "' is above '" + twin + "'");
        }
        return (int) count;
    }

    /// The types that are allowed; without the keyword, that which the others speak of.
    List<String> types() throws GrammarException {
        if (!has("type")) {
            String word = schema.keys().stream().filter(OF_TYPE::containsKey).findFirst().orElseThrow();
            return List.of(OF_TYPE.get(word));
        }
        List<Json> named = get("type").orElseThrow() instanceof JsonArray(List<Json> several) ? several : List.of(get("type").orElseThrow());
        List<String> types = new ArrayList<>();
        for (Json each : named) {
            if (!(each instanceof JsonString(String type)) || !TYPES.contains(type)) {
                throw new GrammarException(path, "'type' is none of JSON Schema's");
            }
            types.add(type);
        }
        if (types.isEmpty()) {
            throw new GrammarException(path, "'type' allows nothing");
        }
        return types;
    }

    /// The values of `enum` or `const` that are of an allowed type.
    List<Json> literals() throws GrammarException {
        List<Json> all = has("const") ? List.of(get("const").orElseThrow()) : array("enum").items();
        List<String> types = has("type") ? types() : TYPES;
        List<Json> allowed = all.stream().filter(value -> types.stream().anyMatch(type -> is(value, type))).toList();
        if (allowed.isEmpty()) {
            throw new GrammarException(path, "'" + (has("const") ? "const" : "enum") + "' allows nothing");
        }
        return allowed;
    }

    private static boolean is(Json value, String type) {
        return switch (value) {
            case JsonObject _ -> type.equals("object");
            case JsonArray _ -> type.equals("array");
            case JsonString _ -> type.equals("string");
            case JsonInteger _ -> type.equals("integer") || type.equals("number");
            case JsonNumber _ -> type.equals("number");
            case JsonBoolean _ -> type.equals("boolean");
            case JsonNull _ -> type.equals("null");
        };
    }
}
