package dev.credence.verification.argument;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.inference.integer.IntegerModel;
import dev.credence.proof.code.Workers;
import dev.credence.proof.commitment.Cells;
import dev.credence.proof.commitment.CodewordStore;
import dev.credence.proof.commitment.Commitment;
import dev.credence.proof.commitment.CommitmentShape;
import dev.credence.proof.field.Goldilocks;
import dev.credence.proof.soundness.Suite;
import dev.credence.proof.transcript.ProofFault;
import dev.credence.testkit.Seeded;
import dev.credence.verification.circuit.CodeCells;
import dev.credence.verification.slow.SlowProver;
import dev.credence.verification.slow.SlowRegistration;
import dev.credence.verification.slow.TinyModels;
import java.util.Optional;
import org.junit.jupiter.api.Test;

// Goal: nothing but int8 weights is registered. Method: a malicious publisher who commits to what it likes, counts as it likes and proves the rest
// as the protocol says.
class RegistrationVerifierTest {
    private static final Suite SUITE = Suite.UD_100;

    @Test
    void acceptsTheWeightsOfEveryTinyModel() throws Exception {
        for (IntegerModel model : TinyModels.all(Seeded.random())) {
            byte[] code = CodeCells.of(model);
            RegistrationStatement statement = statement(model, SlowProver.commit(SUITE, code));
            assertThat(RegistrationVerifier.verify(statement, SlowRegistration.prove(statement, code)))
                    .isInstanceOf(ArgumentOutcome.Accepted.class);
        }
    }

    @Test
    void refusesAWeightOf128WhateverIsCounted() throws Exception {
        assertRefused(128, 255, ProofFault.LOOKUP_SUM);
        assertRefused(-129, 0, ProofFault.LOOKUP_SUM);
    }

    @Test
    void refusesAWeightThatIsALargeElementOfTheField() throws Exception {
        assertRefused(Goldilocks.MODULUS - 129, 3, ProofFault.LOOKUP_SUM);
        assertRefused(Goldilocks.MODULUS >>> 1, 3, ProofFault.LOOKUP_SUM);
    }

    @Test
    void refusesCountsThatAreNotThoseOfAllCells() throws Exception {
        IntegerModel model = TinyModels.dense(Seeded.random());
        byte[] code = CodeCells.of(model);
        RegistrationStatement statement = statement(model, SlowProver.commit(SUITE, code));
        long[] cells = canonical(code);
        Commitment commitment = SlowProver.commit(SUITE, code);
        int common = code[0] - RegistrationStatement.LOWEST;
        long[] more = SlowRegistration.counts(code);
        more[common]++;
        assertFault(statement, SlowRegistration.prove(statement, cells, more, commitment), ProofFault.COUNTS);
        // The sum is right, but only modulo p.
        long[] wrapped = SlowRegistration.counts(code);
        int absent = 0;
        while (wrapped[absent] != 0) {
            absent++;
        }
        wrapped[absent] = Goldilocks.MODULUS - 1;
        wrapped[common]++;
        assertFault(statement, SlowRegistration.prove(statement, cells, wrapped, commitment), ProofFault.COUNTS);
        // As many as there are, but not those.
        long[] shifted = SlowRegistration.counts(code);
        shifted[common]--;
        shifted[absent]++;
        assertFault(statement, SlowRegistration.prove(statement, cells, shifted, commitment), ProofFault.LOOKUP_SUM);
    }

    @Test
    void refusesASumOverFewerCells() throws Exception {
        // Without its last cell, whose count is left with another: the leaves are not those of the layout.
        IntegerModel model = TinyModels.dense(Seeded.random());
        byte[] code = CodeCells.of(model);
        Commitment commitment = SlowProver.commit(SUITE, code);
        RegistrationStatement statement = statement(model, commitment);
        long[] fewer = java.util.Arrays.copyOf(canonical(code), code.length - 1);
        long[] counts = SlowRegistration.counts(code);
        assertThat(RegistrationVerifier.verify(statement, SlowRegistration.prove(statement, fewer, counts, commitment)))
                .isInstanceOf(ArgumentOutcome.Refused.class);
    }

    @Test
    void refusesTheRegistrationOfAnotherRootOrProgram() throws Exception {
        IntegerModel model = TinyModels.dense(Seeded.random());
        byte[] code = CodeCells.of(model);
        RegistrationStatement statement = statement(model, SlowProver.commit(SUITE, code));
        Bytes proof = SlowRegistration.prove(statement, code);
        byte[] other = code.clone();
        other[0] = (byte) (other[0] ^ 1);
        assertThat(RegistrationVerifier.verify(statement(model, SlowProver.commit(SUITE, other)), proof))
                .isInstanceOf(ArgumentOutcome.Refused.class);
        assertThat(RegistrationVerifier.verify(
                        new RegistrationStatement(SUITE, TinyModels.ofPublic(Seeded.random()).program().encode(), statement.code()), proof))
                .isInstanceOf(ArgumentOutcome.Refused.class);
    }

    @Test
    void refusesAProofWithAByteBehind() throws Exception {
        IntegerModel model = TinyModels.dense(Seeded.random());
        byte[] code = CodeCells.of(model);
        RegistrationStatement statement = statement(model, SlowProver.commit(SUITE, code));
        assertFault(statement, Bytes.concat(SlowRegistration.prove(statement, code), Bytes.of(new byte[1])), ProofFault.TRAILING);
    }

    @Test
    void refusesWhatIsNoProgram() throws Exception {
        RegistrationStatement statement = statement(TinyModels.dense(Seeded.random()), SlowProver.commit(SUITE, new byte[40]));
        RegistrationStatement none = new RegistrationStatement(SUITE, Bytes.ofUtf8("no program"), statement.code());
        assertThat(RegistrationVerifier.verify(none, Bytes.EMPTY))
                .isInstanceOfSatisfying(ArgumentOutcome.Refused.class, refused -> assertThat(refused.refusal().fault()).isEqualTo(ArgumentFault.NOT_PROVABLE));
    }

    // One cell is `value`, and is counted as value number `counted`.
    private static void assertRefused(long value, int counted, ProofFault fault) throws Exception {
        IntegerModel model = TinyModels.dense(Seeded.random());
        byte[] code = CodeCells.of(model);
        long[] cells = canonical(code);
        long[] counts = SlowRegistration.counts(code);
        counts[code[3] + 128]--;
        counts[counted]++;
        cells[3] = value < 0 && value > -1000 ? Goldilocks.fromSigned(value) : value;
        CommitmentShape shape = CommitmentShape.ofCode(SUITE, cells.length);
        Commitment commitment = Commitment.commit(shape, new Cells.OfElements(cells), CodewordStore.inMemory(shape), Workers.ALONE);
        RegistrationStatement statement = statement(model, commitment);
        assertFault(statement, SlowRegistration.prove(statement, cells, counts, commitment), fault);
    }

    private static void assertFault(RegistrationStatement statement, Bytes proof, ProofFault fault) {
        assertThat(RegistrationVerifier.verify(statement, proof))
                .isInstanceOfSatisfying(ArgumentOutcome.Refused.class, refused -> assertThat(refused.refusal().proof()).isEqualTo(Optional.of(fault)));
    }

    private static RegistrationStatement statement(IntegerModel model, Commitment commitment) {
        return new RegistrationStatement(SUITE, model.program().encode(), commitment.root());
    }

    private static long[] canonical(byte[] code) {
        long[] cells = new long[code.length];
        for (int i = 0; i < code.length; i++) {
            cells[i] = Goldilocks.fromSigned(code[i]);
        }
        return cells;
    }
}
