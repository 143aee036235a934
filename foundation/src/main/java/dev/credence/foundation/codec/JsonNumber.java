package dev.credence.foundation.codec;

/// A number that is no `JsonInteger`: it has a fraction or an exponent, is −0, or lies beyond ±(2^53 − 1).
///
/// Occurs in I-JSON only. Keeps the text as it came, so that each user rounds once, to the width that it needs. Equal by
/// text: `1.0` and `1.00` differ.
///
/// @param lexeme a number of RFC 8259 section 6 of at most `LEXEME_CHARS_MAX` characters whose nearest double is finite
public record JsonNumber(String lexeme) implements JsonNumeric {
    /// The longest exact decimal text of a float has 150 characters; nobody means more than that.
    public static final int LEXEME_CHARS_MAX = 160;

    public JsonNumber {
        byte[] text = NumberGrammar.bytes(lexeme);
        if (NumberGrammar.check(text, 0, text.length) < 0 || text.length > LEXEME_CHARS_MAX || NumberGrammar.overflows(text, 0, text.length)) {
            throw new IllegalArgumentException("a JSON number of a double's range expected, found '" + lexeme + "'");
        }
    }

    /// The shortest text of a finite double, as ECMAScript writes it; a whole number within ±(2^53 − 1) is an integer.
    public static JsonNumeric of(double value) {
        return from(EcmaNumber.format(value));
    }

    /// The shortest text of a finite float: the one that gives it back when it is rounded to a float.
    public static JsonNumeric of(float value) {
        return from(EcmaNumber.format(value));
    }

    @Override
    public double asDouble() {
        byte[] text = NumberGrammar.bytes(lexeme);
        return NumberRounding.toDouble(text, 0, text.length);
    }

    @Override
    public float asFloat() {
        byte[] text = NumberGrammar.bytes(lexeme);
        return NumberRounding.toFloat(text, 0, text.length);
    }

    /// The value that a reader makes of `lexeme`, which must be well-formed and in range.
    static JsonNumeric from(String lexeme) {
        byte[] text = NumberGrammar.bytes(lexeme);
        long value = NumberGrammar.exactInteger(text, 0, text.length);
        return value == NumberGrammar.NO_INTEGER ? new JsonNumber(lexeme) : new JsonInteger(value);
    }
}
