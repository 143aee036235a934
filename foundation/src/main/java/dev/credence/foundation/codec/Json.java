package dev.credence.foundation.codec;

/// A JSON value (RFC 8259) within the bounds of I-JSON (RFC 7493).
///
/// Values are immutable and equal by content; objects keep and compare the order of their members.
public sealed interface Json permits JsonObject, JsonArray, JsonString, JsonNumeric, JsonBoolean, JsonNull {

    /// What kind of value this is, as a user would name it.
    default String kind() {
        return switch (this) {
            case JsonObject _ -> "an object";
            case JsonArray _ -> "an array";
            case JsonString _ -> "a string";
            case JsonInteger _ -> "an integer";
            case JsonNumber _ -> "a number";
            case JsonBoolean _ -> "a boolean";
            case JsonNull _ -> "null";
        };
    }
}
