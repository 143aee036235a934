package dev.credence.proof.field;

/// A register of up to 256 elements of F, which with a dozen others stays in the first-level cache.
public final class ExtensionBlock {
    /// Elements a block holds: 4 kB. Longer blocks are no faster, and fall out of the first-level cache sooner.
    public static final int SIZE = 256;

    final long[] c0;
    final long[] c1;

    private ExtensionBlock(int size) {
        c0 = new long[size];
        c1 = new long[size];
    }

    /// A register for loops over `length` elements: no larger than they need.
    public static ExtensionBlock upTo(int length) {
        return new ExtensionBlock(Math.min(SIZE, length));
    }

    /// The elements [from, from + length) of `source`.
    public ExtensionBlock load(ExtensionVector source, int from, int length) {
        System.arraycopy(source.c0(), from, c0, 0, length);
        System.arraycopy(source.c1(), from, c1, 0, length);
        return this;
    }

    /// Whether the first `length` elements are all zero.
    public boolean isZero(int length) {
        long bits = 0;
        for (int i = 0; i < length; i++) {
            bits |= c0[i] | c1[i];
        }
        return bits == 0;
    }

    /// Writes the first `length` elements to [from, from + length) of `target`.
    public void store(ExtensionVector target, int from, int length) {
        System.arraycopy(c0, 0, target.c0(), from, length);
        System.arraycopy(c1, 0, target.c1(), from, length);
    }
}
