package dev.credence.verification.slow;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.proof.code.Workers;
import dev.credence.proof.commitment.Opening;
import dev.credence.proof.commitment.OpeningProver;
import dev.credence.proof.field.Extension;
import dev.credence.proof.field.ExtensionVector;
import dev.credence.proof.field.Goldilocks;
import dev.credence.proof.gkr.FractionalOutcome;
import dev.credence.proof.gkr.FractionalProver;
import dev.credence.proof.multilinear.Multilinear;
import dev.credence.proof.transcript.ProverTranscript;
import dev.credence.verification.argument.ArgumentLabels;
import dev.credence.verification.argument.RegistrationStatement;
import dev.credence.proof.commitment.Commitment;

/// The prover of a registration by the specification. Whatever cells and counts it is given, it proves as consistently as they allow.
public final class SlowRegistration {
    private SlowRegistration() {}

    /// How often each value of [−128, 127] stands in `code`.
    public static long[] counts(byte[] code) {
        long[] counts = new long[RegistrationStatement.VALUES];
        for (byte cell : code) {
            counts[cell - RegistrationStatement.LOWEST]++;
        }
        return counts;
    }

    /// @param cells      of W, canonical
    /// @param counts     as they are sent
    /// @param commitment to the cells
    public static Bytes prove(RegistrationStatement statement, long[] cells, long[] counts, Commitment commitment) {
        ProverTranscript transcript = new ProverTranscript();
        statement.absorbInto(transcript::absorb);
        transcript.sendBase(ArgumentLabels.COUNTS, counts);
        transcript.grind(ArgumentLabels.COUNTS_GRIND, statement.suite().grindingBits());
        Extension alpha = transcript.challenge(ArgumentLabels.ALPHA);
        ExtensionVector table = new ExtensionVector(1 << commitment.shape().variables());
        System.arraycopy(cells, 0, table.c0(), 0, cells.length);
        ExtensionVector numerators = new ExtensionVector(table.length());
        ExtensionVector denominators = new ExtensionVector(table.length());
        for (int z = 0; z < table.length(); z++) {
            boolean real = z < cells.length;
            numerators.set(z, real ? Extension.ONE : Extension.ZERO);
            denominators.set(z, (real ? alpha : Extension.ONE).minus(table.get(z)));
        }
        FractionalOutcome sum = FractionalProver.prove(numerators, denominators, transcript);
        Extension value = Multilinear.evaluate(table, sum.point());
        OpeningProver.prove(
                statement.suite(), transcript, java.util.List.of(new Opening(commitment, sum.point(), value)), Workers.ALONE);
        return transcript.proof();
    }

    /// The honest registration.
    public static Bytes prove(RegistrationStatement statement, byte[] code) {
        long[] cells = new long[code.length];
        for (int i = 0; i < code.length; i++) {
            cells[i] = Goldilocks.fromSigned(code[i]);
        }
        return prove(statement, cells, counts(code), SlowProver.commit(statement.suite(), code));
    }
}
