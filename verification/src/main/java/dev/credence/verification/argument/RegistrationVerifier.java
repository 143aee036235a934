package dev.credence.verification.argument;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.inference.integer.IntegerProgram;
import dev.credence.proof.commitment.CommitmentShape;
import dev.credence.proof.commitment.OpeningClaim;
import dev.credence.proof.commitment.OpeningVerifier;
import dev.credence.proof.field.Extension;
import dev.credence.proof.gkr.FractionalOutcome;
import dev.credence.proof.gkr.FractionalVerifier;
import dev.credence.proof.lookup.Histogram;
import dev.credence.proof.multilinear.PrefixIndicator;
import dev.credence.proof.transcript.ProofException;
import dev.credence.proof.transcript.ProofFault;
import dev.credence.proof.transcript.VerifierTranscript;
import dev.credence.verification.circuit.CircuitException;
import dev.credence.verification.circuit.CodeLayout;
import java.util.List;

/// The verifier of a registration: docs/spec/proof.md section 8, whose steps are numbered in the comments.
///
/// Pure, and never an exception.
public final class RegistrationVerifier {
    private RegistrationVerifier() {}

    public static ArgumentOutcome verify(RegistrationStatement statement, Bytes proof) {
        try {
            // Step 1.
            CodeLayout layout = CodeLayout.of(IntegerProgram.decode(statement.program()));
            verify(statement, layout, new VerifierTranscript(proof));
            return ArgumentOutcome.of(ArgumentBudget.of(statement.suite(), layout));
        } catch (MalformedException | CircuitException refused) {
            return new ArgumentOutcome.Refused(ArgumentRefusal.of(ArgumentFault.NOT_PROVABLE, refused.getMessage()));
        } catch (ProofException refused) {
            return new ArgumentOutcome.Refused(ArgumentRefusal.of(refused));
        }
    }

    /// Steps 2 to 7, on a transcript at its beginning.
    static void verify(RegistrationStatement statement, CodeLayout layout, VerifierTranscript transcript) throws ProofException {
        // Step 2.
        statement.absorbInto(transcript::absorb);
        // Step 3.
        long[] counts = transcript.receiveBase(ArgumentLabels.COUNTS, RegistrationStatement.VALUES);
        if (!Histogram.isOf(layout.cells(), counts)) {
            throw new ProofException(ProofFault.COUNTS, ArgumentLabels.COUNTS);
        }
        // Step 4.
        transcript.grind(ArgumentLabels.COUNTS_GRIND, statement.suite().grindingBits());
        Extension alpha = transcript.challenge(ArgumentLabels.ALPHA);
        FractionalOutcome sum = FractionalVerifier.verify(layout.variables(), transcript);
        // Step 5. Neither denominator is zero, so that no pole stands on either side.
        if (!Histogram.agrees(sum.root(), alpha, RegistrationStatement.LOWEST, counts)) {
            throw new ProofException(ProofFault.LOOKUP_SUM, ArgumentLabels.COUNTS);
        }
        // Step 6. The numerators are those of exactly the cells that the layout has.
        if (!PrefixIndicator.at(layout.cells(), sum.point()).equals(sum.leaf().numerator())) {
            throw new ProofException(ProofFault.CELLS, ArgumentLabels.COUNTS);
        }
        // Step 7.
        CommitmentShape shape = CommitmentShape.ofCode(statement.suite(), layout.cells());
        Extension value = RegistrationStatement.weight(alpha, sum.leaf());
        OpeningVerifier.verify(statement.suite(), transcript, List.of(new OpeningClaim(statement.code(), shape, sum.point(), value)));
        transcript.finish();
    }
}
