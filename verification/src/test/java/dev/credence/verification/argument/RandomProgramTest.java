package dev.credence.verification.argument;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.integer.IntegerModel;
import dev.credence.inference.integer.IntegerTensor;
import dev.credence.inference.integer.ProgramMaker;
import dev.credence.proof.field.Goldilocks;
import dev.credence.testkit.Seeded;
import dev.credence.verification.slow.ArgumentCase;
import dev.credence.verification.slow.SlowRegistration;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

// Goal: no geometry opens a hole. Method: programs of random operations, windows, groups, paddings, types and readers, whose honest proofs are
// accepted; then one cell of the witness, of the input, of the output or of the code is another, everything else is proved as it should be, and the
// proof is refused.
class RandomProgramTest {
    private static final int CELLS_MAX = 20_000;

    @Test
    void aCellThatIsAnotherIsRefusedWhateverTheProgram() {
        Seeded.check(6, (random, _) -> lieAboutOneCell(random, 2));
    }

    @Tag("campaign")
    @Test
    void aCellThatIsAnotherIsRefusedOfManyPrograms() {
        Seeded.check(300, (random, _) -> lieAboutOneCell(random, 8));
    }

    private static void lieAboutOneCell(RandomGenerator random, int lies) throws RefusedException {
        ArgumentCase made = provable(random);
        String program = made.model.program().ops().toString();
        assertThat(made.verify(made.prove())).as(program).isInstanceOf(ArgumentOutcome.Accepted.class);
        for (int i = 0; i < lies; i++) {
            long[] elements = made.elements();
            int cell = random.nextInt(elements.length);
            elements[cell] = Goldilocks.add(elements[cell], random.nextBoolean() ? 1 + random.nextInt(256) : Goldilocks.MODULUS - 1 - random.nextInt(256));
            assertRefused(made, program + " cell " + cell, made.statement, made.proveElements(made.statement, elements));
        }
        int[] input = changed(made.statement.input(), made.circuit.tensors().getFirst(), random);
        ArgumentStatement ofInput = made.statement(input, made.statement.output());
        if (!java.util.Arrays.equals(new ArgumentCase(made.model, stored(input)).witness.cells(), made.witness.cells())) {
            assertRefused(made, program + " input", ofInput, made.prove(ofInput, made.witness.cells()));
        }
        int[] output = changed(made.statement.output(), made.circuit.tensors().getLast(), random);
        ArgumentStatement ofOutput = made.statement(made.statement.input(), output);
        assertRefused(made, program + " output", ofOutput, made.prove(ofOutput, made.witness.cells()));
        RegistrationStatement registration =
                new RegistrationStatement(made.statement.suite(), made.model.program().encode(), made.statement.model().code());
        assertThat(RegistrationVerifier.verify(registration, SlowRegistration.prove(registration, made.code)))
                .as(program)
                .isInstanceOf(ArgumentOutcome.Accepted.class);
    }

    private static void assertRefused(ArgumentCase made, String what, ArgumentStatement statement, Bytes proof) {
        assertThat(ArgumentVerifier.verify(statement, proof)).as(what).isInstanceOf(ArgumentOutcome.Refused.class);
    }

    private static ArgumentCase provable(RandomGenerator random) throws RefusedException {
        while (true) {
            IntegerModel model = ProgramMaker.model(random);
            byte[] x = new byte[model.program().input().tensor().elements()];
            for (int i = 0; i < x.length; i++) {
                IntegerTensor type = model.program().input().tensor();
                x[i] = (byte) random.nextInt(type.range().low(), type.range().high() + 1);
            }
            if (!model.program().linears().isEmpty()) {
                ArgumentCase made = new ArgumentCase(model, x);
                if (made.circuit.witness().cells() <= CELLS_MAX) {
                    return made;
                }
            }
        }
    }

    // One cell is another, within the range.
    private static int[] changed(int[] tensor, IntegerTensor type, RandomGenerator random) {
        int[] changed = tensor.clone();
        int cell = random.nextInt(changed.length);
        changed[cell] += changed[cell] == type.range().high() ? -1 : 1;
        return changed;
    }

    private static byte[] stored(int[] values) {
        byte[] stored = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            stored[i] = (byte) values[i];
        }
        return stored;
    }
}
