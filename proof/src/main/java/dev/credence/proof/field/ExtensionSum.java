package dev.credence.proof.field;

/// A running Σ a·b that is reduced once, at its end; at most 2^31 products.
public final class ExtensionSum {
    /// Σ a0·b0, Σ a1·b1 and Σ (a0 + a1)(b0 + b1), each by pieces of 32 bits.
    final long[] first = new long[4];

    final long[] second = new long[4];
    final long[] mixed = new long[4];

    /// A sum of nothing.
    public ExtensionSum() {}

    /// The sum so far.
    public Extension total() {
        long low = LimbPasses.total(first);
        long high = LimbPasses.total(second);
        long cross = Goldilocks.sub(Goldilocks.sub(LimbPasses.total(mixed), low), high);
        return new Extension(Goldilocks.add(low, Goldilocks.mul(high, Extension.NON_RESIDUE)), cross);
    }
}
