package dev.credence.proof.gkr;

import dev.credence.proof.field.ExtensionBlock;

/// The halves of one layer as its sumcheck reads them, block by block: cells x below `general()` one by one, those from there on by
/// their form. A block that begins below `general()` ends there at the latest.
sealed interface LayerCells permits ByteLayer, LayerTables {
    LayerForm form();

    /// A multiple of a block, or all cells.
    int general();

    /// N0, M = N1 + λ·D1, D0 and D1 of the cells from x on, wherever they lie.
    void load(int x, int length, FractionBench bench, FractionCells cells);

    /// D0, or E0 = D0 + 1/λ, of cells from `general()` on.
    void loadFirst(int x, int length, FractionBench bench, ExtensionBlock first);

    /// E1 = D1 + 1/λ of cells from `general()` on, where they are pairs.
    void loadSecond(int x, int length, FractionBench bench, ExtensionBlock second);
}
