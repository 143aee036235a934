package dev.credence.verification.argument;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.inference.integer.IntegerModel;
import dev.credence.proof.soundness.Suite;
import dev.credence.proof.transcript.VerifierTranscript;
import dev.credence.testkit.Seeded;
import dev.credence.verification.circuit.PublicTensors;
import dev.credence.verification.slow.ArgumentCase;
import dev.credence.verification.slow.TinyModels;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

// Goal: the size that is told of a model is that of its proofs. Method: what a verifier reads of honest proofs, element by element.
class ArgumentSizeTest {
    @Test
    void everyProofHasItsFixedBytesAndNoMoreThanTheMost() throws Exception {
        for (IntegerModel model : TinyModels.all(Seeded.random())) {
            ArgumentCase made = new ArgumentCase(model, Seeded.random());
            ArgumentSize size = ArgumentSize.of(Suite.UD_100, made.circuit);
            Bytes proof = made.prove();
            AtomicLong fixed = new AtomicLong();
            PublicTensors publics = PublicTensors.of(made.circuit, made.statement.input(), made.statement.output()).orElseThrow();
            ArgumentVerifier.verify(made.statement, made.circuit, publics, new VerifierTranscript(proof, (label, kind, _) -> {
                if (!label.equals("opening-column") && !label.equals("opening-path")) {
                    fixed.addAndGet(kind.lengthBytes());
                }
            }));
            assertThat(fixed.get()).isEqualTo(size.fixedBytes());
            assertThat((long) proof.length()).isBetween(size.fixedBytes(), size.bytesMax());
            assertThat(size.bytesMax()).isLessThan(ArgumentEvidence.PROOF_BYTES_MAX);
        }
    }

    @Test
    void theMostIsNotFarFromWhatProofsHave() {
        // dense: a code and a witness of some hundred cells each, at most all columns of both.
        ArgumentCase made = new ArgumentCase(TinyModels.dense(Seeded.random()), Seeded.random());
        ArgumentSize size = ArgumentSize.of(Suite.UD_100, made.circuit);
        assertThat(size.bytesMax()).isLessThan(2L * made.prove().length());
        assertThat(size.hashesMax()).isBetween(127L, 4_000L);
    }
}
