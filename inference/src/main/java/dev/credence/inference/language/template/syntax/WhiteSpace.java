package dev.credence.inference.language.template.syntax;

/// White space as Python's `str.isspace` has it: more than ASCII, and not what `Character.isWhitespace` has.
public final class WhiteSpace {
    private WhiteSpace() {}

    public static boolean is(int c) {
        return (c >= 0x09 && c <= 0x0d)
                || (c >= 0x1c && c <= 0x20)
                || c == 0x85
                || c == 0xa0
                || c == 0x1680
                || (c >= 0x2000 && c <= 0x200a)
                || c == 0x2028
                || c == 0x2029
                || c == 0x202f
                || c == 0x205f
                || c == 0x3000;
    }

    /// The index after the white space that begins at `from`.
    static int skip(String text, int from) {
        int at = from;
        while (at < text.length() && is(text.charAt(at))) {
            at++;
        }
        return at;
    }

    /// `text` without white space at its end.
    static String stripEnd(String text) {
        int end = text.length();
        while (end > 0 && is(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end);
    }

    static boolean all(String text, int from) {
        return skip(text, from) == text.length();
    }
}
