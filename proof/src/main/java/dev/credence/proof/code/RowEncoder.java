package dev.credence.proof.code;

/// Encodes messages of one code; with scratch of its own, so for one thread.
public final class RowEncoder {
    private final RowCode code;
    private final Ntt ntt;

    RowEncoder(RowCode code, Ntt ntt) {
        this.code = code;
        this.ntt = ntt;
    }

    /// The word's piece on `coset`: target[0 … 2^columnsLog).
    ///
    /// @param message 2^columnsLog canonical elements; not written to
    /// @param target another array
    public void encode(long[] message, int coset, long[] target) {
        code.encode(ntt, message, coset, target);
    }
}
