package dev.credence.receipt.request;

import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.JsonFields;

/// What a publisher calls a model: `name@version`. That the name belongs to the model id is the publisher's word, not the
/// receipt's.
public record Release(String name, String version) {
    public static final int NAME_CHARS_MAX = 96;
    public static final int VERSION_CHARS_MAX = 31;
    private static final String EXPECTED =
            "name@version of letters, digits and '.', '_', '-', '/' (in names), at most 96 and 31 characters";

    public Release {
        if (!token(name, NAME_CHARS_MAX, true) || !token(version, VERSION_CHARS_MAX, false)) {
            throw new IllegalArgumentException("expected " + EXPECTED + ", found '" + name + "@" + version + "'");
        }
    }

    public static Release parse(String text, String path) throws MalformedException {
        int at = text.indexOf('@');
        if (at < 0 || !token(text.substring(0, at), NAME_CHARS_MAX, true) || !token(text.substring(at + 1), VERSION_CHARS_MAX, false)) {
            throw new MalformedException(path, -1, EXPECTED, "'" + text + "'");
        }
        return new Release(text.substring(0, at), text.substring(at + 1));
    }

    public static Release read(JsonFields fields, String member) throws MalformedException {
        return parse(fields.string(member, NAME_CHARS_MAX + 1 + VERSION_CHARS_MAX), fields.pathOf(member));
    }

    /// Whether `text` can be a release's name.
    public static boolean isName(String text) {
        return token(text, NAME_CHARS_MAX, true);
    }

    public String text() {
        return name + "@" + version;
    }

    private static boolean token(String text, int charsMax, boolean slash) {
        return !text.isEmpty() && text.length() <= charsMax && text.chars().allMatch(c -> fit(c) || slash && c == '/');
    }

    private static boolean fit(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '.' || c == '_' || c == '-';
    }
}
