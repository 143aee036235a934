package dev.credence.verification.argument;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.inference.integer.IntegerModel;
import dev.credence.proof.transcript.ElementKind;
import dev.credence.proof.transcript.ProofException;
import dev.credence.proof.transcript.ProofFault;
import dev.credence.proof.transcript.ProofMutations;
import dev.credence.testkit.Seeded;
import dev.credence.verification.circuit.CircuitException;
import dev.credence.verification.circuit.CodeLayout;
import dev.credence.verification.circuit.PublicTensors;
import dev.credence.verification.slow.ArgumentCase;
import dev.credence.verification.slow.SlowRegistration;
import dev.credence.verification.slow.TinyModels;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

// Goal: no element of a proof can be changed. Method: the elements are those that the verifier itself reports while it reads an honest proof, so
// that none can be forgotten; each is changed in every way that is worth trying, once with challenges that follow from the bytes and once with
// those of the honest proof, where the equations alone must notice.
class ArgumentMutationTest {
    @Test
    void refusesEveryChangeOfTheFirstElementUnderEveryLabel() throws Exception {
        ArgumentCase made = new ArgumentCase(TinyModels.dense(Seeded.random()), Seeded.random());
        Map<String, Integer> seen = new HashMap<>();
        ProofMutations mutations = ProofMutations.of(made.prove(), verifier(made)).refuseEveryChange(other(made), few(seen, 1));
        assertThat(mutations.tried()).isGreaterThan(50 * seen.size());
        assertThat(seen)
                .containsKeys(
                        ArgumentLabels.WITNESS, ArgumentLabels.GRIND, ArgumentLabels.VALUES, ArgumentLabels.BIAS,
                        ArgumentLabels.MATRIX_VALUES, ArgumentLabels.CODE_VALUE, ArgumentLabels.WITNESS_VALUE);
    }

    @Test
    void refusesACutOrLongerProof() throws Exception {
        ArgumentCase made = new ArgumentCase(TinyModels.dense(Seeded.random()), Seeded.random());
        Bytes proof = made.prove();
        for (int length = 0; length < proof.length(); length += proof.length() / 50) {
            assertFault(made.verify(proof.slice(0, length)), ProofFault.TRUNCATED);
        }
        assertFault(made.verify(Bytes.concat(proof, Bytes.of(new byte[1]))), ProofFault.TRAILING);
        assertFault(made.verify(Bytes.concat(proof, Bytes.of(new byte[16]))), ProofFault.TRAILING);
    }

    private static void assertFault(ArgumentOutcome outcome, ProofFault fault) {
        assertThat(outcome)
                .isInstanceOfSatisfying(ArgumentOutcome.Refused.class, refused -> assertThat(refused.refusal().proof()).contains(fault));
    }

    @Test
    void withFrozenChallengesTheEquationsAloneNoticeAChangedElement() throws Exception {
        ArgumentCase made = new ArgumentCase(TinyModels.dense(Seeded.random()), Seeded.random());
        Map<String, Integer> seen = new HashMap<>();
        ProofMutations mutations = ProofMutations.frozen(made.prove(), verifier(made)).refuseEveryChange(other(made), few(seen, 1));
        assertThat(mutations.tried()).isGreaterThan(50 * seen.size());
    }

    // Some forty minutes.
    @Tag("campaign")
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4})
    void refusesEveryChangeOfEveryElement(int model) throws Exception {
        ArgumentCase made = new ArgumentCase(TinyModels.all(Seeded.random()).get(model), Seeded.random());
        Bytes proof = made.prove();
        ProofMutations hashed =
                ProofMutations.of(proof, verifier(made)).refuseEveryChange(other(made), _ -> true).refuseEveryOtherLength();
        ProofMutations frozen =
                ProofMutations.frozen(proof, verifier(made)).refuseEveryChange(other(made), element -> element.kind() != ElementKind.NONCE);
        System.out.println(hashed.elements().size() + " elements: " + hashed.tried() + " and " + frozen.tried() + " changes refused");
    }

    @Test
    void refusesChangesOfARegistration() throws Exception {
        ArgumentCase made = new ArgumentCase(TinyModels.dense(Seeded.random()), Seeded.random());
        RegistrationStatement statement =
                new RegistrationStatement(made.statement.suite(), made.model.program().encode(), made.statement.model().code());
        ProofMutations.Verifier verifier = transcript -> RegistrationVerifier.verify(statement, layout(made.model), transcript);
        Bytes proof = SlowRegistration.prove(statement, made.code);
        ArgumentCase another = new ArgumentCase(TinyModels.dense(new java.util.SplittableRandom(99)), Seeded.random());
        Bytes other = SlowRegistration.prove(
                new RegistrationStatement(statement.suite(), statement.program(), another.statement.model().code()), another.code);
        ProofMutations.of(proof, verifier).refuseEveryChange(other, few(new HashMap<>(), 1));
        ProofMutations.frozen(proof, verifier).refuseEveryChange(other, few(new HashMap<>(), 1));
    }

    // So many elements under every label. Of the nonces none: work is not asked for on a tape, and a nonce is bound by the transcript alone.
    private static Function<ProofMutations.Element, Boolean> few(Map<String, Integer> seen, int count) {
        return element -> seen.merge(element.label(), 1, Integer::sum) <= count && element.kind() != ElementKind.NONCE;
    }

    private static ProofMutations.Verifier verifier(ArgumentCase made) {
        PublicTensors publics =
                PublicTensors.of(made.circuit, made.statement.input(), made.statement.output()).orElseThrow();
        return transcript -> ArgumentVerifier.verify(made.statement, made.circuit, publics, transcript);
    }

    // A proof of the same shape about another input.
    private static Bytes other(ArgumentCase made) {
        return new ArgumentCase(made.model, new java.util.SplittableRandom(77)).prove();
    }

    private static CodeLayout layout(IntegerModel model) throws ProofException {
        try {
            return CodeLayout.of(model.program());
        } catch (CircuitException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
