package dev.credence.operator.prove;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.inference.integer.IntegerModel;
import dev.credence.inference.integer.LinearWeights;
import dev.credence.proof.transcript.ProofFault;
import dev.credence.testkit.Seeded;
import dev.credence.verification.argument.ArgumentOutcome;
import dev.credence.verification.argument.ArgumentStatement;
import dev.credence.verification.argument.ArgumentVerifier;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A proof of another model's execution is no proof of the one that is stated, although the transcript says what it should.
class OtherProgramTest {
    /// The checks of the relations; a proof that failed at the work or a length would show nothing.
    private static final Set<ProofFault> RELATIONS = EnumSet.of(
            ProofFault.RELATION, ProofFault.MATRIX, ProofFault.PUBLIC_CLAIM, ProofFault.WITNESS_CLAIMS, ProofFault.CODE_CLAIMS);

    @ParameterizedTest
    @EnumSource
    void anotherProgramIsRefusedByARelation(OtherProgram other) {
        int[] told = new int[1];
        for (SmallModels.Kind kind : SmallModels.Kind.values()) {
            Seeded.check(3, (random, _) -> {
                Proven stated = Proven.of(SmallModels.of(kind, random), random);
                Optional<IntegerModel> changed = other.of(stated.model().model(), random);
                if (changed.isPresent()) {
                    told[0]++;
                    assertThat(fault(stated, stated.running(changed.get()))).as(kind + " " + other).isIn(RELATIONS);
                }
            });
        }
        assertThat(told[0]).isPositive();
    }

    @Test
    void oneOtherWeightIsRefused() {
        for (SmallModels.Kind kind : SmallModels.Kind.values()) {
            Seeded.check(3, (random, _) -> {
                Proven stated = Proven.of(SmallModels.of(kind, random), random);
                IntegerModel model = stated.model().model();
                List<LinearWeights> weights = new ArrayList<>(model.weights());
                int layer = random.nextInt(weights.size());
                byte[] w = weights.get(layer).weights().clone();
                w[random.nextInt(w.length)] ^= (byte) (1 << random.nextInt(8));
                weights.set(layer, new LinearWeights(
                        model.program().linears().get(layer), w, weights.get(layer).biases(), weights.get(layer).multipliers()));
                Proven own = stated.running(IntegerModel.of(model.program(), weights));
                // Its own root is not the one that the verifier absorbs; with the honest codeword the columns do not fold to what was claimed.
                assertThat(fault(stated, own)).isIn(ProofFault.GRINDING, ProofFault.MERKLE_ROOT);
                CommittedModel spliced = new CommittedModel(own.model().model(), own.model().circuit(), own.model().code(), stated.model().commitment());
                assertThat(fault(stated, new Proven(spliced, own.execution(), own.statement())))
                        .isIn(ProofFault.OPENING_CLAIM, ProofFault.OPENING_COLUMN, ProofFault.SUMCHECK_CLAIM);
            });
        }
    }

    /// The fault at which a proof by `runner` stops that states the model of `stated` and its own answer.
    private static ProofFault fault(Proven stated, Proven runner) {
        ArgumentStatement claimed = stated.stating(runner.statement().output());
        ArgumentOutcome outcome = ArgumentVerifier.verify(claimed, runner.prove(runner.model(), runner.witness(), claimed));
        assertThat(outcome).isInstanceOf(ArgumentOutcome.Refused.class);
        return ((ArgumentOutcome.Refused) outcome).refusal().proof().orElseThrow();
    }
}
