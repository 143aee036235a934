package dev.credence.proof.gkr;

import dev.credence.proof.field.Extension;
import dev.credence.proof.field.ExtensionBlock;
import dev.credence.proof.field.ExtensionVector;

/// The halves of a layer, computed from the bytes whenever they are read.
final class ByteLayer implements LayerCells {
    private final ByteLeaves leaves;
    private final int layer;
    private final int distance;
    private final LayerForm form;
    private final int general;
    private final ExtensionVector tailValues;

    /// @param layer of 2^layer nodes, layer at least 1
    ByteLayer(ByteLeaves leaves, int layer, Extension lambda) {
        this.leaves = leaves;
        this.layer = layer;
        this.distance = 1 << layer - 1;
        int end = leaves.nodesOfTwo(layer);
        if (layer == leaves.variables() && end == distance && !lambda.isZero()) {
            this.general = 0;
            this.form = LayerForm.pairs(lambda);
        } else {
            int whole = Math.ceilDiv(end, ExtensionBlock.SIZE) * ExtensionBlock.SIZE;
            boolean leavesOnly = layer == leaves.variables() || layer == leaves.variables() - 1 && !lambda.isZero();
            this.general = leavesOnly && whole < distance ? whole : distance;
            this.form = general == distance
                    ? LayerForm.none(lambda)
                    : layer == leaves.variables() ? LayerForm.lone(lambda) : LayerForm.pairs(lambda);
        }
        this.tailValues = leaves.denominators(form.shift());
    }

    @Override
    public LayerForm form() {
        return form;
    }

    @Override
    public int general() {
        return general;
    }

    @Override
    public void load(int x, int length, FractionBench bench, FractionCells cells) {
        leaves.load(layer, x, length, bench, cells.n0, cells.d0);
        leaves.load(layer, x + distance, length, bench, cells.n1, cells.d1);
        bench.plusScaled(cells.n1, form.lambda(), cells.d1, length);
    }

    @Override
    public void loadFirst(int x, int length, FractionBench bench, ExtensionBlock first) {
        leaves.look(tailValues, x, length, bench, first);
    }

    @Override
    public void loadSecond(int x, int length, FractionBench bench, ExtensionBlock second) {
        leaves.look(tailValues, x + distance, length, bench, second);
    }
}
