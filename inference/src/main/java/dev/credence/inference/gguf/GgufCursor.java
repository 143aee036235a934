package dev.credence.inference.gguf;

import dev.credence.foundation.bytes.MalformedException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// A cursor over the mapped bytes of a file that never reads past their end.
final class GgufCursor {
    /// "GGUF" as a little-endian number.
    private static final int MAGIC = 0x46554747;

    private final MemorySegment file;
    private final long size;
    private long at;

    GgufCursor(MemorySegment file) {
        this.file = file;
        this.size = file.byteSize();
    }

    long at() {
        return at;
    }

    long size() {
        return size;
    }

    MalformedException wrong(String path, int back, String expected, String actual) {
        return new MalformedException(path, at - back, expected, actual);
    }

    private void need(String path, long bytes) throws MalformedException {
        if (bytes > size - at) {
            throw wrong(path, 0, bytes + " more bytes", (size - at) + " before the end");
        }
    }

    void magic() throws MalformedException {
        need("magic", 4);
        if (file.get(GgufKind.INT, 0) != MAGIC) {
            throw wrong("magic", 0, "GGUF", "other bytes");
        }
        at = 4;
    }

    long u32(String path) throws MalformedException {
        need(path, 4);
        at += 4;
        return file.get(GgufKind.INT, at - 4) & 0xffffffffL;
    }

    /// Eight bytes, in [0, 2^63).
    long u64(String path) throws MalformedException {
        need(path, 8);
        at += 8;
        long value = file.get(GgufKind.LONG, at - 8);
        if (value < 0) {
            throw wrong(path, 8, "a number below 2^63", Long.toUnsignedString(value));
        }
        return value;
    }

    /// A number of things of which each takes at least `bytesMin` of the bytes that are left.
    long count(String path, int bytesMin) throws MalformedException {
        return countUpTo(path, bytesMin, Long.MAX_VALUE);
    }

    /// As `count`, and at most `max`.
    long countUpTo(String path, int bytesMin, long max) throws MalformedException {
        long value = u64(path);
        long room = Math.min(max, (size - at) / bytesMin);
        if (value > room) {
            throw wrong(path, 8, "at most " + room, Long.toString(value));
        }
        return value;
    }

    /// A dimension: at least 1, and not so large that its bits could not lie in the file.
    long positive(String path) throws MalformedException {
        long value = u64(path);
        if (value < 1 || value / 8 > size) {
            throw wrong(path, 8, "1 to " + 8 * size, Long.toString(value));
        }
        return value;
    }

    GgufKind kind(String path) throws MalformedException {
        long code = u32(path);
        return GgufKind.of(code).orElseThrow(() -> wrong(path, 4, "a kind of value, 0 to 12", Long.toString(code)));
    }

    boolean truth(String path) throws MalformedException {
        need(path, 1);
        int value = file.get(ValueLayout.JAVA_BYTE, at) & 0xff;
        if (value > 1) {
            throw wrong(path, 0, "0 or 1", Integer.toString(value));
        }
        at++;
        return value == 1;
    }

    double real(String path, GgufKind kind) throws MalformedException {
        need(path, kind.bytes());
        at += kind.bytes();
        return kind.real(file, at - kind.bytes());
    }

    long whole(String path, GgufKind kind) throws MalformedException {
        need(path, kind.bytes());
        long value = kind.whole(file, at);
        if (kind == GgufKind.UINT64 && value < 0) {
            throw wrong(path, 0, "a number below 2^63", Long.toUnsignedString(value));
        }
        at += kind.bytes();
        return value;
    }

    private long textLength(String path, long bytesMax) throws MalformedException {
        long length = u64(path);
        if (length > Math.min(bytesMax, size - at)) {
            throw wrong(path, 8, "a text of at most " + Math.min(bytesMax, size - at) + " bytes", Long.toString(length));
        }
        return length;
    }

    String text(String path, long bytesMax) throws MalformedException {
        long length = textLength(path, bytesMax);
        at += length;
        return Utf8.decode(file.asSlice(at - length, length), path, at - length);
    }

    void skipText(String path, int index) throws MalformedException {
        if (size - at < GgufReader.LENGTH_BYTES || file.get(GgufKind.LONG, at) < 0
                || file.get(GgufKind.LONG, at) > size - at - GgufReader.LENGTH_BYTES) {
            // The sentence is only made where it is needed: an array has a hundred thousand texts.
            textLength(path + "[" + index + "]", Long.MAX_VALUE);
        }
        at += GgufReader.LENGTH_BYTES + file.get(GgufKind.LONG, at);
    }

    MemorySegment slice(String path, long bytes) throws MalformedException {
        need(path, bytes);
        at += bytes;
        return file.asSlice(at - bytes, bytes);
    }

    MemorySegment between(long from) {
        return file.asSlice(from, at - from);
    }

    MemorySegment at(long from, long bytes) {
        return file.asSlice(from, bytes);
    }
}
