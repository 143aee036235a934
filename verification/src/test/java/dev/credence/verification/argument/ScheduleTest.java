package dev.credence.verification.argument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.proof.field.Extension;
import dev.credence.proof.transcript.ChallengeTape;
import dev.credence.proof.transcript.ElementKind;
import dev.credence.proof.transcript.ProofException;
import dev.credence.proof.transcript.ProofFault;
import dev.credence.proof.transcript.VerifierTranscript;
import dev.credence.testkit.Seeded;
import dev.credence.verification.circuit.PublicTensors;
import dev.credence.verification.slow.ArgumentCase;
import dev.credence.verification.slow.TinyModels;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

// Goal: messages and challenges stand in the order on which soundness rests (docs/spec/proof.md 7.9, docs/soundness.md section 6).
class ScheduleTest {
    @Test
    void publicDataIsAbsorbedInTheOrderOfTheSpecification() {
        ArgumentCase made = new ArgumentCase(TinyModels.dense(Seeded.random()), Seeded.random());
        List<String> labels = new ArrayList<>();
        List<Bytes> data = new ArrayList<>();
        made.statement.absorbInto((label, bytes) -> {
            labels.add(label);
            data.add(bytes);
        });
        assertThat(labels)
                .containsExactly("protocol", "suite", "manifest", "program", "code", "nonce", "request", "answer", "input", "output");
        assertThat(data.getFirst()).isEqualTo(Bytes.ofUtf8("credence/argument/v1"));
        assertThat(data.get(8).length()).isEqualTo(4 * made.statement.input().length);
    }

    @Test
    void integersAreFourBytesLittleEndian() {
        assertThat(ArgumentStatement.encode(new int[] {1, -2, 258}).hex()).isEqualTo("01000000" + "feffffff" + "02010000");
    }

    @Test
    void workStandsRightBehindTheWitnessAndEverythingElseBehindTheWork() throws Exception {
        List<String> labels = new ArrayList<>();
        List<ElementKind> kinds = new ArrayList<>();
        ArgumentCase made = new ArgumentCase(TinyModels.dense(Seeded.random()), Seeded.random());
        ArgumentVerifier.verify(made.statement, made.circuit, publics(made), new VerifierTranscript(made.prove(), (label, kind, _) -> {
            labels.add(label);
            kinds.add(kind);
        }));
        assertThat(labels.subList(0, 2)).containsExactly(ArgumentLabels.WITNESS, ArgumentLabels.GRIND);
        assertThat(kinds.subList(0, 2)).containsExactly(ElementKind.DIGEST, ElementKind.NONCE);
        List<String> order = labels.stream().distinct().toList();
        assertThat(order)
                .startsWith(
                        "witness", "witness-grind", "sum-root", "sum-values", "sumcheck-round", "values", "bias", "matrix-values", "code-value",
                        "witness-value");
        assertThat(order.subList(10, order.size())).isNotEmpty().allMatch(label -> label.startsWith("opening"));
        // Two linear operations: acc, M, y, e, rem and, where y is the answer, acc, M, e, rem; X of the first is the request's.
        assertThat(labels.stream().filter(ArgumentLabels.VALUES::equals)).hasSize(9);
        assertThat(labels.stream().filter(ArgumentLabels.BIAS::equals)).hasSize(2);
        assertThat(labels.stream().filter(ArgumentLabels.MATRIX_VALUES::equals)).hasSize(3);
    }

    @Test
    void refusesLookupsThatAChallengeOfZeroMakesBlind() throws Exception {
        ArgumentCase made = new ArgumentCase(TinyModels.dense(Seeded.random()), Seeded.random());
        Bytes proof = made.prove();
        ChallengeTape honest = new ChallengeTape();
        ArgumentVerifier.verify(made.statement, made.circuit, publics(made), honest.recording(proof));
        List<Extension> challenges = new ArrayList<>(honest.challenges());
        int beta = made.circuit.zeroCheckVariables() + made.circuit.poolVariables() + 1;
        challenges.set(beta, Extension.ZERO);
        assertThatThrownBy(() -> ArgumentVerifier.verify(
                        made.statement, made.circuit, publics(made), ChallengeTape.of(challenges).replaying(proof)))
                .isInstanceOfSatisfying(ProofException.class, refused -> {
                    assertThat(refused.fault()).isEqualTo(ProofFault.LOOKUP_POLE);
                    assertThat(refused.getMessage()).contains(ArgumentLabels.BETA);
                });
    }

    private static PublicTensors publics(ArgumentCase made) {
        return PublicTensors.of(made.circuit, made.statement.input(), made.statement.output()).orElseThrow();
    }
}
