package dev.credence.inference.onnx;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// A cursor over one message in the wire format of protocol buffers; it never reads past the message's end.
///
/// Usage: `while (reader.next(path)) switch (reader.field()) { … default -> reader.skip(path); }`.
/// Groups (wire types 3 and 4, long deprecated) are refused.
/// **Source**: protobuf.dev, "Encoding".
final class WireReader {
    static final int VARINT = 0;
    static final int FIXED64 = 1;
    static final int SIZED = 2;
    static final int FIXED32 = 5;

    private static final int VARINT_BYTES_MAX = 10;

    private final Bytes whole;
    private final ByteBuffer buffer;
    private final int end;
    private int at;
    private int field;
    private int wireType;

    WireReader(Bytes whole) {
        this(whole, whole.toBuffer().order(ByteOrder.LITTLE_ENDIAN), 0, whole.length());
    }

    private WireReader(Bytes whole, ByteBuffer buffer, int from, int end) {
        this.whole = whole;
        this.buffer = buffer;
        this.at = from;
        this.end = end;
    }

    /// Moves to the next field; false at the message's end.
    boolean next(String path) throws MalformedException {
        if (at == end) {
            return false;
        }
        int start = at;
        long key = varint(path);
        long number = key >>> 3;
        wireType = (int) (key & 7);
        if (number == 0 || number > 0x1fffffff) {
            throw new MalformedException(path, start, "a field number from 1 to 536870911", Long.toString(number));
        }
        if (wireType != VARINT && wireType != FIXED64 && wireType != SIZED && wireType != FIXED32) {
            throw new MalformedException(path, start, "wire type 0, 1, 2 or 5", Integer.toString(wireType));
        }
        field = (int) number;
        return true;
    }

    int field() {
        return field;
    }

    int offset() {
        return at;
    }

    boolean isSized() {
        return wireType == SIZED;
    }

    /// The value of a varint field.
    long number(String path) throws MalformedException {
        expect(path, VARINT, "a number");
        return varint(path);
    }

    /// The value of a 32-bit field as a float.
    float float32(String path) throws MalformedException {
        expect(path, FIXED32, "a 32-bit number");
        need(path, 4);
        at += 4;
        return buffer.getFloat(at - 4);
    }

    /// The value of a 64-bit field as bits.
    long bits64(String path) throws MalformedException {
        expect(path, FIXED64, "a 64-bit number");
        need(path, 8);
        at += 8;
        return buffer.getLong(at - 8);
    }

    /// The value of a string field.
    String text(String path, int bytesMax) throws MalformedException {
        Bytes bytes = bytes(path, bytesMax);
        try {
            return bytes.utf8();
        } catch (MalformedException malformed) {
            throw malformed.within(path);
        }
    }

    /// The value of a bytes field, copied.
    Bytes bytes(String path, int bytesMax) throws MalformedException {
        int start = at;
        int length = sized(path);
        if (length > bytesMax) {
            throw new MalformedException(path, start, "at most " + bytesMax + " bytes", length + " bytes");
        }
        at += length;
        return whole.slice(at - length, at);
    }

    /// A reader over an embedded message, or over packed numbers.
    WireReader message(String path) throws MalformedException {
        int length = sized(path);
        at += length;
        return new WireReader(whole, buffer, at - length, at);
    }

    /// Bytes left in this message.
    int remaining() {
        return end - at;
    }

    /// Passes over the field's value.
    void skip(String path) throws MalformedException {
        switch (wireType) {
            case VARINT -> varint(path);
            case FIXED64 -> advance(path, 8);
            case FIXED32 -> advance(path, 4);
            default -> advance(path, sized(path));
        }
    }

    /// The next varint of a packed field.
    long varint(String path) throws MalformedException {
        long value = 0;
        int start = at;
        for (int i = 0; i < VARINT_BYTES_MAX; i++) {
            need(path, 1);
            int octet = buffer.get(at++) & 0xff;
            if (i == VARINT_BYTES_MAX - 1 && octet > 1) {
                break;
            }
            value |= (long) (octet & 0x7f) << 7 * i;
            if (octet < 0x80) {
                return value;
            }
        }
        throw new MalformedException(path, start, "a varint of at most 64 bits", "a longer one");
    }

    /// The next 32-bit number of a packed field.
    float packedFloat(String path) throws MalformedException {
        advance(path, 4);
        return buffer.getFloat(at - 4);
    }

    /// The next 64-bit number of a packed field, as bits.
    long packedBits64(String path) throws MalformedException {
        advance(path, 8);
        return buffer.getLong(at - 8);
    }

    private int sized(String path) throws MalformedException {
        expect(path, SIZED, "bytes");
        int start = at;
        long length = varint(path);
        if (length < 0 || length > end - at) {
            throw new MalformedException(path, start, "at most " + (end - at) + " more bytes",
                    Long.toUnsignedString(length));
        }
        return (int) length;
    }

    private void advance(String path, int length) throws MalformedException {
        need(path, length);
        at += length;
    }

    private void need(String path, int length) throws MalformedException {
        if (length > end - at) {
            throw new MalformedException(path, at, length + " more bytes", (end - at) + " bytes");
        }
    }

    private void expect(String path, int expected, String words) throws MalformedException {
        if (wireType != expected) {
            throw new MalformedException(path, at, words + " (wire type " + expected + ")", "wire type " + wireType);
        }
    }
}
