package dev.credence.proof.commitment;

/// What a cell of a committed matrix is.
public enum CellKind {
    /// An element of GF(p), 8 bytes little-endian in a leaf.
    BASE(1),
    /// An element of F, c0 ‖ c1, 16 bytes in a leaf.
    EXTENSION(2);

    private final int limbs;

    CellKind(int limbs) {
        this.limbs = limbs;
    }

    /// Elements of GF(p) to a cell.
    public int limbs() {
        return limbs;
    }
}
