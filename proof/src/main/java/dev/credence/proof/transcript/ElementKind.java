package dev.credence.proof.transcript;

/// What one element of a proof is; elements stand in the proof's bytes one after the other, with nothing between.
public enum ElementKind {
    /// A base element: its canonical number, little-endian.
    BASE(8),
    /// An extension element: c0, then c1.
    EXTENSION(16),
    /// A SHA-256 digest.
    DIGEST(32),
    /// The nonce of a proof of work.
    NONCE(8);

    private final int lengthBytes;

    ElementKind(int lengthBytes) {
        this.lengthBytes = lengthBytes;
    }

    public int lengthBytes() {
        return lengthBytes;
    }
}
