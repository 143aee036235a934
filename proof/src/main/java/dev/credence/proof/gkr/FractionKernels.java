package dev.credence.proof.gkr;

import dev.credence.proof.code.Workers;
import dev.credence.proof.field.BlockArithmetic;
import dev.credence.proof.field.Extension;
import dev.credence.proof.field.ExtensionBlock;
import dev.credence.proof.field.ExtensionKernels;
import dev.credence.proof.field.ExtensionSum;
import dev.credence.proof.field.ExtensionVector;

/// The hot loops of fractional sums, block by block.
final class FractionKernels {
    private static final int SIZE = ExtensionBlock.SIZE;

    private FractionKernels() {}

    /// Every fraction of the layer above: upper half plus lower half. About 14 ns each.
    static void sums(FractionLayer below, FractionLayer above, Workers workers) {
        int half = above.size();
        Chunks.each(half, workers, (chunk, from, to) -> {
            Registers r = new Registers(to - from);
            for (int z = from; z < to; z += SIZE) {
                int length = Math.min(SIZE, to - z);
                r.load(below, z, half, length);
                r.bracket(length);
                r.n0.store(above.numerators(), z, length);
                r.arithmetic.mul(r.d0, r.d0, r.d1, length);
                r.d0.store(above.denominators(), z, length);
            }
        });
    }

    /// With g = N0·D1 + D0·M: Σ rest[x]·g(0, x), and Σ rest[x] times the leading coefficient of g(X, x).
    static RoundSums round(FractionLayer layer, ExtensionVector rest, int half, Workers workers) {
        RoundSums[] parts = new RoundSums[Chunks.count(half)];
        Chunks.each(half, workers, (chunk, from, to) -> parts[chunk] = round(layer, rest, half, from, to));
        RoundSums sum = parts[0];
        for (int i = 1; i < parts.length; i++) {
            sum = sum.plus(parts[i]);
        }
        return sum;
    }

    private static RoundSums round(FractionLayer layer, ExtensionVector rest, int half, int from, int to) {
        int distance = layer.size() / 2;
        Registers low = new Registers(to - from);
        Registers high = new Registers(to - from);
        ExtensionBlock weights = ExtensionBlock.upTo(to - from);
        ExtensionSum atZero = new ExtensionSum();
        ExtensionSum leading = new ExtensionSum();
        for (int z = from; z < to; z += SIZE) {
            int length = Math.min(SIZE, to - z);
            low.load(layer, z, distance, length);
            high.load(layer, z + half, distance, length);
            high.minus(low, length);
            weights.load(rest, z, length);
            low.bracket(length);
            low.arithmetic.dot(atZero, low.n0, weights, length);
            high.bracket(length);
            high.arithmetic.dot(leading, high.n0, weights, length);
        }
        return new RoundSums(atZero.total(), leading.total());
    }

    /// N1 += λ·D1.
    static void mix(FractionLayer layer, Extension lambda, Workers workers) {
        int distance = layer.size() / 2;
        Chunks.each(distance, workers, (chunk, from, to) -> ExtensionKernels.axpy(
                layer.numerators(), distance + from, lambda, layer.denominators(), distance + from, to - from));
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
    static void fold(FractionLayer layer, int half, Extension r, Workers workers) {
        int distance = layer.size() / 2;
        Chunks.each(half, workers, (chunk, from, to) -> {
            ExtensionKernels.foldRange(layer.numerators(), from, half, to - from, r);
            ExtensionKernels.foldRange(layer.denominators(), from, half, to - from, r);
            ExtensionKernels.foldRange(layer.numerators(), distance + from, half, to - from, r);
            ExtensionKernels.foldRange(layer.denominators(), distance + from, half, to - from, r);
        });
    }

    /// What a round sums up.
    ///
    /// @param leading the coefficient of X²
    record RoundSums(Extension atZero, Extension leading) {
        RoundSums plus(RoundSums other) {
            return new RoundSums(atZero.plus(other.atZero), leading.plus(other.leading));
        }
    }

    /// The same cells of the four tables that a layer's halves are.
    private static final class Registers {
        final BlockArithmetic arithmetic;
        final ExtensionBlock n0;
        final ExtensionBlock n1;
        final ExtensionBlock d0;
        final ExtensionBlock d1;

        Registers(int length) {
            arithmetic = BlockArithmetic.upTo(length);
            n0 = ExtensionBlock.upTo(length);
            n1 = ExtensionBlock.upTo(length);
            d0 = ExtensionBlock.upTo(length);
            d1 = ExtensionBlock.upTo(length);
        }

        void load(FractionLayer layer, int from, int distance, int length) {
            n0.load(layer.numerators(), from, length);
            n1.load(layer.numerators(), from + distance, length);
            d0.load(layer.denominators(), from, length);
            d1.load(layer.denominators(), from + distance, length);
        }

        void minus(Registers other, int length) {
            arithmetic.sub(n0, n0, other.n0, length);
            arithmetic.sub(n1, n1, other.n1, length);
            arithmetic.sub(d0, d0, other.d0, length);
            arithmetic.sub(d1, d1, other.d1, length);
        }

        /// n0 = n0·d1 + d0·n1; n1 is used up.
        void bracket(int length) {
            arithmetic.mul(n0, n0, d1, length);
            arithmetic.mul(n1, n1, d0, length);
            arithmetic.add(n0, n0, n1, length);
        }
    }
}
