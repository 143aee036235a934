package dev.credence.proof.sumcheck;

import dev.credence.proof.field.Extension;
import dev.credence.proof.field.ExtensionVector;
import dev.credence.proof.multilinear.Point;
import dev.credence.proof.transcript.ProverTranscript;
import java.util.ArrayList;
import java.util.List;

/// The prover of the sumcheck protocol.
public final class SumcheckProver {
    private SumcheckProver() {}

    /// Sends all round polynomials of `summand`, which is used up: all its variables are bound afterwards.
    ///
    /// @param claim the sum over all corners
    public static SumcheckOutcome prove(SumcheckPolynomial summand, Extension claim, ProverTranscript transcript) {
        List<Extension> point = new ArrayList<>();
        Extension running = claim;
        while (summand.variables() > 0) {
            ExtensionVector sent = summand.round(running);
            transcript.send(SumcheckVerifier.ROUND, sent);
            Extension r = transcript.challenge(SumcheckVerifier.CHALLENGE);
            running = RoundPolynomial.of(running, sent).at(r);
            summand.bind(r);
            point.add(r);
        }
        return new SumcheckOutcome(new Point(point), running);
    }
}
