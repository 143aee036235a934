package dev.credence.inference.onnx;

import dev.credence.foundation.bytes.Bytes;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Writes protocol-buffer messages field by field, well-formed or not.
public final class Proto {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /// An empty message.
    public Proto() {}

    public Proto number(int field, long value) {
        varint((long) field << 3);
        varint(value);
        return this;
    }

    public Proto text(int field, String value) {
        return bytes(field, value.getBytes(StandardCharsets.UTF_8));
    }

    public Proto bytes(int field, byte[] value) {
        varint((long) field << 3 | 2);
        varint(value.length);
        out.writeBytes(value);
        return this;
    }

    public Proto message(int field, Proto value) {
        return bytes(field, value.out.toByteArray());
    }

    public Proto float32(int field, float value) {
        varint((long) field << 3 | 5);
        int bits = Float.floatToRawIntBits(value);
        for (int shift = 0; shift < 32; shift += 8) {
            out.write(bits >>> shift);
        }
        return this;
    }

    /// Bytes as they are.
    public Proto raw(int... octets) {
        for (int octet : octets) {
            out.write(octet);
        }
        return this;
    }

    public Bytes toBytes() {
        return Bytes.of(out.toByteArray());
    }

    private void varint(long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            out.write((int) (rest & 0x7f | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }
}
