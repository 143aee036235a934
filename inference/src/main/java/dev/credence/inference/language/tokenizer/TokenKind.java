package dev.credence.inference.language.tokenizer;

import java.util.Optional;

/// What a token is for, by its number in `tokenizer.ggml.token_type`.
public enum TokenKind {
    /// Ordinary text.
    NORMAL,
    /// Stands for what has no token.
    UNKNOWN,
    /// A mark of the model's protocol, matched in text only where the caller asks for it and never shown.
    CONTROL,
    /// Text that is always matched whole.
    USER_DEFINED,
    /// Never produced.
    UNUSED,
    /// One byte, written `<0xXX>`.
    BYTE;

    static Optional<TokenKind> of(long code) {
        return code >= 1 && code <= values().length ? Optional.of(values()[(int) code - 1]) : Optional.empty();
    }

    /// The number that stands for this kind in a file.
    public int code() {
        return ordinal() + 1;
    }
}
