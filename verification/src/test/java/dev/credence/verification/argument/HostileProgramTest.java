package dev.credence.verification.argument;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.inference.integer.IntegerModel;
import dev.credence.inference.integer.IntegerProgram;
import dev.credence.inference.integer.IntegerTensor;
import dev.credence.proof.soundness.Suite;
import dev.credence.testkit.Seeded;
import dev.credence.verification.slow.ArgumentCase;
import dev.credence.verification.slow.SlowRegistration;
import dev.credence.verification.slow.TinyModels;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

// Goal: whatever program a stranger publishes and whatever it calls a proof, both verifiers answer with a value, and soon. Method: honest program
// bytes with a few bytes changed; those that still decode are verified with an honest proof of the program that they were.
class HostileProgramTest {
    private static final long MILLIS_MAX = 5_000;

    @Test
    void everyProgramThatDecodesIsAnswered() {
        hostile(120);
    }

    @Tag("campaign")
    @Test
    void everyOfManyProgramsThatDecodeIsAnswered() {
        hostile(20_000);
    }

    private static void hostile(int rounds) {
        int[] decoded = new int[1];
        Seeded.check(1, (random, _) -> {
            for (IntegerModel model : TinyModels.all(random)) {
                ArgumentCase made = new ArgumentCase(model, random);
                Bytes proof = made.prove();
                RegistrationStatement honest =
                        new RegistrationStatement(Suite.UD_100, model.program().encode(), made.statement.model().code());
                Bytes registration = SlowRegistration.prove(honest, made.code);
                for (int i = 0; i < rounds; i++) {
                    Bytes bytes = changed(honest.program(), random);
                    long begun = System.nanoTime();
                    assertThat(RegistrationVerifier.verify(new RegistrationStatement(Suite.UD_100, bytes, honest.code()), registration)).isNotNull();
                    if (verify(made, bytes, proof)) {
                        decoded[0]++;
                    }
                    assertThat((System.nanoTime() - begun) / 1_000_000).as(bytes.hex()).isLessThan(MILLIS_MAX);
                }
            }
        });
        assertThat(decoded[0]).as("programs that decode").isGreaterThan(rounds / 8);
    }

    // Whether the program decodes at all.
    private static boolean verify(ArgumentCase made, Bytes bytes, Bytes proof) {
        IntegerProgram program;
        try {
            program = IntegerProgram.decode(bytes);
        } catch (MalformedException refused) {
            return false;
        }
        ArgumentStatement.Model model =
                new ArgumentStatement.Model(made.statement.model().manifest(), program, made.statement.model().code());
        int[] input = zeros(program.tensors().getFirst());
        int[] output = zeros(program.tensors().getLast());
        ArgumentStatement statement = new ArgumentStatement(Suite.UD_100, model, made.statement.request(), input, output);
        assertThat(ArgumentVerifier.verify(statement, proof)).isInstanceOf(ArgumentOutcome.Refused.class);
        return true;
    }

    private static int[] zeros(IntegerTensor type) {
        int[] zeros = new int[type.elements()];
        Arrays.fill(zeros, type.zeroPoint());
        return zeros;
    }

    private static Bytes changed(Bytes honest, RandomGenerator random) {
        byte[] bytes = honest.toArray();
        int changes = 1 + random.nextInt(3);
        for (int i = 0; i < changes; i++) {
            bytes[random.nextInt(bytes.length)] = (byte) (random.nextBoolean() ? random.nextInt() : 1 << random.nextInt(8));
        }
        return Bytes.wrap(bytes);
    }
}
