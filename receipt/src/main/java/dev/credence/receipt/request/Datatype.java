package dev.credence.receipt.request;

import java.util.Optional;

/// The element type of a tensor under its name in the Open Inference Protocol.
public enum Datatype {
    BOOL(1),
    UINT8(1),
    UINT16(2),
    UINT32(4),
    UINT64(8),
    INT8(1),
    INT16(2),
    INT32(4),
    INT64(8),
    FP16(2),
    BF16(2),
    FP32(4),
    FP64(8),
    /// Byte strings of varying length; each is written as u32 little-endian length, then its bytes.
    BYTES(0);

    private final int widthBytes;

    Datatype(int widthBytes) {
        this.widthBytes = widthBytes;
    }

    /// The width of one element; 0 for `BYTES`, whose width varies.
    public int widthBytes() {
        return widthBytes;
    }

    /// The type of that name, if it is one of ours.
    public static Optional<Datatype> parse(String name) {
        for (Datatype datatype : values()) {
            if (datatype.name().equals(name)) {
                return Optional.of(datatype);
            }
        }
        return Optional.empty();
    }
}
