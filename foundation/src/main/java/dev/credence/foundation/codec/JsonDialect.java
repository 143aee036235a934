package dev.credence.foundation.codec;

/// What a reader lets through.
enum JsonDialect {
    /// Integers only; white space and escapes are free.
    STRICT,
    /// Integers only, in the one spelling.
    CANONICAL,
    /// Numbers of every form that a double can hold.
    I_JSON,
    /// An array of texts, noncharacters among their characters.
    TEXTS
}
