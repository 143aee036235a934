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
    private final Cells low = new Cells();
    private final Cells high = new Cells();
    private final ExtensionBlock weights = ExtensionBlock.upTo(SIZE);

    /// Cells [from, to) of the layer above.
    void sums(FractionLayer below, FractionLayer above, int from, int to) {
        for (int z = from; z < to; z += SIZE) {
            int length = Math.min(SIZE, to - z);
            low.load(below, z, above.size(), length);
            bracket(low, length);
            low.n0.store(above.numerators(), z, length);
            arithmetic.mul(low.d0, low.d0, low.d1, length);
            low.d0.store(above.denominators(), z, length);
        }
    }

    /// The part [from, to) of a round's sums.
    FractionKernels.RoundSums round(FractionLayer layer, ExtensionVector rest, int half, int from, int to) {
        int distance = layer.size() / 2;
        ExtensionSum atZero = new ExtensionSum();
        ExtensionSum leading = new ExtensionSum();
        for (int z = from; z < to; z += SIZE) {
            int length = Math.min(SIZE, to - z);
            low.load(layer, z, distance, length);
            high.load(layer, z + half, distance, length);
            minus(high, low, length);
            weights.load(rest, z, length);
            bracket(low, length);
            arithmetic.dot(atZero, low.n0, weights, length);
            bracket(high, length);
            arithmetic.dot(leading, high.n0, weights, length);
        }
        return new FractionKernels.RoundSums(atZero.total(), leading.total());
    }

    /// table[i] += r·(table[i + half] − table[i]) for i in [from, to).
    void fold(ExtensionVector table, int from, int to, int half, Extension r) {
        for (int i = from; i < to; i += SIZE) {
            int length = Math.min(SIZE, to - i);
            low.n0.load(table, i, length);
            high.n0.load(table, i + half, length);
            arithmetic.sub(high.n0, high.n0, low.n0, length);
            arithmetic.scale(high.n0, high.n0, r, length);
            arithmetic.add(low.n0, low.n0, high.n0, length);
            low.n0.store(table, i, length);
        }
    }

    private void minus(Cells cells, Cells other, int length) {
        arithmetic.sub(cells.n0, cells.n0, other.n0, length);
        arithmetic.sub(cells.n1, cells.n1, other.n1, length);
        arithmetic.sub(cells.d0, cells.d0, other.d0, length);
        arithmetic.sub(cells.d1, cells.d1, other.d1, length);
    }

    /// n0 = n0·d1 + d0·n1; n1 is used up.
    private void bracket(Cells cells, int length) {
        arithmetic.mul(cells.n0, cells.n0, cells.d1, length);
        arithmetic.mul(cells.n1, cells.n1, cells.d0, length);
        arithmetic.add(cells.n0, cells.n0, cells.n1, length);
    }

    /// The same cells of the four tables that a layer's halves are.
    private static final class Cells {
        final ExtensionBlock n0 = ExtensionBlock.upTo(SIZE);
        final ExtensionBlock n1 = ExtensionBlock.upTo(SIZE);
        final ExtensionBlock d0 = ExtensionBlock.upTo(SIZE);
        final ExtensionBlock d1 = ExtensionBlock.upTo(SIZE);

        void load(FractionLayer layer, int from, int distance, int length) {
            n0.load(layer.numerators(), from, length);
            n1.load(layer.numerators(), from + distance, length);
            d0.load(layer.denominators(), from, length);
            d1.load(layer.denominators(), from + distance, length);
        }
    }
}
