package dev.credence.proof.gkr;

import dev.credence.proof.code.Workers;
import dev.credence.proof.field.Extension;
import dev.credence.proof.field.ExtensionKernels;
import dev.credence.proof.field.ExtensionVector;
import dev.credence.proof.field.Spares;

/// The hot loops of fractional sums, cut into chunks that threads share. One object a proof.
final class FractionKernels {
    private final Workers workers;
    private final Spares<FractionBench> benches = new Spares<>(FractionBench::new);

    FractionKernels(Workers workers) {
        this.workers = workers;
    }

    /// The layer above: upper half plus lower half. About 14 ns each.
    FractionLayer sums(FractionLayer below) {
        int half = below.size() / 2;
        FractionLayer above = new FractionLayer(new ExtensionVector(half), new ExtensionVector(half));
        Chunks.each(half, workers, (chunk, from, to) -> benches.use(bench -> bench.sums(below, above, from, to)));
        return above;
    }

    /// The 2^layer nodes of a layer.
    FractionLayer nodes(ByteLeaves leaves, int layer) {
        int size = 1 << layer;
        FractionLayer nodes = new FractionLayer(new ExtensionVector(size), new ExtensionVector(size));
        Chunks.each(size, workers, (chunk, from, to) -> benches.use(bench -> bench.nodes(leaves, layer, nodes, from, to)));
        return nodes;
    }

    /// With g = N0·D1 + D0·M: Σ eq(x)·g(0, x), and Σ eq(x) times the leading coefficient of g(X, x).
    RoundSums round(LayerCells cells, SplitEq eq, int half) {
        RoundSums[] parts = new RoundSums[Chunks.count(half)];
        Chunks.each(half, workers, (chunk, from, to) ->
                benches.use(bench -> parts[chunk] = bench.round(cells, eq, half, from, to)));
        RoundSums sum = parts[0];
        for (int i = 1; i < parts.length; i++) {
            sum = sum.plus(parts[i]);
        }
        return sum;
    }

    /// Σ eq(x)·g(1, x), for the challenges at which the claim does not determine it.
    Extension atOne(LayerCells cells, SplitEq eq, int half) {
        Extension[] parts = new Extension[Chunks.count(half)];
        Chunks.each(half, workers, (chunk, from, to) ->
                benches.use(bench -> parts[chunk] = bench.sumAt(cells, eq, half, from, to)));
        Extension sum = Extension.ZERO;
        for (Extension part : parts) {
            sum = sum.plus(part);
        }
        return sum;
    }

    /// N1 += λ·D1.
    LayerTables mixed(FractionLayer layer, Extension lambda) {
        int distance = layer.size() / 2;
        Chunks.each(distance, workers, (chunk, from, to) -> ExtensionKernels.axpy(
                layer.numerators(), distance + from, lambda, layer.denominators(), distance + from, to - from));
        return LayerTables.of(layer, lambda);
    }

    /// Binds the top variable of a layer's cells, of which `half` are left: in place, or into tables of their own.
    LayerTables fold(LayerCells cells, int half, Extension r) {
        LayerTables target = cells instanceof LayerTables tables ? tables : LayerTables.forFoldOf(cells, half);
        Chunks.each(half, workers, (chunk, from, to) -> benches.use(bench -> bench.fold(cells, target, half, from, to, r)));
        target.shrink(half);
        return target;
    }

    /// N0/D0 and N1/D1 of the only cell that is left.
    Fraction[] only(LayerCells cells) {
        Fraction[][] halves = new Fraction[1][];
        benches.use(bench -> halves[0] = bench.only(cells));
        return halves[0];
    }

    /// What a round sums up.
    ///
    /// @param leading the coefficient of X²
    record RoundSums(Extension atZero, Extension leading) {
        RoundSums plus(RoundSums other) {
            return new RoundSums(atZero.plus(other.atZero), leading.plus(other.leading));
        }
    }
}
