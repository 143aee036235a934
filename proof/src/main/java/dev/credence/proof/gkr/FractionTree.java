package dev.credence.proof.gkr;

import dev.credence.proof.field.ExtensionVector;

/// All layers of the tree of sums, from the root (one cell) to the leaves (2^L cells).
final class FractionTree {
    private final FractionLayer[] layers;
    private final Fraction root;

    private FractionTree(FractionLayer[] layers) {
        this.layers = layers;
        this.root = layers[0].get(0);
    }

    static FractionTree over(ExtensionVector numerators, ExtensionVector denominators, FractionKernels kernels) {
        FractionLayer leaves = new FractionLayer(numerators, denominators);
        FractionLayer[] layers = new FractionLayer[Integer.numberOfTrailingZeros(leaves.size()) + 1];
        layers[layers.length - 1] = leaves;
        for (int k = layers.length - 2; k >= 0; k--) {
            layers[k] = kernels.sums(layers[k + 1]);
        }
        return new FractionTree(layers);
    }

    int variables() {
        return layers.length - 1;
    }

    Fraction root() {
        return root;
    }

    /// Layer `k`, which the caller may write to; the tree forgets it.
    FractionLayer release(int k) {
        FractionLayer layer = layers[k];
        layers[k] = null;
        return layer;
    }
}
