package dev.credence.operator.prove;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.inference.integer.IntegerModel;
import dev.credence.proof.code.Workers;
import dev.credence.proof.soundness.Suite;
import dev.credence.testkit.Seeded;
import dev.credence.verification.argument.ArgumentOutcome;
import dev.credence.verification.argument.RegistrationStatement;
import dev.credence.verification.argument.RegistrationVerifier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ArgumentProverTest {
    @ParameterizedTest
    @EnumSource
    void whatAnHonestProverProvesIsAccepted(SmallModels.Kind kind) {
        Seeded.check(5, (random, _) -> {
            Proven proven = Proven.of(SmallModels.of(kind, random), random);
            assertThat(proven.verify(proven.prove())).isInstanceOf(ArgumentOutcome.Accepted.class);
        });
    }

    @ParameterizedTest
    @EnumSource
    void aModelRegistersOnce(SmallModels.Kind kind) {
        Seeded.check(2, (random, _) -> {
            Proven proven = Proven.of(SmallModels.of(kind, random), random);
            Bytes proof = RegistrationProver.prove(proven.model(), Suite.UD_100, Workers.ALONE);
            Bytes program = proven.model().model().program().encode();
            RegistrationStatement statement = new RegistrationStatement(Suite.UD_100, program, proven.model().root());
            assertThat(RegistrationVerifier.verify(statement, proof)).isInstanceOf(ArgumentOutcome.Accepted.class);
        });
    }

    @Test
    void threadsChangeNoByteOfAProof() throws Exception {
        IntegerModel model = SmallModels.of(SmallModels.Kind.RESIDUAL, Seeded.random());
        Proven proven = Proven.of(model, Seeded.random());
        try (ExecutorService pool = Executors.newFixedThreadPool(2)) {
            Bytes shared = ArgumentProver.prove(proven.model(), proven.statement(), proven.execution(), new Workers(pool, 3));
            assertThat(shared).isEqualTo(proven.prove());
        }
    }
}
