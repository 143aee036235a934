package dev.credence.inference.integer.seeded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.inference.integer.IntegerInterpreter;
import dev.credence.inference.integer.IntegerModel;
import dev.credence.inference.integer.IntegerRange;
import dev.credence.inference.integer.IntegerTensor;
import dev.credence.inference.integer.IntegerWitness;
import dev.credence.inference.integer.ReferenceIntegerKernels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeededModelsTest {
    @ParameterizedTest
    @CsvSource({"mlp-26k,25603", "cnn-16k,16386", "mlp-4m,4206595", "cnn-264k,264031"})
    void hasExactlyTheParametersOfItsShapeAndLivelyTensors(String name, long parameters) {
        IntegerModel model = SeededModels.of(name, 7, ReferenceIntegerKernels.INSTANCE);
        assertThat(model.parameters()).isEqualTo(parameters);
        SplitMix random = new SplitMix(99);
        byte[] x = new byte[model.program().input().tensor().elements()];
        for (int i = 0; i < x.length; i++) {
            x[i] = (byte) random.between(-127, 127);
        }
        IntegerWitness witness = IntegerInterpreter.run(model, x, ReferenceIntegerKernels.INSTANCE);
        for (int i = 1; i < witness.tensors().length; i++) {
            IntegerTensor type = model.program().tensors().get(i);
            byte[] y = witness.tensors()[i];
            int saturated = 0;
            int large = 0;
            for (byte each : y) {
                int value = type.range().value(each);
                saturated += value == type.range().high() || type.range() == IntegerRange.I8 && value == type.range().low() ? 1 : 0;
                large += Math.abs(value) > 8 ? 1 : 0;
            }
            assertThat(saturated).as("tensor %d of %s", i, name).isLessThanOrEqualTo(y.length / 20 + 1);
            assertThat(large).as("tensor %d of %s", i, name).isGreaterThan(y.length / 10);
        }
    }

    @Test
    void meansTheSameByTheSameSeedAndAnotherByAnother() {
        IntegerModel one = SeededModels.mlp(5, ReferenceIntegerKernels.INSTANCE, 4, 8, 3);
        assertThat(SeededModels.mlp(5, ReferenceIntegerKernels.INSTANCE, 4, 8, 3).weights()).isEqualTo(one.weights());
        assertThat(SeededModels.mlp(6, ReferenceIntegerKernels.INSTANCE, 4, 8, 3).weights()).isNotEqualTo(one.weights());
    }

    // The published outputs of SplitMix64 for seed 1234567.
    @Test
    void drawsTheNumbersOfSplitMix64() {
        SplitMix random = new SplitMix(1234567);
        assertThat(random.next()).isEqualTo(6457827717110365317L);
        assertThat(random.next()).isEqualTo(3203168211198807973L);
    }
}
