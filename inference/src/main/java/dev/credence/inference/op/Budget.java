package dev.credence.inference.op;

/// What one execution may use; the same on every machine, unlike time.
///
/// @param multiplyAdds steps of inner loops
/// @param elements     elements of all tensors allocated, freed ones included
public record Budget(long multiplyAdds, long elements) {
    /// Enough for a vision model of some hundred million parameters: two minutes of the slowest kernels, 1 GiB of floats.
    public static final Budget DEFAULT = new Budget(1L << 37, 1L << 28);

    public Budget {
        if (multiplyAdds < 0 || elements < 0) {
            throw new IllegalArgumentException("a budget is not negative");
        }
    }
}
