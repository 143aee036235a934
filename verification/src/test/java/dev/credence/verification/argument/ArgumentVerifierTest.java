package dev.credence.verification.argument;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.inference.integer.IntegerModel;
import dev.credence.testkit.Seeded;
import dev.credence.verification.slow.ArgumentCase;
import dev.credence.verification.slow.TinyModels;
import org.junit.jupiter.api.Test;

class ArgumentVerifierTest {
    @Test
    void acceptsHonestProofsOfEveryKindOfOperation() {
        Seeded.check(2, (random, _) -> {
            for (IntegerModel model : TinyModels.all(random)) {
                ArgumentCase made = new ArgumentCase(model, random);
                assertThat(made.verify(made.prove())).as(model.program().ops().toString()).isInstanceOf(ArgumentOutcome.Accepted.class);
            }
        });
    }

    @Test
    void refusesAnotherAnswer() {
        Seeded.check(2, (random, _) -> {
            for (IntegerModel model : TinyModels.all(random)) {
                ArgumentCase made = new ArgumentCase(model, random);
                int[] output = made.statement.output().clone();
                output[0] = output[0] > 0 ? output[0] - 1 : output[0] + 1;
                ArgumentStatement other = made.statement(made.statement.input(), output);
                assertThat(ArgumentVerifier.verify(other, made.prove())).isInstanceOf(ArgumentOutcome.Refused.class);
                assertThat(ArgumentVerifier.verify(other, made.prove(other, made.witness.cells())))
                        .isInstanceOf(ArgumentOutcome.Refused.class);
            }
        });
    }
}
