package dev.credence.inference.gguf;

import java.io.ByteArrayOutputStream;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Writes GGUF files for tests, well-formed unless a test sets a field to something else.
public final class GgufBuilder {
    private final ByteArrayOutputStream metadata = new ByteArrayOutputStream();
    private final ByteArrayOutputStream table = new ByteArrayOutputStream();
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();
    private final List<Long> counts = new ArrayList<>(List.of(0L, 0L));
    private int version = 3;
    private int alignment = 32;

    /// A file without keys and tensors.
    public GgufBuilder() {}

    public GgufBuilder version(int number) {
        version = number;
        return this;
    }

    /// Overwrites the counts of tensors and keys that the header tells.
    public GgufBuilder counts(long tensors, long keys) {
        counts.set(0, tensors);
        counts.set(1, keys);
        return this;
    }

    private static byte[] le(int bytes, long value) {
        ByteBuffer buffer = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(0, value);
        byte[] part = new byte[bytes];
        buffer.get(0, part);
        return part;
    }

    private static byte[] text(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        return concat(le(8, bytes.length), bytes);
    }

    static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    /// A key with a value whose bytes are `value`.
    public GgufBuilder raw(String key, int kind, byte[] value) {
        metadata.writeBytes(concat(text(key), le(4, kind), value));
        counts.set(1, counts.get(1) + 1);
        return this;
    }

    public GgufBuilder put(String key, String value) {
        return raw(key, 8, text(value));
    }

    public GgufBuilder put(String key, int value) {
        return raw(key, 4, le(4, value));
    }

    public GgufBuilder put(String key, float value) {
        return raw(key, 6, le(4, Float.floatToRawIntBits(value)));
    }

    public GgufBuilder put(String key, boolean value) {
        return raw(key, 7, le(1, value ? 1 : 0));
    }

    public GgufBuilder put(String key, List<String> values) {
        byte[][] parts = values.stream().map(GgufBuilder::text).toArray(byte[][]::new);
        return raw(key, 9, concat(le(4, 8), le(8, values.size()), concat(parts)));
    }

    public GgufBuilder put(String key, int[] values) {
        ByteBuffer all = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        all.asIntBuffer().put(values);
        return raw(key, 9, concat(le(4, 5), le(8, values.length), all.array()));
    }

    public GgufBuilder put(String key, float[] values) {
        ByteBuffer all = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        all.asFloatBuffer().put(values);
        return raw(key, 9, concat(le(4, 6), le(8, values.length), all.array()));
    }

    /// The alignment that is kept, and told unless it is the default.
    public GgufBuilder alignment(int bytes) {
        alignment = bytes;
        return put("general.alignment", bytes);
    }

    /// A tensor where it belongs.
    public GgufBuilder tensor(String name, GgufType type, byte[] bytes, long... dimensions) {
        entry(name, type.code(), data.size(), dimensions);
        data.writeBytes(bytes);
        while (data.size() % alignment != 0) {
            data.write(0);
        }
        return this;
    }

    /// A tensor's entry with any numbers, without data.
    public GgufBuilder entry(String name, int type, long offset, long... dimensions) {
        table.writeBytes(concat(text(name), le(4, dimensions.length)));
        for (long each : dimensions) {
            table.writeBytes(le(8, each));
        }
        table.writeBytes(concat(le(4, type), le(8, offset)));
        counts.set(0, counts.get(0) + 1);
        return this;
    }

    public byte[] bytes() {
        byte[] head = concat("GGUF".getBytes(StandardCharsets.ISO_8859_1), le(4, version), le(8, counts.get(0)), le(8, counts.get(1)),
                metadata.toByteArray(), table.toByteArray());
        int padding = data.size() == 0 ? 0 : Math.floorMod(-head.length, alignment);
        return concat(head, new byte[padding], data.toByteArray());
    }

    public MemorySegment segment() {
        return MemorySegment.ofArray(bytes());
    }
}
