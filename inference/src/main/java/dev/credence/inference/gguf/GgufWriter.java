package dev.credence.inference.gguf;

import java.io.ByteArrayOutputStream;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Writes GGUF files, version 3: keys in the order in which they were put, then tensors, each at the next multiple of the alignment.
///
/// What is written is what `GgufReader` reads: read(write(x)) = x for every value and every tensor's bytes. Tensors are encoded
/// while they are written, a piece at a time, so that a file may be larger than the heap.
public final class GgufWriter {
    /// The alignment of a file that does not name another.
    public static final int ALIGNMENT = 32;

    private static final int VERSION = 3;
    private static final int PIECE_ELEMENTS = 1 << 16;
    private static final int HEADER_BYTES = 24;
    private static final long WORD_MAX = 0xffffffffL;

    private final int alignment;
    private final ByteArrayOutputStream keys = new ByteArrayOutputStream();
    private final ByteArrayOutputStream table = new ByteArrayOutputStream();
    private final List<Content> tensors = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private int keyCount;
    private long dataBytes;

    /// Takes the bytes of a file, in order.
    ///
    /// @param <E> what can go wrong with writing
    @FunctionalInterface
    public interface Sink<E extends Exception> {
        void bytes(byte[] part) throws E;
    }

    /// What a tensor's bytes are made of: binary32 numbers to be encoded, or the bytes themselves.
    private record Content(GgufType type, MemorySegment data, boolean encoded) {
        long bytes() {
            return encoded ? data.byteSize() : type.bytes(data.byteSize() / Float.BYTES);
        }
    }

    private GgufWriter(int alignment) {
        this.alignment = alignment;
    }

    /// A file without keys and tensors, of the usual alignment.
    public static GgufWriter create() {
        return new GgufWriter(ALIGNMENT);
    }

    /// A file of another alignment, a power of two from 8 on; the key that says so is its first.
    public static GgufWriter aligned(int alignment) {
        if (alignment < 8 || Integer.bitCount(alignment) != 1) {
            throw new IllegalArgumentException("expected a power of two from 8 on, got " + alignment);
        }
        return new GgufWriter(alignment).put("general.alignment", new GgufValue.Whole(alignment));
    }

    /// A key and its value: an integer as UINT32, or INT64 where it does not fit; a number as FLOAT32 where that is exact.
    public GgufWriter put(String key, GgufValue value) {
        if (!names.add("key " + key)) {
            throw new IllegalArgumentException("the key " + key + " occurs twice");
        }
        Little.text(keys, key);
        switch (value) {
            case GgufValue.Whole(long whole) when whole >= 0 && whole <= WORD_MAX -> Little.number(keys, GgufKind.UINT32, whole);
            case GgufValue.Whole(long whole) -> Little.number(keys, GgufKind.INT64, whole);
            case GgufValue.Real(double real) when (double) (float) real == real || Double.isNaN(real) ->
                Little.number(keys, GgufKind.FLOAT32, Float.floatToRawIntBits((float) real));
            case GgufValue.Real(double real) -> Little.number(keys, GgufKind.FLOAT64, Double.doubleToRawLongBits(real));
            case GgufValue.Truth(boolean truth) -> Little.number(keys, GgufKind.BOOL, truth ? 1 : 0);
            case GgufValue.Text(String text) -> {
                Little.integer(keys, GgufKind.STRING.ordinal(), Integer.BYTES);
                Little.text(keys, text);
            }
            case GgufValue.Numbers(GgufKind kind, int count, MemorySegment data) -> Little.array(keys, kind, count, data);
            case GgufValue.Texts texts -> Little.array(keys, GgufKind.STRING, texts.count(), texts.data());
        }
        keyCount++;
        return this;
    }

    public GgufWriter text(String key, String value) {
        return put(key, new GgufValue.Text(value));
    }

    public GgufWriter whole(String key, long value) {
        return put(key, new GgufValue.Whole(value));
    }

    public GgufWriter real(String key, float value) {
        return put(key, new GgufValue.Real(value));
    }

    public GgufWriter truth(String key, boolean value) {
        return put(key, new GgufValue.Truth(value));
    }

    /// An array of texts.
    public GgufWriter texts(String key, List<String> values) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        int[] at = new int[values.size() + 1];
        for (int i = 0; i < values.size(); i++) {
            Little.text(all, values.get(i));
            at[i + 1] = all.size();
        }
        return put(key, new GgufValue.Texts(key, 0, MemorySegment.ofArray(all.toByteArray()), at));
    }

    /// An array of INT32.
    public GgufWriter integers(String key, int[] values) {
        MemorySegment data = MemorySegment.ofArray(new byte[values.length * Integer.BYTES]);
        for (int i = 0; i < values.length; i++) {
            data.set(GgufKind.INT, (long) i * Integer.BYTES, values[i]);
        }
        return put(key, new GgufValue.Numbers(GgufKind.INT32, values.length, data));
    }

    /// An array of FLOAT32.
    public GgufWriter reals(String key, float[] values) {
        MemorySegment data = MemorySegment.ofArray(new byte[values.length * Float.BYTES]);
        Quantisation.encode(GgufType.F32, values, values.length, data, 0);
        return put(key, new GgufValue.Numbers(GgufKind.FLOAT32, values.length, data));
    }

    /// A tensor that is encoded as `type` while it is written.
    ///
    /// @param dimensions the fastest-varying first
    /// @param numbers    its elements as binary32, little-endian, row-major; read when the file is written
    public GgufWriter tensor(String name, GgufType type, List<Long> dimensions, MemorySegment numbers) {
        if (!Quantisation.writes(type)) {
            throw new IllegalArgumentException("files are not written in " + type);
        }
        if (elements(dimensions) * Float.BYTES != numbers.byteSize()) {
            throw new IllegalArgumentException(name + ": " + dimensions + " are not " + numbers.byteSize() / Float.BYTES + " numbers");
        }
        return add(name, dimensions, new Content(type, numbers, false));
    }

    /// A tensor as it is stored in another file.
    public GgufWriter stored(GgufTensor tensor) {
        return add(tensor.name(), tensor.dimensions(), new Content(tensor.type(), tensor.data(), true));
    }

    private static long elements(List<Long> dimensions) {
        return dimensions.stream().reduce(1L, Math::multiplyExact);
    }

    private GgufWriter add(String name, List<Long> dimensions, Content content) {
        if (!names.add("tensor " + name)) {
            throw new IllegalArgumentException("the tensor " + name + " occurs twice");
        }
        if (dimensions.isEmpty() || dimensions.size() > 4 || dimensions.getFirst() % content.type().blockElements() != 0) {
            throw new IllegalArgumentException(name + ": " + dimensions + " cannot be stored as " + content.type());
        }
        Little.text(table, name);
        Little.integer(table, dimensions.size(), Integer.BYTES);
        dimensions.forEach(each -> Little.integer(table, each, Long.BYTES));
        Little.integer(table, content.type().code(), Integer.BYTES);
        Little.integer(table, dataBytes, Long.BYTES);
        dataBytes = padded(dataBytes + content.bytes());
        tensors.add(content);
        return this;
    }

    private long padded(long at) {
        return (at + alignment - 1) & -alignment;
    }

    /// How many bytes the file will have.
    public long sizeBytes() {
        return padded(HEADER_BYTES + keys.size() + table.size()) + dataBytes;
    }

    /// Writes the file.
    public <E extends Exception> void write(Sink<E> sink) throws E {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        head.writeBytes("GGUF".getBytes(StandardCharsets.US_ASCII));
        Little.integer(head, VERSION, Integer.BYTES);
        Little.integer(head, tensors.size(), Long.BYTES);
        Little.integer(head, keyCount, Long.BYTES);
        head.writeBytes(keys.toByteArray());
        head.writeBytes(table.toByteArray());
        head.writeBytes(new byte[(int) (padded(head.size()) - head.size())]);
        sink.bytes(head.toByteArray());
        for (Content content : tensors) {
            write(content, sink);
            long bytes = content.bytes();
            sink.bytes(new byte[(int) (padded(bytes) - bytes)]);
        }
    }

    private static <E extends Exception> void write(Content content, Sink<E> sink) throws E {
        long size = content.data().byteSize();
        int step = PIECE_ELEMENTS * Float.BYTES;
        for (long at = 0; at < size; at += step) {
            MemorySegment piece = content.data().asSlice(at, Math.min(step, size - at));
            sink.bytes(content.encoded() ? piece.toArray(java.lang.foreign.ValueLayout.JAVA_BYTE) : encoded(content.type(), piece));
        }
    }

    private static byte[] encoded(GgufType type, MemorySegment piece) {
        float[] numbers = new float[(int) (piece.byteSize() / Float.BYTES)];
        Dequantisation.decode(GgufType.F32, piece, 0, numbers, numbers.length);
        byte[] bytes = new byte[(int) type.bytes(numbers.length)];
        Quantisation.encode(type, numbers, numbers.length, MemorySegment.ofArray(bytes), 0);
        return bytes;
    }
}
