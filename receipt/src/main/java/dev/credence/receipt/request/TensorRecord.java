package dev.credence.receipt.request;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.codec.JsonArray;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.foundation.hash.Digest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// What a digest keeps of a tensor (docs/spec/receipt.md 1.1).
///
/// @param name   1 to `NAME_CHARS_MAX` characters
/// @param shape  at most `RANK_MAX` dimensions, none negative, whose product is at most `ELEMENTS_MAX`
/// @param sha256 SHA-256 of the little-endian bytes in row-major order, NaNs canonical
public record TensorRecord(String name, Datatype datatype, List<Long> shape, Digest sha256) {
    public static final int NAME_CHARS_MAX = 256;
    /// No model in the field has more dimensions.
    public static final int RANK_MAX = 16;
    /// More elements than fit into any body that we accept.
    public static final long ELEMENTS_MAX = 1L << 31;

    /// The order in which records are hashed: by the UTF-8 bytes of their names.
    public static final Comparator<TensorRecord> BY_NAME = Comparator.comparing(record -> Bytes.ofUtf8(record.name()));

    public TensorRecord {
        if (name.isEmpty() || name.length() > NAME_CHARS_MAX) {
            throw new IllegalArgumentException("a tensor's name has 1 to " + NAME_CHARS_MAX + " characters, found " + name.length());
        }
        shape = List.copyOf(shape);
        if (elements(shape) < 0) {
            throw new IllegalArgumentException("a shape of at most " + ELEMENTS_MAX + " elements expected, found " + shape);
        }
    }

    /// The number of elements.
    public long elements() {
        return elements(shape);
    }

    /// The product of `shape`, or −1 where the shape is none that we accept.
    public static long elements(List<Long> shape) {
        if (shape.size() > RANK_MAX) {
            return -1;
        }
        long product = 1;
        boolean empty = false;
        for (long dimension : shape) {
            if (dimension < 0 || dimension > ELEMENTS_MAX) {
                return -1;
            }
            empty |= dimension == 0;
            // Both factors are at most 2^31, so the product cannot overflow before it is looked at.
            product = dimension == 0 ? product : product * dimension;
            if (product > ELEMENTS_MAX) {
                return -1;
            }
        }
        return empty ? 0 : product;
    }

    JsonObject json() {
        return JsonObject.builder()
                .put("name", name)
                .put("datatype", datatype.name())
                .put("shape", JsonArray.ofIntegers(shape.stream().mapToLong(Long::longValue).toArray()))
                .put("sha256", sha256.hex())
                .build();
    }

    /// The records sorted by name.
    ///
    /// @throws IllegalArgumentException if two have the same name
    static List<TensorRecord> sorted(List<TensorRecord> records) {
        List<TensorRecord> sorted = records.stream().sorted(BY_NAME).toList();
        for (int i = 1; i < sorted.size(); i++) {
            if (sorted.get(i).name().equals(sorted.get(i - 1).name())) {
                throw new IllegalArgumentException("tensors with names of their own expected, found '" + sorted.get(i).name() + "' twice");
            }
        }
        return sorted;
    }

    static JsonArray json(List<TensorRecord> records) {
        List<JsonObject> items = new ArrayList<>(records.size());
        for (TensorRecord record : records) {
            items.add(record.json());
        }
        return JsonArray.of(items);
    }
}
