package dev.credence.proof.gkr;

import dev.credence.proof.field.BlockArithmetic;
import dev.credence.proof.field.Extension;
import dev.credence.proof.field.ExtensionBlock;
import dev.credence.proof.field.ExtensionSum;
import dev.credence.proof.field.ExtensionVector;

/// The registers in which one thread walks a layer block by block.
final class FractionBench {
    private static final int SIZE = ExtensionBlock.SIZE;

    private final BlockArithmetic arithmetic = BlockArithmetic.upTo(SIZE);
    private final FractionCells low = new FractionCells();
    private final FractionCells high = new FractionCells();
    private final ExtensionBlock weights = ExtensionBlock.upTo(SIZE);
    private final ExtensionVector scratch = new ExtensionVector(SIZE);
    private final ExtensionVector otherScratch = new ExtensionVector(SIZE);
    private final Sum sum = new Sum();
    private final Sum second = new Sum();

    BlockArithmetic arithmetic() {
        return arithmetic;
    }

    /// Room for what a loop over bytes finds.
    ExtensionVector scratch() {
        return scratch;
    }

    ExtensionVector otherScratch() {
        return otherScratch;
    }

    /// Room for fractions to add to others.
    Sum sum() {
        return sum;
    }

    Sum second() {
        return second;
    }

    void fill(ExtensionBlock block, Extension value, int length) {
        arithmetic.sub(block, block, block, length);
        arithmetic.offset(block, block, value, length);
    }

    /// y += k·x.
    void plusScaled(ExtensionBlock y, Extension k, ExtensionBlock x, int length) {
        arithmetic.scale(weights, x, k, length);
        arithmetic.add(y, y, weights, length);
    }

    /// Cells [from, to) of the layer above.
    void sums(FractionLayer below, FractionLayer above, int from, int to) {
        int distance = above.size();
        for (int z = from; z < to; z += SIZE) {
            int length = Math.min(SIZE, to - z);
            low.n0.load(below.numerators(), z, length);
            low.n1.load(below.numerators(), z + distance, length);
            low.d0.load(below.denominators(), z, length);
            low.d1.load(below.denominators(), z + distance, length);
            low.bracket(arithmetic, length);
            low.n0.store(above.numerators(), z, length);
            arithmetic.mul(low.d0, low.d0, low.d1, length);
            low.d0.store(above.denominators(), z, length);
        }
    }

    /// Cells [from, to) of the layer with `layer` variables.
    void nodes(ByteLeaves leaves, int layer, FractionLayer target, int from, int to) {
        for (int z = from; z < to; z += SIZE) {
            int length = Math.min(SIZE, to - z);
            leaves.load(layer, z, length, this, low.n0, low.d0);
            low.n0.store(target.numerators(), z, length);
            low.d0.store(target.denominators(), z, length);
        }
    }

    /// The part [from, to) of a round's sums.
    FractionKernels.RoundSums round(LayerCells cells, SplitEq eq, int half, int from, int to) {
        Extension atZero = Extension.ZERO;
        Extension leading = Extension.ZERO;
        Extension tailWeights = Extension.ZERO;
        Extension tailZero = Extension.ZERO;
        Extension tailLeading = Extension.ZERO;
        for (int z = from; z < to; z += SIZE) {
            int length = Math.min(SIZE, to - z);
            Extension factor = eq.high(z);
            if (z < cells.general()) {
                cells.load(z, length, this, low);
                cells.load(z + half, length, this, high);
                high.minus(low, arithmetic, length);
                weights.load(eq.low(), 0, length);
                atZero = atZero.plus(factor.times(weighted(low, length)));
                leading = leading.plus(factor.times(weighted(high, length)));
            } else {
                weights.load(eq.low(), 0, length);
                tailWeights = tailWeights.plus(factor);
                tailZero = tailZero.plus(factor.times(tail(cells, z, length)));
                tailLeading = tailLeading.plus(factor.times(tailSlopes(cells, z, half, length)));
            }
        }
        LayerForm form = cells.form();
        return new FractionKernels.RoundSums(
                atZero.plus(form.sum(tailWeights, tailZero)), leading.plus(form.leading(tailLeading)));
    }

    /// The part [from, to) of Σ eq(x)·g(x + offset).
    Extension sumAt(LayerCells cells, SplitEq eq, int offset, int from, int to) {
        Extension general = Extension.ZERO;
        Extension tailWeights = Extension.ZERO;
        Extension tailSum = Extension.ZERO;
        for (int z = from; z < to; z += SIZE) {
            int length = Math.min(SIZE, to - z);
            Extension factor = eq.high(z);
            if (z + offset < cells.general()) {
                cells.load(z + offset, length, this, low);
                weights.load(eq.low(), 0, length);
                general = general.plus(factor.times(weighted(low, length)));
            } else {
                weights.load(eq.low(), 0, length);
                tailWeights = tailWeights.plus(factor);
                tailSum = tailSum.plus(factor.times(tail(cells, z + offset, length)));
            }
        }
        return general.plus(cells.form().sum(tailWeights, tailSum));
    }

    // Σ weights·(n0·d1 + d0·n1)
    private Extension weighted(FractionCells cells, int length) {
        cells.bracket(arithmetic, length);
        return dot(cells.n0, length);
    }

    // Σ weights·D0, or Σ weights·E0·E1; leaves E0 and E1 in low.d0 and low.d1.
    private Extension tail(LayerCells cells, int z, int length) {
        cells.loadFirst(z, length, this, low.d0);
        if (cells.form().tail() == LayerForm.Tail.LONE) {
            return dot(low.d0, length);
        }
        cells.loadSecond(z, length, this, low.d1);
        arithmetic.mul(low.n0, low.d0, low.d1, length);
        return dot(low.n0, length);
    }

    // Of what `tail` left.
    private Extension tailSlopes(LayerCells cells, int z, int half, int length) {
        if (cells.form().tail() == LayerForm.Tail.LONE) {
            return Extension.ZERO;
        }
        cells.loadFirst(z + half, length, this, high.d0);
        cells.loadSecond(z + half, length, this, high.d1);
        arithmetic.sub(high.d0, high.d0, low.d0, length);
        arithmetic.sub(high.d1, high.d1, low.d1, length);
        arithmetic.mul(high.n0, high.d0, high.d1, length);
        return dot(high.n0, length);
    }

    private Extension dot(ExtensionBlock block, int length) {
        ExtensionSum dot = new ExtensionSum();
        arithmetic.dot(dot, block, weights, length);
        return dot.total();
    }

    /// target[x] = source[x] + r·(source[x + half] − source[x]) for x in [from, to), all tables; target may be source.
    void fold(LayerCells source, LayerTables target, int half, int from, int to, Extension r) {
        int general = Math.min(source.general(), half);
        for (int x = from; x < to; x += SIZE) {
            int length = Math.min(SIZE, to - x);
            if (x < general) {
                source.load(x, length, this, low);
                source.load(x + half, length, this, high);
                high.minus(low, arithmetic, length);
                low.plusScaled(high, r, arithmetic, length);
                target.store(x, length, low);
                continue;
            }
            source.loadFirst(x, length, this, low.d0);
            source.loadFirst(x + half, length, this, high.d0);
            between(low.d0, high.d0, r, length);
            target.storeFirst(x, length, low.d0);
            if (source.form().tail() == LayerForm.Tail.PAIRS) {
                source.loadSecond(x, length, this, low.d1);
                source.loadSecond(x + half, length, this, high.d1);
                between(low.d1, high.d1, r, length);
                target.storeSecond(x, length, low.d1);
            }
        }
    }

    private void between(ExtensionBlock a, ExtensionBlock b, Extension r, int length) {
        arithmetic.sub(b, b, a, length);
        FractionCells.step(a, b, r, arithmetic, length);
    }

    /// N0 and D0, then N1 and D1, of the only cell.
    Fraction[] only(LayerCells cells) {
        cells.load(0, 1, this, low);
        ExtensionVector one = scratch;
        Extension[] values = new Extension[4];
        ExtensionBlock[] blocks = {low.n0, low.d0, low.n1, low.d1};
        for (int i = 0; i < values.length; i++) {
            blocks[i].store(one, 0, 1);
            values[i] = one.get(0);
        }
        Extension n1 = values[2].minus(cells.form().lambda().times(values[3]));
        return new Fraction[] {new Fraction(values[0], values[1]), new Fraction(n1, values[3])};
    }

    /// Fractions on their way into others.
    final class Sum {
        private final ExtensionBlock numerators = ExtensionBlock.upTo(SIZE);
        private final ExtensionBlock denominators = ExtensionBlock.upTo(SIZE);

        private Sum() {}

        ExtensionBlock numerators() {
            return numerators;
        }

        ExtensionBlock denominators() {
            return denominators;
        }

        /// n/d += these; they are used up.
        void addTo(ExtensionBlock n, ExtensionBlock d, int length) {
            arithmetic.mul(numerators, numerators, d, length);
            arithmetic.mul(n, n, denominators, length);
            arithmetic.add(n, n, numerators, length);
            arithmetic.mul(d, d, denominators, length);
        }
    }
}
