package dev.credence.inference.language.template.value;

import java.util.Optional;

/// A string; its places are code points, as Python counts them.
///
/// @param markup whether it is markupsafe's `Markup`, which the filters `safe` and `escape` make: what is joined to it
///               is escaped for HTML first
public record Text(String value, boolean markup) implements Value {
    public static final Text EMPTY = new Text("", false);

    public static Text of(String value) {
        return new Text(value, false);
    }

    /// The same kind of text with other characters.
    public Text with(String other) {
        return new Text(other, markup);
    }

    Source characters() {
        int[] at = {0};
        return () -> {
            if (at[0] >= value.length()) {
                return Optional.empty();
            }
            int point = value.codePointAt(at[0]);
            at[0] += Character.charCount(point);
            return Optional.of(Text.of(Character.toString(point)));
        };
    }

    public int length() {
        return value.codePointCount(0, value.length());
    }

    boolean narrow() {
        return length() == value.length();
    }

    /// `text` for HTML, as markupsafe escapes it.
    public static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("'", "&#39;").replace("\"", "&#34;");
    }
}
