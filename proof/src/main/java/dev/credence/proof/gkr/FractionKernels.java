package dev.credence.proof.gkr;

import dev.credence.proof.field.Extension;
import dev.credence.proof.field.ExtensionKernels;
import dev.credence.proof.field.ExtensionVector;
import dev.credence.proof.field.Goldilocks;

/// The hot loops of fractional sums.
final class FractionKernels {
    private static final long NON_RESIDUE = Extension.NON_RESIDUE;

    private FractionKernels() {}

    /// Every fraction of the layer above: upper half plus lower half.
    static void sums(FractionLayer below, FractionLayer above) {
        int half = above.size();
        long[] n0 = below.numerators().c0();
        long[] n1 = below.numerators().c1();
        long[] d0 = below.denominators().c0();
        long[] d1 = below.denominators().c1();
        long[] n0Sum = above.numerators().c0();
        long[] n1Sum = above.numerators().c1();
        long[] d0Sum = above.denominators().c0();
        long[] d1Sum = above.denominators().c1();
        for (int z = 0; z < half; z++) {
            int y = z + half;
            n0Sum[z] = low2(n0[z], n1[z], d0[y], d1[y], n0[y], n1[y], d0[z], d1[z]);
            n1Sum[z] = high2(n0[z], n1[z], d0[y], d1[y], n0[y], n1[y], d0[z], d1[z]);
            d0Sum[z] = low(d0[z], d1[z], d0[y], d1[y]);
            d1Sum[z] = high(d0[z], d1[z], d0[y], d1[y]);
        }
    }

    /// With g = N0·D1 + D0·M: Σ rest[x]·g(0, x), and Σ rest[x] times the leading coefficient of g(X, x).
    static ExtensionVector round(FractionLayer layer, ExtensionVector rest, int half) {
        int distance = layer.size() / 2;
        long[] n0 = layer.numerators().c0();
        long[] n1 = layer.numerators().c1();
        long[] d0 = layer.denominators().c0();
        long[] d1 = layer.denominators().c1();
        long[] e0 = rest.c0();
        long[] e1 = rest.c1();
        long at0Low = 0;
        long at0High = 0;
        long leadingLow = 0;
        long leadingHigh = 0;
        for (int z = 0; z < half; z++) {
            int y = z + half;
            int w = z + distance;
            int v = y + distance;
            long g0 = low2(n0[z], n1[z], d0[w], d1[w], n0[w], n1[w], d0[z], d1[z]);
            long g1 = high2(n0[z], n1[z], d0[w], d1[w], n0[w], n1[w], d0[z], d1[z]);
            at0Low = Goldilocks.add(at0Low, low(g0, g1, e0[z], e1[z]));
            at0High = Goldilocks.add(at0High, high(g0, g1, e0[z], e1[z]));
            long nz0 = Goldilocks.sub(n0[y], n0[z]);
            long nz1 = Goldilocks.sub(n1[y], n1[z]);
            long dz0 = Goldilocks.sub(d0[y], d0[z]);
            long dz1 = Goldilocks.sub(d1[y], d1[z]);
            long nw0 = Goldilocks.sub(n0[v], n0[w]);
            long nw1 = Goldilocks.sub(n1[v], n1[w]);
            long dw0 = Goldilocks.sub(d0[v], d0[w]);
            long dw1 = Goldilocks.sub(d1[v], d1[w]);
            long h0 = low2(nz0, nz1, dw0, dw1, nw0, nw1, dz0, dz1);
            long h1 = high2(nz0, nz1, dw0, dw1, nw0, nw1, dz0, dz1);
            leadingLow = Goldilocks.add(leadingLow, low(h0, h1, e0[z], e1[z]));
            leadingHigh = Goldilocks.add(leadingHigh, high(h0, h1, e0[z], e1[z]));
        }
        return ExtensionVector.wrap(new long[] {at0Low, leadingLow}, new long[] {at0High, leadingHigh});
    }

    /// Σ rest[x]·g(1, x), for the challenges at which the claim does not determine it.
    static Extension atOne(FractionLayer layer, ExtensionVector rest, int half) {
        int distance = layer.size() / 2;
        Extension sum = Extension.ZERO;
        for (int z = half; z < 2 * half; z++) {
            Fraction both = layer.get(z).plus(layer.get(z + distance));
            sum = sum.plus(rest.get(z - half).times(both.numerator()));
        }
        return sum;
    }

    /// Binds the top variable of both halves of a layer.
    static void fold(FractionLayer layer, int half, Extension r) {
        int distance = layer.size() / 2;
        ExtensionKernels.fold(layer.numerators(), 0, half, r);
        ExtensionKernels.fold(layer.denominators(), 0, half, r);
        ExtensionKernels.fold(layer.numerators(), distance, half, r);
        ExtensionKernels.fold(layer.denominators(), distance, half, r);
    }

    private static long low(long a0, long a1, long b0, long b1) {
        return Goldilocks.add(Goldilocks.mul(a0, b0), Goldilocks.mul(Goldilocks.mul(a1, b1), NON_RESIDUE));
    }

    private static long high(long a0, long a1, long b0, long b1) {
        return Goldilocks.add(Goldilocks.mul(a0, b1), Goldilocks.mul(a1, b0));
    }

    /// The first limb of a·b + c·d.
    private static long low2(long a0, long a1, long b0, long b1, long c0, long c1, long d0, long d1) {
        long plain = Goldilocks.add(Goldilocks.mul(a0, b0), Goldilocks.mul(c0, d0));
        long raised = Goldilocks.add(Goldilocks.mul(a1, b1), Goldilocks.mul(c1, d1));
        return Goldilocks.add(plain, Goldilocks.mul(raised, NON_RESIDUE));
    }

    /// The second limb of a·b + c·d.
    private static long high2(long a0, long a1, long b0, long b1, long c0, long c1, long d0, long d1) {
        return Goldilocks.add(
                Goldilocks.add(Goldilocks.mul(a0, b1), Goldilocks.mul(a1, b0)),
                Goldilocks.add(Goldilocks.mul(c0, d1), Goldilocks.mul(c1, d0)));
    }
}
