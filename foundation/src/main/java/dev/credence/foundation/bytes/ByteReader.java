package dev.credence.foundation.bytes;

/// A cursor over bytes from outside that never reads past their end; the mirror of `ByteWriter`.
///
/// **Obligation**: call `end()` last, so that nothing may trail.
public final class ByteReader {
    private final Bytes bytes;
    private int at;

    /// A cursor before the first of `bytes`.
    public ByteReader(Bytes bytes) {
        this.bytes = bytes;
    }

    /// How many bytes were read.
    public int offset() {
        return at;
    }

    /// How many bytes are left.
    public int remaining() {
        return bytes.length() - at;
    }

    /// One byte, a number in [0, 255].
    public int u8(String path) throws MalformedException {
        need(path, 1);
        return bytes.at(at++);
    }

    /// Four bytes, a number in [0, 2^32).
    public long u32(String path) throws MalformedException {
        need(path, 4);
        long value = 0;
        for (int i = 0; i < 4; i++) {
            value = value << 8 | bytes.at(at++);
        }
        return value;
    }

    /// Eight bytes; negative from 2^63 on, which most formats refuse.
    public long u64(String path) throws MalformedException {
        need(path, 8);
        long value = 0;
        for (int i = 0; i < 8; i++) {
            value = value << 8 | bytes.at(at++);
        }
        return value;
    }

    /// Exactly `length` bytes.
    public Bytes raw(String path, int length) throws MalformedException {
        need(path, length);
        Bytes part = bytes.slice(at, at + length);
        at += length;
        return part;
    }

    /// Reads u32 length, then that many bytes.
    ///
    /// @param lengthMax the largest length that the format allows
    public Bytes sized(String path, int lengthMax) throws MalformedException {
        int before = at;
        long length = u32(path);
        if (length > lengthMax) {
            throw new MalformedException(path, before, "at most " + lengthMax + " bytes", length + " bytes");
        }
        return raw(path, (int) length);
    }

    /// Refuses bytes that were not read.
    public void end() throws MalformedException {
        if (remaining() != 0) {
            throw new MalformedException("", at, "the end", remaining() + " more bytes");
        }
    }

    private void need(String path, int length) throws MalformedException {
        if (length > remaining()) {
            throw new MalformedException(path, at, length + " more bytes", remaining() + " bytes");
        }
    }
}
