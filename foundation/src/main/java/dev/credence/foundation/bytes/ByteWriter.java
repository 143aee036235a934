package dev.credence.foundation.bytes;

import java.util.Arrays;

/// The big-endian writer of our one binary encoding: fixed-width integers, byte strings with a u32 length before them.
public final class ByteWriter {
    private byte[] array = new byte[128];
    private int length;

    /// An empty writer.
    public ByteWriter() {}

    /// Writes one byte, a number in [0, 255].
    public ByteWriter u8(int value) {
        if (value < 0 || value > 0xff) {
            throw new IllegalArgumentException("u8 expected, found " + value);
        }
        room(1);
        array[length++] = (byte) value;
        return this;
    }

    /// Writes four bytes, a number in [0, 2^32).
    public ByteWriter u32(long value) {
        if (value < 0 || value > 0xffffffffL) {
            throw new IllegalArgumentException("u32 expected, found " + value);
        }
        room(4);
        for (int shift = 24; shift >= 0; shift -= 8) {
            array[length++] = (byte) (value >>> shift);
        }
        return this;
    }

    /// Writes eight bytes; the caller says in its format whether they are signed.
    public ByteWriter u64(long value) {
        room(8);
        for (int shift = 56; shift >= 0; shift -= 8) {
            array[length++] = (byte) (value >>> shift);
        }
        return this;
    }

    /// Writes the bytes alone; their length must be fixed by the format.
    public ByteWriter raw(Bytes bytes) {
        room(bytes.length());
        bytes.copyTo(array, length);
        length += bytes.length();
        return this;
    }

    /// Writes u32 length, then the bytes.
    public ByteWriter sized(Bytes bytes) {
        return u32(bytes.length()).raw(bytes);
    }

    /// The number of bytes written so far.
    public int length() {
        return length;
    }

    /// A copy of what was written so far.
    public Bytes toBytes() {
        return Bytes.of(array, 0, length);
    }

    private void room(int more) {
        if (more > array.length - length) {
            int doubled = (int) Math.min(2L * array.length, Integer.MAX_VALUE - 8);
            array = Arrays.copyOf(array, Math.max(Math.addExact(length, more), doubled));
        }
    }
}
