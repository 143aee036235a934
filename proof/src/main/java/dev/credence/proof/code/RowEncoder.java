package dev.credence.proof.code;

/// Encodes messages of one code; with scratch of its own, so for one thread.
public final class RowEncoder {
    private final RowCode code;
    private final Ntt ntt;

    RowEncoder(RowCode code, Ntt ntt) {
        this.code = code;
        this.ntt = ntt;
    }

    /// Puts the word's piece on `coset` in the place of the message.
    ///
    /// @param row 2^columnsLog canonical elements
    public void encode(long[] row, int coset) {
        code.encode(ntt, row, coset);
    }
}
