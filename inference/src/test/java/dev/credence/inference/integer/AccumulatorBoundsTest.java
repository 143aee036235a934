package dev.credence.inference.integer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.inference.graph.RefusedException;
import dev.credence.testkit.Seeded;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AccumulatorBoundsTest {
    @Test
    void refusesOneTermTooManyAndNamesTheLayer() throws RefusedException {
        // 128 · 255 · K + 8,421,504 < 2^31
        int most = (int) (((1L << 31) - 1 - 8_421_504) / (128 * 255));
        assertThat(AccumulatorBounds.of(dense(most)).getFirst().orElseThrow().accumulatorMax()).isLessThan(1L << 31);
        assertThatThrownBy(() -> AccumulatorBounds.of(dense(most + 1)))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("layer wide: an accumulator can reach");
    }

    private static IntegerProgram dense(int inputs) {
        IntegerTensor x = new IntegerTensor(inputs, IntegerRange.U8, 0);
        InputRule input = new InputRule("x", List.of(inputs), List.of(), 1f, x);
        IntegerOp op = new IntegerOp.Linear("wide", 0, Gather.dense(inputs), 1, 3, new Rescale(24, IntegerRange.I8, 0));
        return new IntegerProgram(input, List.of(op), new OutputRule("y", List.of(1), 1f, OutputRule.Finish.NONE));
    }

    // The farthest that the proof's numbers get, over the worst of weights and inputs, stays inside the bounds.
    @Test
    void holdsForTheWorstWeightsAndInputs() {
        Seeded.check(200, (random, round) -> {
            IntegerModel model = ProgramMaker.model(random);
            byte[] x = new byte[model.program().input().tensor().elements()];
            for (int i = 0; i < x.length; i++) {
                IntegerRange range = model.program().input().tensor().range();
                x[i] = (byte) (random.nextBoolean() ? range.low() : range.high());
            }
            IntegerWitness witness = IntegerInterpreter.run(model, x, ReferenceIntegerKernels.INSTANCE);
            for (int i = 0; i < witness.accumulators().length; i++) {
                Optional<AccumulatorBounds> bounds = model.bounds().get(i);
                if (witness.accumulators()[i] != null) {
                    for (int acc : witness.accumulators()[i]) {
                        assertThat(Math.abs((long) acc)).isLessThanOrEqualTo(bounds.orElseThrow().accumulatorMax());
                    }
                }
            }
        });
    }

    @Test
    void refusesToStateBoundsThatDoNotHold() {
        assertThat(new AccumulatorBounds(1, 1L << 38, 2, 3).excessLimbs()).isEqualTo(3);
        assertThatThrownBy(() -> new AccumulatorBounds(1L << 31, 1, 2, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new AccumulatorBounds(1, 1L << 62, 2, 6)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new AccumulatorBounds(1, 1, 2, 6)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new AccumulatorBounds(1, 1L << 40, 2, 3)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void writesEveryNumberInItsDigits() {
        Seeded.check(1_000, (random, round) -> {
            int count = 1 + random.nextInt(3);
            int value = random.nextInt(-Digits.magnitudeMax(count), Digits.max(count) + 1);
            int sum = 0;
            for (int i = 0; i < count; i++) {
                sum += Digits.digit(value, i) << (8 * i);
            }
            assertThat(sum).isEqualTo(value);
            assertThat(Digits.fits(value, count)).isTrue();
        });
        assertThat(Digits.fits(Digits.max(2) + 1, 2)).isFalse();
        assertThat(Digits.fits(-Digits.magnitudeMax(2) - 1, 2)).isFalse();
    }
}
