package dev.credence.proof.field;

import java.util.Arrays;

/// Arithmetic on the first `length` elements of blocks; the result may be one of the operands. One object a thread.
///
/// A product in F costs three products of limbs (Karatsuba) and about 3.5 ns an element.
public final class BlockArithmetic {
    private final long[] high;
    private final long[] low;
    private final long[] first;
    private final long[] second;
    private final long[] third;

    private BlockArithmetic(int size) {
        high = new long[size];
        low = new long[size];
        first = new long[size];
        second = new long[size];
        third = new long[size];
    }

    /// Arithmetic for loops over `length` elements.
    public static BlockArithmetic upTo(int length) {
        return new BlockArithmetic(Math.min(ExtensionBlock.SIZE, length));
    }

    /// out = a + b
    public void add(ExtensionBlock out, ExtensionBlock a, ExtensionBlock b, int length) {
        LimbPasses.add(out.c0, a.c0, b.c0, length);
        LimbPasses.add(out.c1, a.c1, b.c1, length);
    }

    /// out = a − b
    public void sub(ExtensionBlock out, ExtensionBlock a, ExtensionBlock b, int length) {
        LimbPasses.sub(out.c0, a.c0, b.c0, length);
        LimbPasses.sub(out.c1, a.c1, b.c1, length);
    }

    /// out = a·b
    public void mul(ExtensionBlock out, ExtensionBlock a, ExtensionBlock b, int length) {
        LimbPasses.add(first, a.c0, a.c1, length);
        LimbPasses.add(second, b.c0, b.c1, length);
        limbs(third, first, second, length);
        limbs(first, a.c0, b.c0, length);
        limbs(second, a.c1, b.c1, length);
        // (a0 + a1)(b0 + b1) − a0·b0 − a1·b1 = a0·b1 + a1·b0
        LimbPasses.sub(third, third, first, length);
        LimbPasses.sub(out.c1, third, second, length);
        LimbPasses.timesNonResidue(second, second, length);
        LimbPasses.add(out.c0, first, second, length);
    }

    /// out = a·k
    public void scale(ExtensionBlock out, ExtensionBlock a, Extension k, int length) {
        limbsBy(first, a.c0, k.c0(), length);
        limbsBy(second, a.c1, Goldilocks.mul(k.c1(), Extension.NON_RESIDUE), length);
        LimbPasses.add(third, first, second, length);
        limbsBy(first, a.c0, k.c1(), length);
        limbsBy(second, a.c1, k.c0(), length);
        LimbPasses.add(out.c1, first, second, length);
        System.arraycopy(third, 0, out.c0, 0, length);
    }

    /// out = a·k for a canonical base element k.
    public void scaleBase(ExtensionBlock out, ExtensionBlock a, long k, int length) {
        limbsBy(out.c0, a.c0, k, length);
        limbsBy(out.c1, a.c1, k, length);
    }

    /// out = a + k
    public void offset(ExtensionBlock out, ExtensionBlock a, Extension k, int length) {
        Arrays.fill(first, 0, length, k.c0());
        LimbPasses.add(out.c0, a.c0, first, length);
        Arrays.fill(first, 0, length, k.c1());
        LimbPasses.add(out.c1, a.c1, first, length);
    }

    /// sum += Σ a·b
    public void dot(ExtensionSum sum, ExtensionBlock a, ExtensionBlock b, int length) {
        LimbPasses.multiply(high, low, a.c0, b.c0, length);
        LimbPasses.accumulate(sum.first, high, low, length);
        LimbPasses.multiply(high, low, a.c1, b.c1, length);
        LimbPasses.accumulate(sum.second, high, low, length);
        LimbPasses.add(first, a.c0, a.c1, length);
        LimbPasses.add(second, b.c0, b.c1, length);
        LimbPasses.multiply(high, low, first, second, length);
        LimbPasses.accumulate(sum.mixed, high, low, length);
    }

    private void limbs(long[] out, long[] a, long[] b, int length) {
        LimbPasses.multiply(high, low, a, b, length);
        LimbPasses.reduce(out, high, low, length);
    }

    private void limbsBy(long[] out, long[] a, long factor, int length) {
        LimbPasses.multiplyBy(high, low, a, factor, length);
        LimbPasses.reduce(out, high, low, length);
    }
}
