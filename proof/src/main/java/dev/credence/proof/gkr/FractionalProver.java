package dev.credence.proof.gkr;

import dev.credence.proof.code.Workers;
import dev.credence.proof.field.Extension;
import dev.credence.proof.field.ExtensionVector;
import dev.credence.proof.multilinear.Point;
import dev.credence.proof.sumcheck.SumcheckOutcome;
import dev.credence.proof.sumcheck.SumcheckProver;
import dev.credence.proof.transcript.ProverTranscript;

/// The prover of a fractional sum.
public final class FractionalProver {
    private FractionalProver() {}

    /// As below, on the caller's thread alone.
    public static FractionalOutcome prove(ExtensionVector numerators, ExtensionVector denominators, ProverTranscript transcript) {
        return prove(numerators, denominators, transcript, Workers.ALONE);
    }

    /// Sends the proof of Σ numerators[z]/denominators[z] over 2^L leaves, L from 0 to 30.
    ///
    /// Takes both tables over: they are folded in place. Beside them it needs as much again and a quarter of it.
    public static FractionalOutcome prove(
            ExtensionVector numerators, ExtensionVector denominators, ProverTranscript transcript, Workers workers) {
        FractionKernels kernels = new FractionKernels(workers);
        return prove(FractionTree.over(numerators, denominators, kernels), kernels, transcript);
    }

    /// Sends the proof of Σ 1/(α − c) over all bytes c, with as many leaves 0/1 behind them as make up a power of two.
    ///
    /// Needs up to 64 bytes a cell, and at most 1 GiB.
    public static FractionalOutcome prove(ByteLeaves leaves, ProverTranscript transcript, Workers workers) {
        FractionKernels kernels = new FractionKernels(workers);
        return prove(FractionTree.over(leaves, kernels), kernels, transcript);
    }

    private static FractionalOutcome prove(FractionTree tree, FractionKernels kernels, ProverTranscript transcript) {
        Fraction root = tree.root();
        transcript.send(FractionalVerifier.ROOT, root.numerator(), root.denominator());
        Fraction node = root;
        Point point = Point.EMPTY;
        for (int layer = 0; layer < tree.variables(); layer++) {
            Extension lambda = transcript.challenge(FractionalVerifier.LAMBDA);
            Extension claim = node.numerator().plus(lambda.times(node.denominator()));
            LayerPolynomial summand = new LayerPolynomial(kernels, tree.halves(layer + 1, lambda, kernels), point);
            SumcheckOutcome outcome = SumcheckProver.prove(summand, claim, transcript);
            Fraction[] halves = summand.halves();
            Fraction upper = halves[0];
            Fraction lower = halves[1];
            transcript.send(
                    FractionalVerifier.VALUES, upper.numerator(), lower.numerator(), upper.denominator(), lower.denominator());
            Extension half = transcript.challenge(FractionalVerifier.HALVES);
            node = new Fraction(
                    FractionalVerifier.between(upper.numerator(), lower.numerator(), half),
                    FractionalVerifier.between(upper.denominator(), lower.denominator(), half));
            point = Point.of(half).then(outcome.point());
        }
        return new FractionalOutcome(root, point, node);
    }
}
