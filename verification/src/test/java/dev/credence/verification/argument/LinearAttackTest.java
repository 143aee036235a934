package dev.credence.verification.argument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.inference.integer.IntegerModel;
import dev.credence.proof.field.ExtensionVector;
import dev.credence.proof.field.Goldilocks;
import dev.credence.proof.multilinear.Point;
import dev.credence.proof.transcript.DeafTranscript;
import dev.credence.testkit.Seeded;
import dev.credence.verification.circuit.MatrixRelation;
import dev.credence.verification.circuit.PublicTensors;
import dev.credence.verification.slow.ArgumentCase;
import dev.credence.verification.slow.ShortRelation;
import dev.credence.verification.slow.SlowProver;
import dev.credence.verification.slow.TinyModels;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;

// Goal: the known linear attack bites a build that does not absorb the input, and is refused by ours. Method: the verifier meets the input only as
// Σ eq(s, κ)·x_κ. Where s does not depend on x, a cheat solves for another x of the same sum, by lattice reduction, and has a proof that the
// model gives the old answer to a new request.
class LinearAttackTest {
    private static final int INPUTS = 26;
    private static final Set<String> NOT_HEARD = Set.of(ArgumentLabels.INPUT);

    @Test
    void anInputThatIsNotAbsorbedCanBeExchanged() throws Exception {
        IntegerModel model = TinyModels.wide(Seeded.random(), INPUTS);
        byte[] middle = new byte[INPUTS];
        Arrays.fill(middle, (byte) 128);
        ArgumentCase made = new ArgumentCase(model, middle);
        long[] cells = Arrays.stream(made.witness.cells()).map(Goldilocks::fromSigned).toArray();
        ExtensionVector[] weights = new ExtensionVector[1];
        Bytes proof = new SlowProver(
                made.circuit, new SlowProver.Subject(made.statement, model, made.code, cells), DeafTranscript.proving(NOT_HEARD)) {
            @Override
            protected void ended(MatrixRelation product, Point end) {
                weights[0] = product.operandWeights(end);
            }
        }.proof();

        int[] difference = ShortRelation.of(weights[0]);
        int[] other = new int[INPUTS];
        for (int i = 0; i < INPUTS; i++) {
            other[i] = made.statement.input()[i] + difference[i];
        }
        ArgumentStatement forged = made.statement(other, made.statement.output());
        assertThat(other).isNotEqualTo(made.statement.input());
        byte[] stored = new byte[INPUTS];
        for (int i = 0; i < INPUTS; i++) {
            stored[i] = (byte) other[i];
        }
        assertThat(new ArgumentCase(model, stored).statement.output()).as("what the model really says").isNotEqualTo(forged.output());

        // The build that is deaf to the input accepts the false statement; ours refuses it, from this prover and from one like our own.
        PublicTensors publics = PublicTensors.of(made.circuit, forged.input(), forged.output()).orElseThrow();
        assertThatCode(() -> ArgumentVerifier.verify(forged, made.circuit, publics, DeafTranscript.reading(proof, NOT_HEARD)))
                .doesNotThrowAnyException();
        assertThat(ArgumentVerifier.verify(forged, proof)).isInstanceOf(ArgumentOutcome.Refused.class);
        assertThat(ArgumentVerifier.verify(forged, made.prove())).isInstanceOf(ArgumentOutcome.Refused.class);
    }
}
