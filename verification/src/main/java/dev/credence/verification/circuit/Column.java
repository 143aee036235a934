package dev.credence.verification.circuit;

/// Cells of the witness side by side, in the flat order of the tensor that they belong to.
///
/// @param offset of the first cell
public record Column(int offset, int length) {
    public Column {
        if (offset < 0 || length < 0) {
            throw new IllegalArgumentException("an offset and a length expected, found " + offset + " and " + length);
        }
    }

    /// The first cell behind.
    public int end() {
        return offset + length;
    }
}
