package dev.credence.foundation.codec;

/// `null`.
public record JsonNull() implements Json {
    public static final JsonNull NULL = new JsonNull();
}
