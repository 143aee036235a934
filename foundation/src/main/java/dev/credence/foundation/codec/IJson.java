package dev.credence.foundation.codec;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;

/// The reader of API bodies: RFC 7493 with fractions and exponents.
///
/// Refused besides everything that RFC 8259 refuses: a byte order mark; a second member of the same key; a lone
/// surrogate or noncharacter, escaped or not; a number whose nearest double is infinite, or zero although the text is
/// not, or whose text is longer than `JsonNumber.LEXEME_CHARS_MAX`; anything after the value; what exceeds the limits.
public final class IJson {
    private IJson() {}

    public static Json parse(Bytes text, JsonLimits limits) throws MalformedException {
        return new JsonParser(text, limits, JsonDialect.I_JSON).document();
    }
}
