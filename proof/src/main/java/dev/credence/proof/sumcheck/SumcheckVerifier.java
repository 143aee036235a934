package dev.credence.proof.sumcheck;

import dev.credence.proof.field.Extension;
import dev.credence.proof.multilinear.Point;
import dev.credence.proof.transcript.ProofException;
import dev.credence.proof.transcript.VerifierTranscript;
import java.util.ArrayList;
import java.util.List;

/// The verifier of the sumcheck protocol.
public final class SumcheckVerifier {
    static final String ROUND = "sumcheck-round";
    static final String CHALLENGE = "sumcheck-challenge";

    private SumcheckVerifier() {}

    /// Reads all round polynomials of a run.
    ///
    /// No round can fail by itself: the value at 1 is not sent but follows from the running claim, so that a false claim
    /// stays false in the outcome.
    ///
    /// **Soundness**: if the statement is false, the outcome is true with chance at most rounds·degree/|F|.
    ///
    /// **Obligation**: see `SumcheckOutcome`.
    public static SumcheckOutcome verify(SumcheckStatement statement, VerifierTranscript transcript) throws ProofException {
        List<Extension> point = new ArrayList<>(statement.rounds());
        Extension claim = statement.claim();
        for (int round = 0; round < statement.rounds(); round++) {
            RoundPolynomial polynomial = RoundPolynomial.of(claim, transcript.receive(ROUND, statement.degree()));
            Extension r = transcript.challenge(CHALLENGE);
            claim = polynomial.at(r);
            point.add(r);
        }
        return new SumcheckOutcome(new Point(point), claim);
    }
}
