package dev.credence.foundation.codec;

import dev.credence.foundation.bytes.Bytes;
import java.util.Arrays;

/// A growing UTF-8 text.
final class JsonSink {
    private static final byte[] HEX = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'};

    private byte[] array = new byte[512];
    private int length;

    Bytes toBytes() {
        return Bytes.of(array, 0, length);
    }

    void ascii(char c) {
        room(1);
        array[length++] = (byte) c;
    }

    void ascii(String text) {
        room(text.length());
        for (int i = 0; i < text.length(); i++) {
            array[length++] = (byte) text.charAt(i);
        }
    }

    void integer(long value) {
        ascii(Long.toString(value));
    }

    /// `text` in quotes, in the shortest escapes; it holds no lone surrogate.
    void string(String text) {
        ascii('"');
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c >= 0x80) {
                at = multibyte(text, at - 1);
            } else if (c >= 0x20 && c != '"' && c != '\\') {
                ascii(c);
            } else {
                escape(c);
            }
        }
        ascii('"');
    }

    private void escape(char c) {
        room(6);
        array[length++] = '\\';
        switch (c) {
            case '"', '\\' -> array[length++] = (byte) c;
            case '\b' -> array[length++] = 'b';
            case '\t' -> array[length++] = 't';
            case '\n' -> array[length++] = 'n';
            case '\f' -> array[length++] = 'f';
            case '\r' -> array[length++] = 'r';
            default -> {
                ascii("u00");
                array[length++] = HEX[c >> 4];
                array[length++] = HEX[c & 15];
            }
        }
    }

    private int multibyte(String text, int at) {
        room(4);
        int c = text.codePointAt(at);
        if (c < 0x800) {
            array[length++] = (byte) (0xc0 | c >> 6);
        } else {
            if (c < 0x10000) {
                array[length++] = (byte) (0xe0 | c >> 12);
            } else {
                array[length++] = (byte) (0xf0 | c >> 18);
                array[length++] = (byte) (0x80 | c >> 12 & 0x3f);
            }
            array[length++] = (byte) (0x80 | c >> 6 & 0x3f);
        }
        array[length++] = (byte) (0x80 | c & 0x3f);
        return at + Character.charCount(c);
    }

    private void room(int more) {
        if (more > array.length - length) {
            int doubled = (int) Math.min(2L * array.length, Integer.MAX_VALUE - 8);
            array = Arrays.copyOf(array, Math.max(Math.addExact(length, more), doubled));
        }
    }
}
