package dev.credence.receipt.statement;

import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.JsonFields;

/// The texts that a statement may hold: printable, bounded, none that could steer a terminal.
final class Text {
    /// A name of 32 characters, a hyphen, 16 digits.
    static final int NETWORK_CHARS_MAX = 49;
    static final int ENGINE_CHARS_MAX = 64;
    static final int PROFILE_CHARS_MAX = 32;

    private Text() {}

    static boolean isNetwork(String text) {
        return isToken(text, NETWORK_CHARS_MAX);
    }

    /// Lowercase letters, digits and hyphens.
    static boolean isToken(String text, int charsMax) {
        return !text.isEmpty()
                && text.length() <= charsMax
                && text.chars().allMatch(c -> c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-');
    }

    /// Printable ASCII without spaces.
    static boolean isWord(String text, int charsMax) {
        return !text.isEmpty() && text.length() <= charsMax && text.chars().allMatch(c -> c > 0x20 && c < 0x7f);
    }

    static String token(JsonFields fields, String member, int charsMax) throws MalformedException {
        String text = fields.string(member, charsMax);
        if (!isToken(text, charsMax)) {
            throw fields.fault(member, "lowercase letters, digits and hyphens", "'" + text + "'");
        }
        return text;
    }

    static String word(JsonFields fields, String member, int charsMax) throws MalformedException {
        String text = fields.string(member, charsMax);
        if (!isWord(text, charsMax)) {
            throw fields.fault(member, "printable ASCII without spaces", "'" + text + "'");
        }
        return text;
    }

    static void require(boolean fit, String expected, String actual) {
        if (!fit) {
            throw new IllegalArgumentException("expected " + expected + ", found '" + actual + "'");
        }
    }
}
