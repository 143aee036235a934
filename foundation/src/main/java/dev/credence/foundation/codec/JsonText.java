package dev.credence.foundation.codec;

/// Which text I-JSON lets through (RFC 7493 section 2.1): no surrogate without its partner, no noncharacter.
final class JsonText {
    private static final char REPLACEMENT = '\ufffd';

    private JsonText() {}

    /// U+FDD0 to U+FDEF and the last two code points of every plane.
    static boolean isNoncharacter(int codePoint) {
        return (codePoint & 0xfffe) == 0xfffe || codePoint >= 0xfdd0 && codePoint <= 0xfdef;
    }

    /// The index of the first lone surrogate or noncharacter, or -1.
    static int firstUnfit(String text) {
        return firstUnfit(text, 0);
    }

    static String fit(String text) {
        int unfit = firstUnfit(text);
        if (unfit < 0) {
            return text;
        }
        StringBuilder fitted = new StringBuilder(text.length());
        int from = 0;
        while (unfit >= 0) {
            fitted.append(text, from, unfit).append(REPLACEMENT);
            from = unfit + Character.charCount(text.codePointAt(unfit));
            unfit = firstUnfit(text, from);
        }
        return fitted.append(text, from, text.length()).toString();
    }

    private static int firstUnfit(String text, int from) {
        int at = from;
        while (at < text.length()) {
            char unit = text.charAt(at);
            if (unit < Character.MIN_SURROGATE) {
                at++;
                continue;
            }
            int codePoint = text.codePointAt(at);
            boolean surrogate = codePoint <= Character.MAX_SURROGATE;
            if (surrogate || isNoncharacter(codePoint)) {
                return at;
            }
            at += Character.charCount(codePoint);
        }
        return -1;
    }
}
