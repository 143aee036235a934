package dev.credence.inference.language.chat;

/// The white space of JSON: what surrounds a call.
final class WhiteSpace {
    private WhiteSpace() {}

    static boolean is(char c) {
        return c == ' ' || c == '\n' || c == '\t' || c == '\r';
    }

    /// The first place from `from` on that is none, or `to`.
    static int skip(CharSequence text, int from, int to) {
        int at = from;
        while (at < to && is(text.charAt(at))) {
            at++;
        }
        return at;
    }

    /// The place behind the last character before `to` that is none, at least `from`.
    static int skipBack(CharSequence text, int from, int to) {
        int at = to;
        while (at > from && is(text.charAt(at - 1))) {
            at--;
        }
        return at;
    }

    static String strip(String text) {
        int from = skip(text, 0, text.length());
        return text.substring(from, skipBack(text, from, text.length()));
    }
}
