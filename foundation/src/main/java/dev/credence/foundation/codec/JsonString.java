package dev.credence.foundation.codec;

/// A text of Unicode scalar values without noncharacters (RFC 7493 section 2.1).
///
/// @param value without lone surrogates and noncharacters; `fit` makes any text so
public record JsonString(String value) implements Json {
    public JsonString {
        int unfit = JsonText.firstUnfit(value);
        if (unfit >= 0) {
            throw new IllegalArgumentException(
                    "text without lone surrogates and noncharacters expected, found one at index " + unfit);
        }
    }

    /// `text` with U+FFFD in place of each lone surrogate and noncharacter: for text that a model made.
    public static JsonString fit(String text) {
        return new JsonString(JsonText.fit(text));
    }
}
