package dev.credence.proof.gkr;

import dev.credence.proof.field.Extension;
import dev.credence.proof.field.ExtensionBlock;
import dev.credence.proof.field.ExtensionVector;

/// The halves of a layer as tables, to fold in place: N0 and M up to `general`, D0, and D1 where it is not known.
final class LayerTables implements LayerCells {
    private final LayerForm form;
    private final ExtensionVector numerators;
    private final ExtensionVector denominators;
    private final int mixedAt;
    private final int secondAt;
    private int general;

    private LayerTables(LayerForm form, ExtensionVector numerators, int mixedAt, ExtensionVector denominators, int secondAt) {
        this.form = form;
        this.numerators = numerators;
        this.denominators = denominators;
        this.mixedAt = mixedAt;
        this.secondAt = secondAt;
    }

    /// A layer that is stored, N1 being M already.
    static LayerTables of(FractionLayer layer, Extension lambda) {
        int half = layer.size() / 2;
        LayerTables tables = new LayerTables(LayerForm.none(lambda), layer.numerators(), half, layer.denominators(), half);
        tables.general = half;
        return tables;
    }

    /// Room for what `cells` fold to.
    ///
    /// @param half the number of cells that are left
    static LayerTables forFoldOf(LayerCells cells, int half) {
        int general = Math.min(cells.general(), half);
        int second = cells.form().tail() == LayerForm.Tail.LONE ? general : half;
        LayerTables tables = new LayerTables(
                cells.form(), new ExtensionVector(2 * general), general, new ExtensionVector(half + second), half);
        tables.general = general;
        return tables;
    }

    /// The top variable is bound, so many cells are left.
    void shrink(int half) {
        general = Math.min(general, half);
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
        cells.d0.load(denominators, x, length);
        if (x < general) {
            cells.n0.load(numerators, x, length);
            cells.n1.load(numerators, mixedAt + x, length);
            cells.d1.load(denominators, secondAt + x, length);
            return;
        }
        bench.fill(cells.n0, Extension.ONE, length);
        switch (form.tail()) {
            case NONE -> throw new IllegalStateException("no cells from " + general + " on expected, asked for " + x);
            case LONE -> {
                bench.fill(cells.n1, form.lambda(), length);
                bench.fill(cells.d1, Extension.ONE, length);
            }
            case PAIRS -> {
                cells.d1.load(denominators, secondAt + x, length);
                // M = 1 + λ·D1 = λ·E1.
                bench.arithmetic().scale(cells.n1, cells.d1, form.lambda(), length);
                bench.arithmetic().offset(cells.d0, cells.d0, form.shift().negate(), length);
                bench.arithmetic().offset(cells.d1, cells.d1, form.shift().negate(), length);
            }
        }
    }

    @Override
    public void loadFirst(int x, int length, FractionBench bench, ExtensionBlock first) {
        first.load(denominators, x, length);
    }

    @Override
    public void loadSecond(int x, int length, FractionBench bench, ExtensionBlock second) {
        second.load(denominators, secondAt + x, length);
    }

    void store(int x, int length, FractionCells cells) {
        cells.n0.store(numerators, x, length);
        cells.n1.store(numerators, mixedAt + x, length);
        cells.d0.store(denominators, x, length);
        cells.d1.store(denominators, secondAt + x, length);
    }

    void storeFirst(int x, int length, ExtensionBlock first) {
        first.store(denominators, x, length);
    }

    void storeSecond(int x, int length, ExtensionBlock second) {
        second.store(denominators, secondAt + x, length);
    }
}
