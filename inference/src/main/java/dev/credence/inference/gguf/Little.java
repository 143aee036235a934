package dev.credence.inference.gguf;

import java.io.ByteArrayOutputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;

/// The parts of a file's head as little-endian bytes.
final class Little {
    private Little() {}

    static void integer(ByteArrayOutputStream to, long value, int bytes) {
        for (int i = 0; i < bytes; i++) {
            to.write((int) (value >>> 8 * i));
        }
    }

    static void text(ByteArrayOutputStream to, String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        integer(to, bytes.length, Long.BYTES);
        to.writeBytes(bytes);
    }

    /// A value of fixed width with the kind before it.
    static void number(ByteArrayOutputStream to, GgufKind kind, long bits) {
        integer(to, kind.ordinal(), Integer.BYTES);
        integer(to, bits, kind.bytes());
    }

    static void array(ByteArrayOutputStream to, GgufKind kind, int count, MemorySegment data) {
        integer(to, GgufKind.ARRAY.ordinal(), Integer.BYTES);
        integer(to, kind.ordinal(), Integer.BYTES);
        integer(to, count, Long.BYTES);
        to.writeBytes(data.toArray(ValueLayout.JAVA_BYTE));
    }
}
