package dev.credence.verification.body;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.receipt.request.Datatype;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Elements that came as raw little-endian bytes: checked, and brought into the bytes that are hashed.
final class RawElements {
    private RawElements() {}

    /// The canonical bytes of `elements` elements, which `raw` must hold exactly.
    static Bytes canonical(Datatype datatype, Bytes raw, long elements, String path) throws MalformedException {
        if (datatype == Datatype.BYTES) {
            return lengths(raw, elements, path);
        }
        long expected = elements * datatype.widthBytes();
        if (raw.length() != expected) {
            throw new MalformedException(path, -1, expected + " bytes of " + elements + " elements of " + datatype, raw.length() + "");
        }
        return switch (datatype) {
            case BOOL -> truthValues(raw, path);
            case FP16 -> halves(raw, 0x7c00, 0x7e00);
            case BF16 -> halves(raw, 0x7f80, 0x7fc0);
            case FP32 -> floats(raw);
            case FP64 -> doubles(raw);
            case UINT8, UINT16, UINT32, UINT64, INT8, INT16, INT32, INT64, BYTES -> raw;
        };
    }

    private static Bytes truthValues(Bytes raw, String path) throws MalformedException {
        for (int i = 0; i < raw.length(); i++) {
            if (raw.at(i) > 1) {
                throw new MalformedException(path, i, "truth values 0 or 1", raw.at(i) + "");
            }
        }
        return raw;
    }

    // A 16-bit float is NaN if its exponent is all ones and its fraction is not zero.
    private static Bytes halves(Bytes raw, int infinity, int nan) {
        ByteBuffer buffer = copy(raw);
        for (int i = 0; i < raw.length(); i += 2) {
            if ((buffer.getShort(i) & 0x7fff) > infinity) {
                buffer.putShort(i, (short) nan);
            }
        }
        return Bytes.wrap(buffer.array());
    }

    private static Bytes floats(Bytes raw) {
        ByteBuffer buffer = copy(raw);
        for (int i = 0; i < raw.length(); i += 4) {
            if ((buffer.getInt(i) & 0x7fffffff) > 0x7f800000) {
                buffer.putInt(i, 0x7fc00000);
            }
        }
        return Bytes.wrap(buffer.array());
    }

    private static Bytes doubles(Bytes raw) {
        ByteBuffer buffer = copy(raw);
        for (int i = 0; i < raw.length(); i += 8) {
            if ((buffer.getLong(i) & 0x7fffffffffffffffL) > 0x7ff0000000000000L) {
                buffer.putLong(i, 0x7ff8000000000000L);
            }
        }
        return Bytes.wrap(buffer.array());
    }

    private static ByteBuffer copy(Bytes raw) {
        return ByteBuffer.wrap(raw.toArray()).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static Bytes lengths(Bytes raw, long elements, String path) throws MalformedException {
        ByteBuffer buffer = raw.toBuffer().order(ByteOrder.LITTLE_ENDIAN);
        long found = 0;
        while (buffer.hasRemaining()) {
            int at = buffer.position();
            if (buffer.remaining() < Integer.BYTES) {
                throw new MalformedException(path, at, "the length of a byte string", buffer.remaining() + " bytes");
            }
            int length = buffer.getInt();
            if (length < 0 || length > buffer.remaining()) {
                throw new MalformedException(path, at, "at most " + buffer.remaining() + " bytes", Integer.toUnsignedString(length));
            }
            buffer.position(buffer.position() + length);
            found++;
        }
        if (found != elements) {
            throw new MalformedException(path, -1, elements + " byte strings", found + "");
        }
        return raw;
    }
}
