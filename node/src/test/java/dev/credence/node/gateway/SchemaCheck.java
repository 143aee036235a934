package dev.credence.node.gateway;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.IJson;
import dev.credence.foundation.codec.Json;
import dev.credence.foundation.codec.JsonArray;
import dev.credence.foundation.codec.JsonBoolean;
import dev.credence.foundation.codec.JsonInteger;
import dev.credence.foundation.codec.JsonLimits;
import dev.credence.foundation.codec.JsonNull;
import dev.credence.foundation.codec.JsonNumeric;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.foundation.codec.JsonString;
import java.util.List;
import java.util.Map;

/// Holds bodies against the schemas of an OpenAPI description: the keywords of JSON Schema that ours use, and no others.
final class SchemaCheck {
    private static final JsonLimits LIMITS = new JsonLimits(64 << 20, 64, 1_000_000);

    private final JsonObject description;

    SchemaCheck(String description) throws MalformedException {
        this.description = (JsonObject) parse(description);
    }

    void request(String path, String method, String body) throws MalformedException {
        check(schema(at(description, "paths", path, method, "requestBody")), parse(body), "request");
    }

    void answer(String path, String method, String status, String body) throws MalformedException {
        check(schema(at(description, "paths", path, method, "responses", status)), parse(body), "answer");
    }

    private static JsonObject schema(Json body) {
        return (JsonObject) at(body, "content", "application/json", "schema");
    }

    private static Json parse(String text) throws MalformedException {
        return IJson.parse(Bytes.ofUtf8(text), LIMITS);
    }

    private static Json at(Json json, String... path) {
        Json at = json;
        for (String name : path) {
            at = ((JsonObject) at).get(name).orElseThrow(() -> new AssertionError("no " + name + " of " + List.of(path)));
        }
        return at;
    }

    private void check(JsonObject schema, Json value, String where) {
        schema.members().forEach((keyword, rule) -> {
            if (!holds(keyword, rule, schema, value, where)) {
                throw new AssertionError(where + ": " + keyword + " " + rule + ", found " + value);
            }
        });
    }

    private boolean holds(String keyword, Json rule, JsonObject schema, Json value, String where) {
        return switch (keyword) {
            case "description" -> true;
            case "$ref" -> {
                check((JsonObject) at(description, "components", "schemas", text(rule).substring("#/components/schemas/".length())), value, where);
                yield true;
            }
            case "type" -> rule instanceof JsonArray any ? any.items().stream().anyMatch(type -> is(text(type), value)) : is(text(rule), value);
            case "const" -> rule.equals(value);
            case "enum" -> ((JsonArray) rule).items().contains(value);
            case "anyOf" -> ((JsonArray) rule).items().stream().anyMatch(one -> passes((JsonObject) one, value, where));
            case "pattern" -> !(value instanceof JsonString string) || string.value().matches(text(rule));
            case "minimum" -> !(value instanceof JsonNumeric) || number(value) >= number(rule);
            case "maximum" -> !(value instanceof JsonNumeric) || number(value) <= number(rule);
            case "minItems" -> !(value instanceof JsonArray array) || array.size() >= number(rule);
            case "maxItems" -> !(value instanceof JsonArray array) || array.size() <= number(rule);
            case "items" -> {
                if (value instanceof JsonArray array) {
                    array.items().forEach(item -> check((JsonObject) rule, item, where + "[]"));
                }
                yield true;
            }
            case "required" -> !(value instanceof JsonObject object) || ((JsonArray) rule).items().stream().allMatch(name -> object.has(text(name)));
            case "properties", "additionalProperties" -> {
                if (value instanceof JsonObject object) {
                    members(schema, object, where);
                }
                yield true;
            }
            default -> throw new AssertionError("the keyword " + keyword + " is not known here");
        };
    }

    private void members(JsonObject schema, JsonObject object, String where) {
        Map<String, Json> known = schema.get("properties").<Map<String, Json>>map(rule -> ((JsonObject) rule).members()).orElse(Map.of());
        Json others = schema.get("additionalProperties").orElse(new JsonBoolean(true));
        object.members().forEach((name, member) -> {
            if (known.get(name) instanceof JsonObject rule) {
                check(rule, member, where + "." + name);
            } else if (others instanceof JsonObject rule) {
                check(rule, member, where + "." + name);
            } else if (others.equals(new JsonBoolean(false))) {
                throw new AssertionError(where + " has no member " + name);
            }
        });
    }

    private boolean passes(JsonObject schema, Json value, String where) {
        try {
            check(schema, value, where);
            return true;
        } catch (AssertionError other) {
            return false;
        }
    }

    private static boolean is(String type, Json value) {
        return switch (type) {
            case "object" -> value instanceof JsonObject;
            case "array" -> value instanceof JsonArray;
            case "string" -> value instanceof JsonString;
            case "integer" -> value instanceof JsonInteger;
            case "number" -> value instanceof JsonNumeric;
            case "boolean" -> value instanceof JsonBoolean;
            case "null" -> value instanceof JsonNull;
            default -> throw new AssertionError("the type " + type + " is not known here");
        };
    }

    private static double number(Json value) {
        return switch ((JsonNumeric) value) {
            case JsonInteger(long integer) -> integer;
            case dev.credence.foundation.codec.JsonNumber(String lexeme) -> Double.parseDouble(lexeme);
        };
    }

    private static String text(Json value) {
        return ((JsonString) value).value();
    }
}
