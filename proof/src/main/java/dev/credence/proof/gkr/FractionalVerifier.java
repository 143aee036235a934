package dev.credence.proof.gkr;

import dev.credence.proof.field.Extension;
import dev.credence.proof.field.ExtensionVector;
import dev.credence.proof.multilinear.Eq;
import dev.credence.proof.multilinear.Point;
import dev.credence.proof.sumcheck.SumcheckOutcome;
import dev.credence.proof.sumcheck.SumcheckStatement;
import dev.credence.proof.sumcheck.SumcheckVerifier;
import dev.credence.proof.transcript.ProofException;
import dev.credence.proof.transcript.ProofFault;
import dev.credence.proof.transcript.VerifierTranscript;

/// The verifier of a fractional sum.
public final class FractionalVerifier {
    static final String ROOT = "sum-root";
    static final String LAMBDA = "sum-lambda";
    static final String VALUES = "sum-values";
    static final String HALVES = "sum-halves";
    static final int DEGREE = 3;

    private FractionalVerifier() {}

    /// Reads the proof of a sum over 2^variables leaves.
    ///
    /// **Soundness**: a false root becomes a true leaf with chance at most Σ_k (3k + 2)/|F| over the layers k.
    ///
    /// **Obligation**: see `FractionalOutcome`.
    public static FractionalOutcome verify(int variables, VerifierTranscript transcript) throws ProofException {
        ExtensionVector sent = transcript.receive(ROOT, 2);
        Fraction root = new Fraction(sent.get(0), sent.get(1));
        Fraction node = root;
        Point point = Point.EMPTY;
        for (int layer = 0; layer < variables; layer++) {
            Extension lambda = transcript.challenge(LAMBDA);
            Extension claim = node.numerator().plus(lambda.times(node.denominator()));
            SumcheckOutcome outcome = SumcheckVerifier.verify(new SumcheckStatement(layer, DEGREE, claim), transcript);
            ExtensionVector values = transcript.receive(VALUES, 4);
            Fraction upper = new Fraction(values.get(0), values.get(2));
            Fraction lower = new Fraction(values.get(1), values.get(3));
            Fraction sum = upper.plus(lower);
            Extension summand = sum.numerator().plus(lambda.times(sum.denominator()));
            if (!Eq.at(point, outcome.point()).times(summand).equals(outcome.claim())) {
                throw new ProofException(ProofFault.SUMCHECK_CLAIM, "layer " + layer + " of a fractional sum");
            }
            Extension half = transcript.challenge(HALVES);
            node = new Fraction(
                    between(upper.numerator(), lower.numerator(), half),
                    between(upper.denominator(), lower.denominator(), half));
            point = Point.of(half).then(outcome.point());
        }
        return new FractionalOutcome(root, point, node);
    }

    /// (1 − r)·a + r·b
    static Extension between(Extension a, Extension b, Extension r) {
        return a.plus(r.times(b.minus(a)));
    }
}
