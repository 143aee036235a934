package dev.credence.inference.integer.seeded;

/// SplitMix64 (Steele, Lea and Flood, 2014, figure 16), written out so that a seed means the same numbers for ever.
public final class SplitMix {
    private long state;

    public SplitMix(long seed) {
        this.state = seed;
    }

    /// The next 64 bits.
    public long next() {
        state += 0x9e3779b97f4a7c15L;
        long z = state;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    /// A number in [from, to], evenly but for 2^−32.
    public int between(int from, int to) {
        return from + (int) ((next() >>> 32) * ((long) to - from + 1) >>> 32);
    }

    /// A weight in [−126, 126], small ones more often: the sum of two even numbers.
    public byte weight() {
        return (byte) (between(-63, 63) + between(-63, 63));
    }
}
