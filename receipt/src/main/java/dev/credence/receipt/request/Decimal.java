package dev.credence.receipt.request;

import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.EcmaNumber;
import dev.credence.foundation.codec.JsonNumeric;
import dev.credence.foundation.codec.IJson;
import dev.credence.foundation.codec.JsonLimits;
import dev.credence.foundation.bytes.Bytes;

/// A number with a fraction where only texts may stand: the shortest text that gives the same binary64 (RFC 8785 3.2.2.3), so that
/// one number has one spelling (docs/spec/text.md 2.1).
///
/// @param value finite; −0 becomes 0 here
public record Decimal(double value) {
    /// No shortest text of a binary64 is longer.
    static final int CHARS_MAX = 25;

    private static final JsonLimits LIMITS = new JsonLimits(CHARS_MAX, 1, 1);

    public Decimal {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("a finite number expected, found " + value);
        }
        value = value == 0 ? 0 : value;
    }

    public static Decimal of(double value) {
        return new Decimal(value);
    }

    /// Reads the one spelling.
    ///
    /// @param path where the text stands in its document
    static Decimal parse(String text, String path) throws MalformedException {
        if (isNumber(text) && IJson.parse(Bytes.ofUtf8(text), LIMITS) instanceof JsonNumeric number) {
            Decimal decimal = new Decimal(number.asDouble());
            if (decimal.text().equals(text)) {
                return decimal;
            }
        }
        throw new MalformedException(path, -1, "the shortest text of a number", "'" + text + "'");
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.length() <= CHARS_MAX && text.chars().allMatch(c -> c >= '0' && c <= '9' || "+-.e".indexOf(c) >= 0);
    }

    /// The one spelling.
    public String text() {
        return EcmaNumber.format(value);
    }
}
