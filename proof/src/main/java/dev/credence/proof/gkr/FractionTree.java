package dev.credence.proof.gkr;

import dev.credence.proof.field.Extension;
import dev.credence.proof.field.ExtensionVector;
import java.util.Optional;

/// All layers of the tree of sums, from the root (one cell) to the leaves (2^L cells). Those of leaves that are bytes are stored up to a
/// layer of 2^23 nodes, 512 MiB altogether; the larger ones are computed when they are read.
final class FractionTree {
    /// The two lowest layers are half a table as they are, and the third is soon computed.
    private static final int COMPUTED_LAYERS = 2;
    private static final int STORED_MAX = 23;

    private final FractionLayer[] layers;
    private final Optional<ByteLeaves> leaves;
    private final Fraction root;

    private FractionTree(FractionLayer[] layers, Optional<ByteLeaves> leaves) {
        this.layers = layers;
        this.leaves = leaves;
        this.root = layers[0].get(0);
    }

    static FractionTree over(ExtensionVector numerators, ExtensionVector denominators, FractionKernels kernels) {
        FractionLayer below = new FractionLayer(numerators, denominators);
        int variables = Integer.numberOfTrailingZeros(below.size());
        return new FractionTree(upwards(below, variables, variables, kernels), Optional.empty());
    }

    static FractionTree over(ByteLeaves leaves, FractionKernels kernels) {
        int stored = Math.clamp(leaves.variables() - COMPUTED_LAYERS, 0, STORED_MAX);
        return new FractionTree(upwards(kernels.nodes(leaves, stored), stored, leaves.variables(), kernels), Optional.of(leaves));
    }

    private static FractionLayer[] upwards(FractionLayer lowest, int stored, int variables, FractionKernels kernels) {
        FractionLayer[] layers = new FractionLayer[variables + 1];
        layers[stored] = lowest;
        for (int k = stored - 1; k >= 0; k--) {
            layers[k] = kernels.sums(layers[k + 1]);
        }
        return layers;
    }

    int variables() {
        return layers.length - 1;
    }

    Fraction root() {
        return root;
    }

    /// Layer `k`, which is stored and which the caller may write to; the tree forgets it.
    FractionLayer release(int k) {
        FractionLayer layer = layers[k];
        layers[k] = null;
        return layer;
    }

    /// The halves of layer `k` for its sumcheck; the tree forgets it.
    LayerCells halves(int k, Extension lambda, FractionKernels kernels) {
        return layers[k] == null ? new ByteLayer(leaves.orElseThrow(), k, lambda) : kernels.mixed(release(k), lambda);
    }
}
