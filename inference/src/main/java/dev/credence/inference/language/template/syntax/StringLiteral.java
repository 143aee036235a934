package dev.credence.inference.language.template.syntax;

import dev.credence.inference.language.template.guard.TemplateException;

/// The text that a string literal stands for: Python's `unicode-escape` decoding after its `backslashreplace` encoding,
/// which is what Jinja2 does.
///
/// A character beyond ASCII behind a backslash is therefore no character of its own: the backslash escapes the one
/// that the encoding put there.
final class StringLiteral {
    private final String raw;
    private final int line;
    private final StringBuilder out;
    private int at;

    private StringLiteral(String raw, int line) {
        this.raw = raw;
        this.line = line;
        this.out = new StringBuilder(raw.length());
    }

    /// @param raw the characters between the quotation marks, with line ends normalised
    static String decode(String raw, int line) throws TemplateException {
        return raw.indexOf('\\') < 0 ? raw : new StringLiteral(raw, line).decode();
    }

    private String decode() throws TemplateException {
        while (at < raw.length()) {
            char c = raw.charAt(at++);
            if (c == '\\') {
                escape();
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    private void escape() throws TemplateException {
        char c = raw.charAt(at++);
        switch (c) {
            case '\n' -> {}
            case '\\', '\'', '"' -> out.append(c);
            case 'a' -> out.append('\u0007');
            case 'b' -> out.append('\b');
            case 'f' -> out.append('\f');
            case 'n' -> out.append('\n');
            case 'r' -> out.append('\r');
            case 't' -> out.append('\t');
            case 'v' -> out.append('\u000b');
            case 'x' -> hex(2, "\\xXX");
            case 'u' -> hex(4, "\\uXXXX");
            case 'U' -> hex(8, "\\UXXXXXXXX");
            case 'N' -> throw TemplateException.unsupported("a character by its name (\\N{...}) in a string", line);
            case '0', '1', '2', '3', '4', '5', '6', '7' -> octal(c - '0');
            default -> other(c);
        }
    }

    private void hex(int digits, String form) throws TemplateException {
        int value = 0;
        for (int i = 0; i < digits; i++) {
            int digit = at < raw.length() && raw.charAt(at) < 128 ? Character.digit(raw.charAt(at), 16) : -1;
            if (digit < 0 || value >>> 27 != 0) {
                throw TemplateException.syntax("truncated " + form + " escape", line);
            }
            value = value << 4 | digit;
            at++;
        }
        if (value > Character.MAX_CODE_POINT || value < 0) {
            throw TemplateException.syntax("illegal Unicode character", line);
        }
        if (value >= 0xd800 && value <= 0xdfff) {
            throw TemplateException.unsupported("a lone surrogate in a string", line);
        }
        out.appendCodePoint(value);
    }

    private void octal(int first) {
        int value = first;
        for (int i = 0; i < 2 && at < raw.length() && raw.charAt(at) >= '0' && raw.charAt(at) <= '7'; i++) {
            value = value << 3 | raw.charAt(at++) - '0';
        }
        out.append((char) value);
    }

    // An unknown escape stays as it is. What lies beyond ASCII was replaced by an escape, whose backslash is now escaped.
    private void other(char c) {
        out.append('\\');
        if (c < 128) {
            out.append(c);
            return;
        }
        int point = c;
        if (Character.isHighSurrogate(c) && at < raw.length()) {
            point = Character.toCodePoint(c, raw.charAt(at++));
        }
        String form = point < 0x100 ? "x%02x" : point < 0x10000 ? "u%04x" : "U%08x";
        out.append(String.format(form, point));
    }
}
