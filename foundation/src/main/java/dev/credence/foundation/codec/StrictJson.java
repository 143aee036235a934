package dev.credence.foundation.codec;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;

/// The reader of receipts, log entries and trust files: I-JSON in which every number is an integer.
///
/// Refused besides everything that RFC 8259 refuses: a byte order mark; a second member of the same key; a lone
/// surrogate or noncharacter, escaped or not; a fraction, an exponent, −0, an integer beyond ±(2^53 − 1); anything after
/// the value; what exceeds the limits.
public final class StrictJson {
    private StrictJson() {}

    /// Reads a text in which white space and the choice of escapes are free.
    public static Json parse(Bytes text, JsonLimits limits) throws MalformedException {
        return new JsonParser(text, limits, JsonDialect.STRICT).document();
    }

    /// Reads a text in the one spelling: writing the value again gives the same bytes.
    ///
    /// Refused besides: white space between tokens; an escape where the character can stand for itself, or a longer or
    /// uppercase one where there is a shorter.
    public static Json parseCanonical(Bytes text, JsonLimits limits) throws MalformedException {
        return new JsonParser(text, limits, JsonDialect.CANONICAL).document();
    }
}
