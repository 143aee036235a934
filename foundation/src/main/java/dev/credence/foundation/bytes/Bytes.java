package dev.credence.foundation.bytes;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Objects;

/// An immutable sequence of bytes, equal by content and ordered lexicographically as unsigned bytes.
public final class Bytes implements Comparable<Bytes> {
    public static final Bytes EMPTY = new Bytes(new byte[0]);

    private final byte[] array;

    private Bytes(byte[] array) {
        this.array = array;
    }

    /// A copy of `array`.
    public static Bytes of(byte[] array) {
        return array.length == 0 ? EMPTY : new Bytes(array.clone());
    }

    /// A copy of `array[from, to)`.
    public static Bytes of(byte[] array, int from, int to) {
        Objects.checkFromToIndex(from, to, array.length);
        return new Bytes(Arrays.copyOfRange(array, from, to));
    }

    /// Takes `array` over without copying.
    ///
    /// **Obligation**: the caller gives up the array and never writes to it again.
    public static Bytes wrap(byte[] array) {
        return new Bytes(array);
    }

    /// The UTF-8 of `text`.
    ///
    /// @throws IllegalArgumentException if a surrogate stands alone: Java would write `?` for it, and two texts would
    ///     have the same bytes
    public static Bytes ofUtf8(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (Character.charCount(text.codePointAt(i)) == 1) {
                    throw new IllegalArgumentException("surrogates in pairs expected, found one alone at index " + i);
                }
                i++;
            }
        }
        return new Bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /// The bytes of all `parts`, one after the other.
    public static Bytes concat(Bytes... parts) {
        int length = 0;
        for (Bytes part : parts) {
            length = Math.addExact(length, part.array.length);
        }
        byte[] joined = new byte[length];
        int at = 0;
        for (Bytes part : parts) {
            System.arraycopy(part.array, 0, joined, at, part.array.length);
            at += part.array.length;
        }
        return new Bytes(joined);
    }

    /// Reads lowercase hexadecimal of exactly `length` bytes.
    ///
    /// @throws MalformedException if the text has another length or any other character, uppercase included
    public static Bytes parseHex(String text, int length) throws MalformedException {
        if (text.length() != 2 * length) {
            throw new MalformedException("", -1, 2 * length + " lowercase hexadecimal digits", text.length() + " characters");
        }
        byte[] array = new byte[length];
        for (int i = 0; i < length; i++) {
            int high = nibble(text.charAt(2 * i));
            int low = nibble(text.charAt(2 * i + 1));
            if ((high | low) < 0) {
                throw new MalformedException("", -1, "lowercase hexadecimal digits", "'" + text + "'");
            }
            array[i] = (byte) (high << 4 | low);
        }
        return new Bytes(array);
    }

    /// Reads standard base64 with padding and zero spare bits (RFC 4648 section 4, canonical form only).
    ///
    /// @throws MalformedException if any other text could stand for the same bytes, or the text is not base64
    public static Bytes parseBase64(String text) throws MalformedException {
        byte[] array;
        try {
            array = Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException refused) {
            throw new MalformedException("", -1, "padded standard base64", refused.getMessage());
        }
        if (!Base64.getEncoder().encodeToString(array).equals(text)) {
            throw new MalformedException("", -1, "canonical base64 (padded, zero spare bits)", "another spelling");
        }
        return new Bytes(array);
    }

    /// The number of bytes.
    public int length() {
        return array.length;
    }

    public boolean isEmpty() {
        return array.length == 0;
    }

    /// The byte at `index` as a number in [0, 255].
    public int at(int index) {
        return array[index] & 0xff;
    }

    /// A copy of the bytes in [from, to).
    public Bytes slice(int from, int to) {
        return of(array, from, to);
    }

    /// A copy as an array.
    public byte[] toArray() {
        return array.clone();
    }

    /// A read-only view, without a copy.
    public ByteBuffer toBuffer() {
        return ByteBuffer.wrap(array).asReadOnlyBuffer();
    }

    /// Copies all bytes to `target` from index `at` on.
    public void copyTo(byte[] target, int at) {
        System.arraycopy(array, 0, target, at, array.length);
    }

    /// Feeds all bytes to `digest` without a copy.
    public void update(MessageDigest digest) {
        digest.update(array);
    }

    /// Lowercase hexadecimal.
    public String hex() {
        return HexFormat.of().formatHex(array);
    }

    /// Standard base64 with padding.
    public String base64() {
        return Base64.getEncoder().encodeToString(array);
    }

    /// The text that these bytes are in UTF-8.
    ///
    /// @throws MalformedException if they are not well-formed UTF-8
    public String utf8() throws MalformedException {
        try {
            CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(array));
            return text.toString();
        } catch (CharacterCodingException malformed) {
            throw new MalformedException("", -1, "well-formed UTF-8", "bytes that are not");
        }
    }

    @Override
    public int compareTo(Bytes other) {
        return Arrays.compareUnsigned(array, other.array);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes bytes && Arrays.equals(array, bytes.array);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(array);
    }

    @Override
    public String toString() {
        return array.length <= 64 ? hex() : slice(0, 64).hex() + "… (" + array.length + " bytes)";
    }

    private static int nibble(char c) {
        if (c >= '0' && c <= '9') {
            return c - '0';
        }
        return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
    }
}
