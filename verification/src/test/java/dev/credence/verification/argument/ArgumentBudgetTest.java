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
import dev.credence.proof.soundness.ErrorTerm;
import dev.credence.proof.soundness.SoundnessBudget;
import dev.credence.proof.soundness.SoundnessRound;
import dev.credence.proof.soundness.Suite;
import dev.credence.testkit.Seeded;
import dev.credence.verification.circuit.Circuit;
import dev.credence.verification.circuit.CircuitException;
import dev.credence.verification.slow.TinyModels;
import java.util.List;
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
