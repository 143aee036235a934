package dev.credence.operator.prove;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.proof.code.Workers;
import dev.credence.proof.commitment.Opening;
import dev.credence.proof.commitment.OpeningProver;
import dev.credence.proof.field.Extension;
import dev.credence.proof.field.ExtensionVector;
import dev.credence.proof.gkr.FractionalOutcome;
import dev.credence.proof.gkr.FractionalProver;
import dev.credence.proof.soundness.Suite;
import dev.credence.proof.transcript.ProverTranscript;
import dev.credence.verification.argument.ArgumentLabels;
import dev.credence.verification.argument.RegistrationStatement;
import java.util.Arrays;
import java.util.List;

/// Proves once per model that every committed weight lies in [−128, 127] (docs/spec/proof.md section 8).
public final class RegistrationProver {
    private static final int VALUES = RegistrationStatement.VALUES;

    private RegistrationProver() {}

    /// The proof's bytes. Needs about 40 bytes of memory a weight.
    public static Bytes prove(CommittedModel model, Suite suite, Workers workers) {
        ProverTranscript transcript = new ProverTranscript();
        RegistrationStatement statement = new RegistrationStatement(suite, model.model().program().encode(), model.root());
        statement.absorbInto(transcript::absorb);
        byte[] cells = model.code().cells();
        transcript.sendBase(ArgumentLabels.COUNTS, counts(cells));
        transcript.grind(ArgumentLabels.COUNTS_GRIND, suite.grindingBits(), workers);
        Extension alpha = transcript.challenge(ArgumentLabels.ALPHA);
        int leaves = 1 << model.circuit().code().variables();
        ExtensionVector numerators = new ExtensionVector(leaves);
        ExtensionVector denominators = new ExtensionVector(leaves);
        fill(cells, alpha, numerators, denominators);
        FractionalOutcome outcome = FractionalProver.prove(numerators, denominators, transcript, workers);
        Extension value = RegistrationStatement.weight(alpha, outcome.leaf());
        OpeningProver.prove(suite, transcript, List.of(new Opening(model.commitment(), outcome.point(), value)), workers);
        return transcript.proof();
    }

    private static long[] counts(byte[] cells) {
        long[] counts = new long[VALUES];
        for (byte cell : cells) {
            counts[cell + VALUES / 2]++;
        }
        return counts;
    }

    private static void fill(byte[] cells, Extension alpha, ExtensionVector numerators, ExtensionVector denominators) {
        ExtensionVector values = new ExtensionVector(VALUES);
        for (int v = 0; v < VALUES; v++) {
            values.set(v, alpha.minus(Extension.ofSigned(v - VALUES / 2)));
        }
        Arrays.fill(numerators.c0(), 0, cells.length, 1);
        Arrays.fill(denominators.c0(), cells.length, denominators.length(), 1);
        for (int i = 0; i < cells.length; i++) {
            denominators.c0()[i] = values.c0()[cells[i] + VALUES / 2];
            denominators.c1()[i] = values.c1()[cells[i] + VALUES / 2];
        }
    }
}
