package dev.credence.verification.argument;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.inference.integer.Gather;
import dev.credence.inference.integer.InputRule;
import dev.credence.inference.integer.IntegerModel;
import dev.credence.inference.integer.IntegerOp;
import dev.credence.inference.integer.IntegerProgram;
import dev.credence.inference.integer.IntegerRange;
import dev.credence.inference.integer.IntegerTensor;
import dev.credence.inference.integer.OutputRule;
import dev.credence.inference.integer.Rescale;
import dev.credence.proof.commitment.CommitmentShape;
import dev.credence.proof.commitment.OpeningBudget;
import dev.credence.proof.soundness.ErrorBound;
import dev.credence.proof.soundness.ErrorTerm;
import dev.credence.proof.soundness.SoundnessBudget;
import dev.credence.proof.soundness.SoundnessRound;
import dev.credence.proof.soundness.Suite;
import dev.credence.testkit.Seeded;
import dev.credence.verification.circuit.Circuit;
import dev.credence.verification.circuit.CircuitException;
import dev.credence.verification.slow.TinyModels;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ArgumentBudgetTest {
    @Test
    void tinyModelsReachTheSuitesBits() throws CircuitException {
        for (IntegerModel model : TinyModels.all(Seeded.random())) {
            assertReaches(model.program());
        }
    }

    @Test
    void theLargestModelsReachTheSuitesBits() throws CircuitException {
        Rescale rescale = new Rescale(32, IntegerRange.U8, 0);
        // 2^26 weights and their digits: 2^27 cells; then 2^17 outputs: 2^20 cells of witness.
        assertReaches(dense(new IntegerOp.Linear("wide", 0, Gather.dense(1 << 15), 1 << 11, 3, rescale), 1 << 15));
        assertReaches(dense(new IntegerOp.Linear("long", 0, Gather.dense(1), 130_000, 1, rescale), 1));
    }

    // The figures of docs/soundness.md section 2, from the shapes alone.
    @Test
    void everyRoundHasTheErrorOfThePage() throws CircuitException {
        for (IntegerModel model : TinyModels.all(Seeded.random())) {
            Circuit circuit = Circuit.of(model.program());
            int witness = circuit.witness().variables();
            int code = circuit.code().variables();
            int tau = circuit.zeroCheckVariables();
            List<SoundnessRound> rounds = ArgumentBudget.of(Suite.UD_100, circuit).rounds();
            assertError(rounds.get(0), tau + circuit.poolVariables() + 4L * circuit.witness().cells(), 14);
            assertError(rounds.get(1), layers(witness), 0);
            assertError(rounds.get(2), 1 + (circuit.instances().size() - 1) + 4L * tau, 0);
            assertError(rounds.get(3), circuit.linears().size() - 1 + 3L * code, 0);
            assertError(rounds.get(4), 4L * model.program().ops().size() + 3 + 2L * code + 2L * witness, 0);
            assertThat(rounds.subList(5, rounds.size()))
                    .isEqualTo(OpeningBudget.rounds(
                            Suite.UD_100,
                            List.of(
                                    CommitmentShape.ofCode(Suite.UD_100, circuit.code().cells()),
                                    CommitmentShape.ofWitness(Suite.UD_100, circuit.witness().cells()))));
            List<SoundnessRound> registration = ArgumentBudget.of(Suite.UD_100, circuit.code()).rounds();
            assertError(registration.get(0), 3L * (circuit.code().cells() + 256), 14);
            assertError(registration.get(1), layers(code), 0);
            assertThat(registration.subList(2, registration.size()))
                    .isEqualTo(OpeningBudget.rounds(
                            Suite.UD_100, List.of(CommitmentShape.ofCode(Suite.UD_100, circuit.code().cells()))));
        }
    }

    // Layer k of a fractional sum: λ, the halves, and degree 3 in k variables.
    private static long layers(int variables) {
        return IntStream.range(0, variables).mapToLong(k -> 2 + 3L * k).sum();
    }

    private static void assertError(SoundnessRound round, long count, int work) {
        ErrorBound expected = ErrorBound.perField(count).dividedByPower(work);
        ErrorBound bound = round.bound();
        assertThat(bound.numerator().multiply(expected.denominator()))
                .as(round.label())
                .isEqualTo(expected.numerator().multiply(bound.denominator()));
    }

    @Test
    void refusesABudgetBelowTheSuites() {
        SoundnessBudget weak =
                SoundnessBudget.of(Suite.UD_100, List.of(SoundnessRound.of("weak", ErrorTerm.evaluation("weak", 1L << 40))));
        assertThat(ArgumentOutcome.of(weak))
                .isInstanceOfSatisfying(ArgumentOutcome.Refused.class, refused -> assertThat(refused.refusal().fault()).isEqualTo(ArgumentFault.BUDGET));
    }

    private static void assertReaches(IntegerProgram program) throws CircuitException {
        Circuit circuit = Circuit.of(program);
        for (SoundnessBudget budget : List.of(ArgumentBudget.of(Suite.UD_100, circuit), ArgumentBudget.of(Suite.UD_100, circuit.code()))) {
            assertThat(budget.reachesSuite()).as(budget.toString()).isTrue();
            assertThat(budget.milliDecades()).isEqualTo(6_020);
        }
    }

    private static IntegerProgram dense(IntegerOp.Linear op, int inputs) {
        return new IntegerProgram(
                new InputRule("x", List.of(inputs), List.of(), 1f, new IntegerTensor(inputs, IntegerRange.U8, 0)),
                List.of(op),
                new OutputRule("y", List.of(op.outputs()), 1f, OutputRule.Finish.NONE));
    }
}
