package dev.credence.inference.onnx;

import dev.credence.foundation.bytes.MalformedException;
import java.util.Arrays;

/// A growing list of 64-bit numbers (integers, or the bits of doubles), packed or not in the file.
final class NumberList {
    /// 2 GiB of memory; larger tensors come as raw bytes.
    private static final int SIZE_MAX = 1 << 28;

    private long[] values = new long[8];
    private int size;

    int size() {
        return size;
    }

    long at(int index) {
        return values[index];
    }

    void add(long value) throws MalformedException {
        if (size == SIZE_MAX) {
            throw new MalformedException("", -1, "at most " + SIZE_MAX + " numbers that are not raw bytes", "more");
        }
        if (size == values.length) {
            values = Arrays.copyOf(values, 2 * size);
        }
        values[size++] = value;
    }

    /// Adds the field's varint, or all of its packed varints.
    void addVarints(WireReader reader, String path) throws MalformedException {
        if (!reader.isSized()) {
            add(reader.number(path));
            return;
        }
        WireReader packed = reader.message(path);
        while (packed.remaining() > 0) {
            add(packed.varint(path));
        }
    }

    /// Adds the field's 64-bit number, or all of its packed ones, as bits.
    void addBits64(WireReader reader, String path) throws MalformedException {
        if (!reader.isSized()) {
            add(reader.bits64(path));
            return;
        }
        WireReader packed = reader.message(path);
        while (packed.remaining() > 0) {
            add(packed.packedBits64(path));
        }
    }

    /// Adds the field's float, or all of its packed ones, as bits.
    void addFloats(WireReader reader, String path) throws MalformedException {
        if (!reader.isSized()) {
            add(Float.floatToRawIntBits(reader.float32(path)));
            return;
        }
        WireReader packed = reader.message(path);
        while (packed.remaining() > 0) {
            add(Float.floatToRawIntBits(packed.packedFloat(path)));
        }
    }

    long[] toArray() {
        return Arrays.copyOf(values, size);
    }
}
