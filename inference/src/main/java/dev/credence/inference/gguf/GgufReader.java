package dev.credence.inference.gguf;

import dev.credence.foundation.bytes.MalformedException;
import dev.credence.inference.graph.Refusal;
import dev.credence.inference.graph.RefusedException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Decodes a GGUF file: header, metadata, tensor table, and where each tensor's bytes lie.
///
/// Versions 2 and 3, little-endian. Tensors lie in the order of their table, each at the next multiple of the alignment,
/// as the reference implementation demands; nothing overlaps and nothing ends behind the file.
public final class GgufReader {
    /// A tensor has at most this many dimensions (the format's own limit).
    private static final int DIMENSIONS_MAX = 4;
    /// The format's limits on names, in bytes.
    private static final int KEY_BYTES_MAX = 65_535;
    private static final int NAME_BYTES_MAX = 64;
    /// An alignment beyond a large page has no use and would make room for arithmetic on hostile numbers.
    private static final long ALIGNMENT_MAX = 1L << 21;
    private static final long ALIGNMENT_DEFAULT = 32;
    /// An array of a vocabulary has some hundred thousand entries; its offsets take four bytes each.
    private static final long ARRAY_BYTES_MAX = 1L << 30;
    /// The least bytes that a key with its value, a tensor's entry and a text can take.
    private static final int ENTRY_BYTES_MIN = 13;
    private static final int TENSOR_BYTES_MIN = 32;
    static final int LENGTH_BYTES = 8;

    private final GgufCursor cursor;

    private GgufReader(MemorySegment file) {
        this.cursor = new GgufCursor(file);
    }

    /// Reads `file`, all of its bytes.
    ///
    /// @throws MalformedException if a byte is not what the format demands
    /// @throws RefusedException   if a tensor has an element type that this build does not decode
    public static GgufFile decode(MemorySegment file) throws MalformedException, RefusedException {
        return new GgufReader(file.asReadOnly()).read();
    }

    private GgufFile read() throws MalformedException, RefusedException {
        cursor.magic();
        long version = cursor.u32("version");
        if (version != 2 && version != 3) {
            throw cursor.wrong("version", 4, "2 or 3", Long.toString(version));
        }
        long tensorCount = cursor.count("tensor_count", TENSOR_BYTES_MIN);
        long keyCount = cursor.count("metadata_kv_count", ENTRY_BYTES_MIN);
        Map<String, GgufValue> values = new LinkedHashMap<>();
        for (long i = 0; i < keyCount; i++) {
            long at = cursor.at();
            String key = cursor.text("metadata[" + i + "].key", KEY_BYTES_MAX);
            if (values.put(key, value(key)) != null) {
                throw new MalformedException("metadata[" + i + "].key", at, "a key that did not occur before", key);
            }
        }
        GgufMetadata metadata = new GgufMetadata(values);
        long alignment = alignment(metadata);
        List<Entry> entries = new ArrayList<>();
        for (long i = 0; i < tensorCount; i++) {
            entries.add(entry("tensors[" + i + "]"));
        }
        long base = Math.min(padded(cursor.at(), alignment), cursor.size());
        return new GgufFile(cursor.at(0, base), metadata, place(entries, alignment));
    }

    private static long alignment(GgufMetadata metadata) throws MalformedException {
        long alignment = metadata.count("general.alignment", ALIGNMENT_MAX).orElse(ALIGNMENT_DEFAULT);
        if (Long.bitCount(alignment) != 1) {
            throw new MalformedException("general.alignment", -1, "a power of two", Long.toString(alignment));
        }
        return alignment;
    }

    private GgufValue value(String key) throws MalformedException {
        GgufKind kind = cursor.kind(key);
        return switch (kind) {
            case STRING -> new GgufValue.Text(cursor.text(key, Integer.MAX_VALUE));
            case ARRAY -> array(key);
            case BOOL -> new GgufValue.Truth(cursor.truth(key));
            case FLOAT32, FLOAT64 -> new GgufValue.Real(cursor.real(key, kind));
            case UINT8, INT8, UINT16, INT16, UINT32, INT32, UINT64, INT64 -> new GgufValue.Whole(cursor.whole(key, kind));
        };
    }

    private GgufValue array(String key) throws MalformedException {
        GgufKind kind = cursor.kind(key);
        if (kind == GgufKind.ARRAY) {
            throw cursor.wrong(key, 4, "an array of plain values", "an array of arrays");
        }
        if (kind == GgufKind.STRING) {
            return texts(key);
        }
        int count = (int) cursor.countUpTo(key, kind.bytes(), ARRAY_BYTES_MAX / kind.bytes());
        return new GgufValue.Numbers(kind, count, cursor.slice(key, (long) count * kind.bytes()));
    }

    private GgufValue texts(String key) throws MalformedException {
        int count = (int) cursor.countUpTo(key, LENGTH_BYTES, ARRAY_BYTES_MAX / LENGTH_BYTES);
        int[] at = new int[count + 1];
        long base = cursor.at();
        for (int i = 0; i < count; i++) {
            cursor.skipText(key, i);
            long end = cursor.at() - base;
            if (end > ARRAY_BYTES_MAX) {
                throw cursor.wrong(key, 0, "at most " + ARRAY_BYTES_MAX + " bytes of texts", "more");
            }
            at[i + 1] = (int) end;
        }
        return new GgufValue.Texts(key, base, cursor.between(base), at);
    }

    private record Entry(String name, GgufType type, List<Long> dimensions, long offset, long offsetAt, long bytes) {}

    private Entry entry(String path) throws MalformedException, RefusedException {
        String name = cursor.text(path + ".name", NAME_BYTES_MAX);
        long rank = cursor.u32(path + ".n_dims");
        if (rank < 1 || rank > DIMENSIONS_MAX) {
            throw cursor.wrong(path + ".n_dims", 4, "1 to " + DIMENSIONS_MAX, Long.toUnsignedString(rank));
        }
        List<Long> dimensions = new ArrayList<>();
        for (int i = 0; i < rank; i++) {
            dimensions.add(cursor.positive(path + ".dimensions[" + i + "]"));
        }
        long code = cursor.u32(path + ".type");
        GgufType type = GgufType.of(code)
                .orElseThrow(() -> new RefusedException(Refusal.UNSUPPORTED_TYPE,
                        "tensor " + name + " has element type " + code + ", which this build does not decode"));
        long offsetAt = cursor.at();
        return new Entry(name, type, dimensions, cursor.u64(path + ".offset"), offsetAt, bytes(path, type, dimensions));
    }

    private long bytes(String path, GgufType type, List<Long> dimensions) throws MalformedException {
        if (dimensions.getFirst() % type.blockElements() != 0) {
            throw new MalformedException(path + ".dimensions[0]", cursor.at(),
                    "a multiple of " + type.blockElements() + ", the block of " + type, dimensions.getFirst().toString());
        }
        // The bytes of one row cannot overflow: a dimension is at most the file's elements.
        long bytes = type.bytes(dimensions.getFirst());
        for (long each : dimensions.subList(1, dimensions.size())) {
            if (each > cursor.size() / bytes) {
                throw new MalformedException(path + ".dimensions", cursor.at(), "a tensor no larger than the file", dimensions.toString());
            }
            bytes *= each;
        }
        return bytes;
    }

    private Map<String, GgufTensor> place(List<Entry> entries, long alignment) throws MalformedException {
        Map<String, GgufTensor> tensors = new LinkedHashMap<>();
        long base = padded(cursor.at(), alignment);
        long expected = 0;
        for (Entry entry : entries) {
            if (entry.offset != expected) {
                throw new MalformedException("tensor " + entry.name + ".offset", entry.offsetAt, Long.toString(expected),
                        Long.toUnsignedString(entry.offset));
            }
            if (base > cursor.size() - entry.bytes || expected > cursor.size() - entry.bytes - base) {
                throw new MalformedException("tensor " + entry.name, entry.offsetAt,
                        entry.bytes + " bytes from " + expected + " on inside the file", "a file of " + cursor.size() + " bytes");
            }
            GgufTensor tensor = new GgufTensor(entry.name, entry.type, entry.dimensions, cursor.at(base + expected, entry.bytes));
            if (tensors.put(entry.name, tensor) != null) {
                throw new MalformedException("tensor " + entry.name, entry.offsetAt, "a name that did not occur before", entry.name);
            }
            expected = padded(expected + entry.bytes, alignment);
        }
        return tensors;
    }

    // Both operands are at most the size of a file plus one alignment: no overflow.
    private static long padded(long at, long alignment) {
        return (at + alignment - 1) & -alignment;
    }
}
