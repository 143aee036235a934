package dev.credence.foundation.codec;

/// `true` or `false`.
public record JsonBoolean(boolean value) implements Json {}
