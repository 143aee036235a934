package dev.credence.foundation.codec;

/// A JSON number: an exact integer, or a lexeme that is rounded when asked.
public sealed interface JsonNumeric extends Json permits JsonInteger, JsonNumber {

    /// The number's decimal text.
    String lexeme();

    /// The nearest double, rounded once (ties to even) from the decimal text; always finite.
    double asDouble();

    /// The nearest float, rounded once (ties to even) from the decimal text and never by way of a double; infinite where
    /// the text lies beyond the largest float.
    float asFloat();
}
