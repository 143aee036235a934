package dev.credence.operator.prove;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.proof.code.Workers;
import dev.credence.proof.commitment.Opening;
import dev.credence.proof.commitment.OpeningProver;
import dev.credence.proof.field.Extension;
import dev.credence.proof.gkr.ByteLeaves;
import dev.credence.proof.gkr.FractionalOutcome;
import dev.credence.proof.gkr.FractionalProver;
import dev.credence.proof.soundness.Suite;
import dev.credence.proof.transcript.ProverTranscript;
import dev.credence.verification.argument.ArgumentLabels;
import dev.credence.verification.argument.RegistrationStatement;
import java.util.List;

/// Proves once per model that every committed weight lies in [−128, 127] (docs/spec/proof.md section 8).
public final class RegistrationProver {
    private static final int VALUES = RegistrationStatement.VALUES;

    private RegistrationProver() {}

    /// The proof's bytes.
    public static Bytes prove(CommittedModel model, Suite suite, Workers workers) {
        ProverTranscript transcript = new ProverTranscript();
        RegistrationStatement statement = new RegistrationStatement(suite, model.model().program().encode(), model.root());
        statement.absorbInto(transcript::absorb);
        byte[] cells = model.code().cells();
        transcript.sendBase(ArgumentLabels.COUNTS, counts(cells));
        transcript.grind(ArgumentLabels.COUNTS_GRIND, suite.grindingBits(), workers);
        Extension alpha = transcript.challenge(ArgumentLabels.ALPHA);
        FractionalOutcome outcome = FractionalProver.prove(new ByteLeaves(cells, alpha), transcript, workers);
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
}
