package dev.credence.inference.gguf;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Optional;

/// The kinds of metadata values, by the number that stands for each in a file.
public enum GgufKind {
    UINT8(1),
    INT8(1),
    UINT16(2),
    INT16(2),
    UINT32(4),
    INT32(4),
    FLOAT32(4),
    BOOL(1),
    /// Of no fixed width.
    STRING(0),
    /// Of no fixed width.
    ARRAY(0),
    UINT64(8),
    INT64(8),
    FLOAT64(8);

    static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final int bytes;

    GgufKind(int bytes) {
        this.bytes = bytes;
    }

    static Optional<GgufKind> of(long code) {
        return code >= 0 && code < values().length ? Optional.of(values()[(int) code]) : Optional.empty();
    }

    /// The width of one value, or 0 for texts and arrays.
    public int bytes() {
        return bytes;
    }

    /// The integer at `at`; a number is cut towards zero. Not for texts and arrays.
    long whole(MemorySegment data, long at) {
        return switch (this) {
            case UINT8, BOOL -> data.get(ValueLayout.JAVA_BYTE, at) & 0xff;
            case INT8 -> data.get(ValueLayout.JAVA_BYTE, at);
            case UINT16 -> data.get(SHORT, at) & 0xffff;
            case INT16 -> data.get(SHORT, at);
            case UINT32 -> data.get(INT, at) & 0xffffffffL;
            case INT32 -> data.get(INT, at);
            case UINT64, INT64 -> data.get(LONG, at);
            case FLOAT32, FLOAT64 -> (long) real(data, at);
            case STRING, ARRAY -> throw new IllegalArgumentException(this + " has no fixed width");
        };
    }

    /// The number at `at`. Not for texts and arrays.
    double real(MemorySegment data, long at) {
        return switch (this) {
            case FLOAT32 -> Float.intBitsToFloat(data.get(INT, at));
            case FLOAT64 -> Double.longBitsToDouble(data.get(LONG, at));
            case UINT8, INT8, UINT16, INT16, UINT32, INT32, BOOL, UINT64, INT64 -> whole(data, at);
            case STRING, ARRAY -> throw new IllegalArgumentException(this + " has no fixed width");
        };
    }
}
