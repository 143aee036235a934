package dev.credence.foundation.codec;

import dev.credence.foundation.bytes.MalformedException;

/// A place in a JSON text, and the sentences about what is wrong there.
final class ByteCursor {
    /// What `peek` answers at the end.
    static final int END = -1;

    private final byte[] array;
    private int at;

    ByteCursor(byte[] array) {
        this.array = array;
    }

    byte[] array() {
        return array;
    }

    int at() {
        return at;
    }

    void moveTo(int index) {
        at = index;
    }

    boolean atEnd() {
        return at == array.length;
    }

    /// The byte here in [0, 255], or `END`.
    int peek() {
        return at < array.length ? array[at] & 0xff : END;
    }

    void advance() {
        at++;
    }

    /// Steps over `c` if it is here.
    boolean skip(char c) {
        if (peek() != c) {
            return false;
        }
        at++;
        return true;
    }

    void require(char c) throws MalformedException {
        if (!skip(c)) {
            throw fault("'" + c + "'");
        }
    }

    MalformedException fault(String expected) {
        return fault(expected, here());
    }

    MalformedException fault(String expected, String actual) {
        return new MalformedException("", at, expected, actual);
    }

    private String here() {
        int c = peek();
        if (c == END) {
            return "the end of the text";
        }
        return c > 0x20 && c < 0x7f ? "'" + (char) c + "'" : "byte 0x" + Integer.toHexString(c | 0x100).substring(1);
    }
}
