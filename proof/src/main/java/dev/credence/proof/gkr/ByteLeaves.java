package dev.credence.proof.gkr;

import dev.credence.proof.field.Extension;
import dev.credence.proof.field.ExtensionBlock;
import dev.credence.proof.field.ExtensionVector;
import dev.credence.proof.field.Goldilocks;

/// The leaves 1/(α − c) of signed bytes c, and 0/1 beyond them up to a power of two: what shows that numbers are bytes.
///
/// Nodes of any layer are computed from the bytes in blocks, so that the largest layers need never lie in memory:
///
/// ```
/// 1/(α − a) + 1/(α − b) = (2α − (a + b)) / (α² − α(a + b) + ab)
/// ```
/// of which all but ab is looked up by a + b.
public final class ByteLeaves {
    private static final int VALUES = 256;
    private static final int LOWEST = -128;
    /// −128·127 and more becomes positive with it, so that a sum carries rarely.
    private static final int PRODUCT_OFFSET = 1 << 14;

    private final byte[] cells;
    private final int variables;
    private final Extension alpha;
    private final ExtensionVector singles;
    private final ExtensionVector pairNumerators = new ExtensionVector(2 * VALUES - 1);
    private final ExtensionVector pairDenominators = new ExtensionVector(2 * VALUES - 1);

    /// @param cells at least 1 and at most 2^28; not copied, nobody writes to them meanwhile
    public ByteLeaves(byte[] cells, Extension alpha) {
        if (cells.length < 1 || cells.length > 1 << 28) {
            throw new IllegalArgumentException("1 to 2^28 cells expected, found " + cells.length);
        }
        this.cells = cells;
        this.variables = Integer.SIZE - Integer.numberOfLeadingZeros(cells.length - 1);
        this.alpha = alpha;
        this.singles = denominators(Extension.ZERO);
        for (int i = 0; i < pairNumerators.length(); i++) {
            int sum = i + 2 * LOWEST;
            pairNumerators.set(i, alpha.plus(alpha).minus(Extension.ofSigned(sum)));
            pairDenominators.set(i, alpha.times(alpha.minus(Extension.ofSigned(sum))).minus(Extension.of(PRODUCT_OFFSET)));
        }
    }

    /// ⌈log₂⌉ of the number of cells.
    int variables() {
        return variables;
    }

    /// α − c + shift for every c from −128 on.
    ExtensionVector denominators(Extension shift) {
        ExtensionVector values = new ExtensionVector(VALUES);
        for (int v = 0; v < VALUES; v++) {
            values.set(v, alpha.plus(shift).minus(Extension.ofSigned(v + LOWEST)));
        }
        return values;
    }

    /// How many cells x of the halves of `layer` have more than one leaf at node x, or, in the leaves themselves, one at node x + distance.
    /// They come first. From there on, up to `variables() − 1`, a node is a leaf.
    int nodesOfTwo(int layer) {
        int distance = 1 << layer - 1;
        int above = layer == variables ? distance : 1 << layer;
        return Math.clamp((long) cells.length - above, 0, distance);
    }

    /// values[c] of the cells [from, from + length).
    void look(ExtensionVector values, int from, int length, FractionBench bench, ExtensionBlock target) {
        ExtensionVector found = bench.scratch();
        for (int i = 0; i < length; i++) {
            int c = cells[from + i] - LOWEST;
            found.c0()[i] = values.c0()[c];
            found.c1()[i] = values.c1()[c];
        }
        target.load(found, 0, length);
    }

    /// Nodes [from, from + length) of `layer`: node z is the sum of the leaves z, z + 2^layer, z + 2·2^layer, ….
    void load(int layer, int from, int length, FractionBench bench, ExtensionBlock numerators, ExtensionBlock denominators) {
        two(from, 1L << layer, length, bench, numerators, denominators);
        for (long at = from + (2L << layer); at < cells.length; at += 2L << layer) {
            FractionBench.Sum sum = bench.sum();
            two(at, 1L << layer, length, bench, sum.numerators(), sum.denominators());
            sum.addTo(numerators, denominators, length);
        }
    }

    // The sums of the leaves from `at` on and those from `at + step` on.
    private void two(long at, long step, int length, FractionBench bench, ExtensionBlock numerators, ExtensionBlock denominators) {
        if (at + step + length <= cells.length) {
            pairs((int) at, (int) (at + step), length, bench, numerators, denominators);
            return;
        }
        one(at, length, bench, numerators, denominators);
        if (at + step < cells.length) {
            FractionBench.Sum sum = bench.second();
            one(at + step, length, bench, sum.numerators(), sum.denominators());
            sum.addTo(numerators, denominators, length);
        }
    }

    private void pairs(int first, int second, int length, FractionBench bench, ExtensionBlock numerators, ExtensionBlock denominators) {
        ExtensionVector n = bench.scratch();
        ExtensionVector d = bench.otherScratch();
        for (int i = 0; i < length; i++) {
            int a = cells[first + i];
            int b = cells[second + i];
            int sum = a + b - 2 * LOWEST;
            n.c0()[i] = pairNumerators.c0()[sum];
            n.c1()[i] = pairNumerators.c1()[sum];
            d.c0()[i] = Goldilocks.add(pairDenominators.c0()[sum], a * b + PRODUCT_OFFSET);
            d.c1()[i] = pairDenominators.c1()[sum];
        }
        numerators.load(n, 0, length);
        denominators.load(d, 0, length);
    }

    private void one(long at, int length, FractionBench bench, ExtensionBlock numerators, ExtensionBlock denominators) {
        int leaves = Math.clamp(cells.length - at, 0, length);
        ExtensionVector n = bench.scratch();
        ExtensionVector d = bench.otherScratch();
        for (int i = 0; i < length; i++) {
            int c = i < leaves ? cells[(int) at + i] - LOWEST : 0;
            n.c0()[i] = i < leaves ? 1 : 0;
            n.c1()[i] = 0;
            d.c0()[i] = i < leaves ? singles.c0()[c] : 1;
            d.c1()[i] = i < leaves ? singles.c1()[c] : 0;
        }
        numerators.load(n, 0, length);
        denominators.load(d, 0, length);
    }
}
