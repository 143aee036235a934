package dev.credence.inference.integer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.inference.integer.seeded.SeededModels;
import dev.credence.testkit.Seeded;
import org.junit.jupiter.api.Test;

class IntegerProgramTest {
    @Test
    void readsWhatItWrote() {
        Seeded.check(300, (random, round) -> {
            IntegerModel model = ProgramMaker.model(random);
            Bytes bytes = model.program().encode();
            assertThat(IntegerProgram.decode(bytes)).isEqualTo(model.program());
            assertThat(IntegerProgram.decode(bytes).encode()).isEqualTo(bytes);
            Bytes weights = WeightsCodec.encode(model.weights());
            assertThat(WeightsCodec.decode(model.program(), weights)).isEqualTo(model.weights());
        });
    }

    // One spelling: a changed byte gives another program or none.
    @Test
    void readsChangedBytesAsAnotherProgramOrNone() {
        Seeded.check(15, (random, round) -> {
            Bytes bytes = ProgramMaker.model(random).program().encode();
            for (int at = 0; at < bytes.length(); at++) {
                byte[] changed = bytes.toArray();
                changed[at] ^= (byte) (1 + random.nextInt(255));
                try {
                    assertThat(IntegerProgram.decode(Bytes.of(changed)).encode()).isEqualTo(Bytes.of(changed));
                } catch (MalformedException expected) {
                    assertThat(expected.path()).startsWith("program");
                }
            }
        });
    }

    @Test
    void refusesEveryTruncationAndAnyExtension() {
        Bytes bytes = made().program().encode();
        for (int length = 0; length < bytes.length(); length++) {
            Bytes shorter = bytes.slice(0, length);
            assertThatThrownBy(() -> IntegerProgram.decode(shorter)).isInstanceOf(MalformedException.class);
        }
        assertThatThrownBy(() -> IntegerProgram.decode(Bytes.concat(bytes, Bytes.of(new byte[1])))).isInstanceOf(MalformedException.class);
    }

    @Test
    void refusesWeightsOfAnotherLengthOrOutsideTheirDigits() {
        IntegerModel model = made();
        Bytes weights = WeightsCodec.encode(model.weights());
        assertThatThrownBy(() -> WeightsCodec.decode(model.program(), weights.slice(0, weights.length() - 1)))
                .isInstanceOf(MalformedException.class);
        byte[] zero = weights.toArray();
        System.arraycopy(new byte[4], 0, zero, zero.length - 4, 4);
        assertThatThrownBy(() -> WeightsCodec.decode(model.program(), Bytes.of(zero))).hasMessageContaining("a multiplier in [1, ");
        int bias = model.weights().getLast().weights().length;
        int[] biases = model.weights().getLast().biases().clone();
        biases[0] = Digits.max(3) + 1;
        IntegerOp.Linear op = model.program().linears().getLast();
        assertThatThrownBy(() -> new LinearWeights(op, new byte[bias], biases, model.weights().getLast().multipliers()))
                .hasMessageContaining("a bias of 3 balanced digits");
    }

    private static IntegerModel made() {
        return SeededModels.mlp(1, ReferenceIntegerKernels.INSTANCE, 3, 5, 2);
    }
}
