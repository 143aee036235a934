package dev.credence.foundation.codec;

/// An integer that every JSON implementation holds exactly.
///
/// @param value in ±(2^53 − 1)
public record JsonInteger(long value) implements JsonNumeric {
    /// 2^53 − 1, the bound of RFC 7493 section 2.2.
    public static final long VALUE_MAX = (1L << 53) - 1;

    public JsonInteger {
        if (value < -VALUE_MAX || value > VALUE_MAX) {
            throw new IllegalArgumentException("an integer within ±(2^53−1) expected, found " + value);
        }
    }

    @Override
    public String lexeme() {
        return Long.toString(value);
    }

    @Override
    public double asDouble() {
        return value;
    }

    @Override
    public float asFloat() {
        return value;
    }
}
