package dev.credence.foundation.codec;

import dev.credence.foundation.bytes.MalformedException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// Reads one JSON string: escapes, well-formed UTF-8 (Unicode table 3-7), no surrogate alone, no noncharacter
/// unless the dialect has them.
final class JsonStringReader {
    private static final String SHORT_ESCAPES = "\"\\/bfnrt";
    private static final String SHORT_MEANINGS = "\"\\/\b\f\n\r\t";

    private final ByteCursor cursor;
    private final boolean canonical;
    private final boolean noncharacters;

    JsonStringReader(ByteCursor cursor, JsonDialect dialect) {
        this.cursor = cursor;
        this.canonical = dialect == JsonDialect.CANONICAL;
        this.noncharacters = dialect == JsonDialect.TEXTS;
    }

    /// Reads from the opening quote, where the cursor stands, to behind the closing one.
    String read() throws MalformedException {
        cursor.advance();
        int start = cursor.at();
        plain();
        if (cursor.peek() == '"') {
            String text = ascii(start);
            cursor.advance();
            return text;
        }
        StringBuilder text = new StringBuilder(ascii(start));
        while (!cursor.skip('"')) {
            int c = cursor.peek();
            if (c == '\\') {
                escape(text);
            } else if (c >= 0x80) {
                text.appendCodePoint(fit(cursor.at(), multibyte()));
            } else if (c >= 0x20) {
                int from = cursor.at();
                plain();
                text.append(ascii(from));
            } else {
                throw cursor.fault(c == ByteCursor.END ? "the string's closing quote" : "control characters escaped");
            }
        }
        return text.toString();
    }

    // Steps over ASCII that stands for itself; the loop most bytes of a document pass through.
    private void plain() {
        byte[] array = cursor.array();
        int at = cursor.at();
        while (at < array.length && array[at] >= 0x20 && array[at] != '"' && array[at] != '\\') {
            at++;
        }
        cursor.moveTo(at);
    }

    private String ascii(int from) {
        return new String(cursor.array(), from, cursor.at() - from, StandardCharsets.ISO_8859_1);
    }

    private void escape(StringBuilder text) throws MalformedException {
        int start = cursor.at();
        cursor.advance();
        int c = cursor.peek();
        int known = c == ByteCursor.END ? -1 : SHORT_ESCAPES.indexOf(c);
        if (known >= 0) {
            cursor.advance();
            if (canonical && c == '/') {
                throw new MalformedException("", start, "the shortest escape", "an escaped '/'");
            }
            text.append(SHORT_MEANINGS.charAt(known));
        } else if (c == 'u') {
            text.appendCodePoint(fit(start, unicodeEscape(start)));
        } else {
            throw cursor.fault("one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\u");
        }
    }

    private int unicodeEscape(int start) throws MalformedException {
        int unit = hexUnit();
        if (canonical && (unit >= 0x20 || SHORT_MEANINGS.indexOf(unit) >= 0)) {
            throw new MalformedException("", start, "the shortest escape", "a longer one");
        }
        if (!Character.isSurrogate((char) unit)) {
            return unit;
        }
        if (Character.isHighSurrogate((char) unit) && cursor.skip('\\') && cursor.peek() == 'u') {
            int low = hexUnit();
            if (Character.isLowSurrogate((char) low)) {
                return Character.toCodePoint((char) unit, (char) low);
            }
        }
        throw new MalformedException("", start, "surrogates in pairs", "a lone surrogate");
    }

    // The cursor stands on the 'u'.
    private int hexUnit() throws MalformedException {
        cursor.advance();
        int unit = 0;
        for (int i = 0; i < 4; i++) {
            int c = cursor.peek();
            int digit = c >= 'A' && c <= 'F' && canonical ? -1 : Character.digit((char) c, 16);
            if (digit < 0) {
                throw cursor.fault(canonical ? "four lowercase hexadecimal digits" : "four hexadecimal digits");
            }
            unit = unit << 4 | digit;
            cursor.advance();
        }
        return unit;
    }

    private int multibyte() throws MalformedException {
        int lead = cursor.peek();
        int more = lead >= 0xc2 && lead <= 0xdf ? 1 : lead >= 0xe0 && lead <= 0xef ? 2 : lead >= 0xf0 && lead <= 0xf4 ? 3 : 0;
        if (more == 0) {
            throw cursor.fault("well-formed UTF-8");
        }
        // The second byte's range shuts out overlong forms, surrogates and what lies beyond U+10FFFF.
        int low = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
        int high = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
        int codePoint = lead & (0x3f >> more);
        for (int i = 0; i < more; i++) {
            cursor.advance();
            int c = cursor.peek();
            if (c < low || c > high) {
                throw cursor.fault("well-formed UTF-8");
            }
            codePoint = codePoint << 6 | c & 0x3f;
            low = 0x80;
            high = 0xbf;
        }
        cursor.advance();
        return codePoint;
    }

    private int fit(int at, int codePoint) throws MalformedException {
        if (!noncharacters && JsonText.isNoncharacter(codePoint)) {
            throw new MalformedException(
                    "", at, "no Unicode noncharacters", "U+" + HexFormat.of().withUpperCase().toHexDigits(codePoint, 6));
        }
        return codePoint;
    }
}
