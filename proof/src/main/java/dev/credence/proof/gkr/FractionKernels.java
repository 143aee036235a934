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

    /// With g = N0·D1 + D0·M: Σ rest[x]·g(0, x), and Σ rest[x] times the leading coefficient of g(X, x).
    RoundSums round(FractionLayer layer, ExtensionVector rest, int half) {
        RoundSums[] parts = new RoundSums[Chunks.count(half)];
        Chunks.each(half, workers, (chunk, from, to) ->
                benches.use(bench -> parts[chunk] = bench.round(layer, rest, half, from, to)));
        RoundSums sum = parts[0];
        for (int i = 1; i < parts.length; i++) {
            sum = sum.plus(parts[i]);
        }
        return sum;
    }

    /// N1 += λ·D1.
    void mix(FractionLayer layer, Extension lambda) {
        int distance = layer.size() / 2;
        Chunks.each(distance, workers, (chunk, from, to) -> ExtensionKernels.axpy(
                layer.numerators(), distance + from, lambda, layer.denominators(), distance + from, to - from));
    }

    /// Binds the top variable of both halves of a layer.
    void fold(FractionLayer layer, int half, Extension r) {
        int distance = layer.size() / 2;
        Chunks.each(half, workers, (chunk, from, to) -> benches.use(bench -> {
            bench.fold(layer.numerators(), from, to, half, r);
            bench.fold(layer.denominators(), from, to, half, r);
            bench.fold(layer.numerators(), distance + from, distance + to, half, r);
            bench.fold(layer.denominators(), distance + from, distance + to, half, r);
        }));
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

    /// What a round sums up.
    ///
    /// @param leading the coefficient of X²
    record RoundSums(Extension atZero, Extension leading) {
        RoundSums plus(RoundSums other) {
            return new RoundSums(atZero.plus(other.atZero), leading.plus(other.leading));
        }
    }
}
