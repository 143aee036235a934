package dev.credence.inference.gguf;

import java.util.Optional;

/// How the elements of a stored tensor lie in bytes; quantised types are blocks with scales of their own.
///
/// A quantised type is a storage form, not an arithmetic: `Dequantisation` says which single-precision numbers a block
/// stands for (docs/spec/language.md, section 2).
public enum GgufType {
    F32(0, 1, 4),
    F16(1, 1, 2),
    Q4_0(2, 32, 18),
    Q4_1(3, 32, 20),
    Q5_0(6, 32, 22),
    Q5_1(7, 32, 24),
    Q8_0(8, 32, 34),
    Q4_K(12, 256, 144),
    Q5_K(13, 256, 176),
    Q6_K(14, 256, 210),
    BF16(30, 1, 2);

    private final int code;
    private final int blockElements;
    private final int blockBytes;

    GgufType(int code, int blockElements, int blockBytes) {
        this.code = code;
        this.blockElements = blockElements;
        this.blockBytes = blockBytes;
    }

    /// The type that the number `code` means in a file, or empty if this build does not decode it.
    public static Optional<GgufType> of(long code) {
        for (GgufType type : values()) {
            if (type.code == code) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    /// The number that stands for this type in a file.
    public int code() {
        return code;
    }

    public int blockElements() {
        return blockElements;
    }

    public int blockBytes() {
        return blockBytes;
    }

    /// The bytes of `elements` elements, a multiple of the block.
    public long bytes(long elements) {
        return elements / blockElements * blockBytes;
    }
}
