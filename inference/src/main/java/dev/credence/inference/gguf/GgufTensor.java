package dev.credence.inference.gguf;

import java.lang.foreign.MemorySegment;
import java.util.List;

/// One stored tensor.
///
/// **Shape**: `dimensions` as in the file, the fastest-varying first: a matrix of `rows × columns` is [columns, rows], and
/// a row is contiguous.
///
/// @param dimensions 1 to 4 of them, each at least 1; their product and its bytes fit in 63 bits
/// @param data       exactly the tensor's bytes, in the caller's mapping
public record GgufTensor(String name, GgufType type, List<Long> dimensions, MemorySegment data) {
    public GgufTensor {
        dimensions = List.copyOf(dimensions);
    }

    /// How many elements a row has.
    public long columns() {
        return dimensions.getFirst();
    }

    /// How many rows the tensor has, all but the first dimension multiplied.
    public long rows() {
        long rows = 1;
        for (long each : dimensions.subList(1, dimensions.size())) {
            rows *= each;
        }
        return rows;
    }

    /// The bytes of one row.
    public long rowBytes() {
        return type.bytes(columns());
    }
}
