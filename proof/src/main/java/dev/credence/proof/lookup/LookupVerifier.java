package dev.credence.proof.lookup;

import dev.credence.proof.gkr.FractionalOutcome;
import dev.credence.proof.gkr.FractionalVerifier;
import dev.credence.proof.transcript.ProofException;
import dev.credence.proof.transcript.ProofFault;
import dev.credence.proof.transcript.VerifierTranscript;

/// The verifier of a sum of lookups: a fractional sum that must be zero.
public final class LookupVerifier {
    private LookupVerifier() {}

    /// Reads the proof that Σ over 2^variables leaves is 0 and that no leaf is a pole.
    ///
    /// **Soundness**: with N lookups and rows of W columns, a value outside its table passes with chance at most
    /// N(W + 2)/|F| over α and β (Haböck 2022/1530, Lemma 5), beside the fractional sum's own error.
    ///
    /// **Obligation**: the caller shows that the leaves extend to `leaf` at `point`.
    public static FractionalOutcome verify(int variables, VerifierTranscript transcript) throws ProofException {
        FractionalOutcome outcome = FractionalVerifier.verify(variables, transcript);
        if (outcome.root().denominator().isZero()) {
            throw new ProofException(ProofFault.LOOKUP_POLE, "the sum of lookups");
        }
        if (!outcome.root().numerator().isZero()) {
            throw new ProofException(ProofFault.LOOKUP_SUM, "the sum of lookups");
        }
        return outcome;
    }
}
