package dev.credence.inference.integer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.inference.graph.RefusedException;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Numbers worked out by hand, one rule of docs/spec/int8-v1.md each.
class IntegerSemanticsTest {
    private static final OutputRule OUTPUT = new OutputRule("y", List.of(4), 0.5f, OutputRule.Finish.NONE);

    @Test
    void roundsHalvesUpAndClampsBehindTheZeroPoint() {
        Rescale rescale = new Rescale(16, IntegerRange.I8, 10);
        assertThat(rescale.apply(0)).isEqualTo(10);
        assertThat(rescale.apply(32_767)).isEqualTo(10);
        assertThat(rescale.apply(32_768)).isEqualTo(11); // 0.5 up
        assertThat(rescale.apply(-32_768)).isEqualTo(10); // −0.5 up
        assertThat(rescale.apply(-32_769)).isEqualTo(9);
        assertThat(rescale.apply(65_536L * 117)).isEqualTo(127);
        assertThat(rescale.apply(65_536L * 118)).isEqualTo(127);
        assertThat(rescale.apply(-65_536L * 138)).isEqualTo(-128);
        assertThat(rescale.apply(-65_536L * 139)).isEqualTo(-128);
        Rescale relu = new Rescale(32, IntegerRange.U7, 0);
        assertThat(relu.apply(-1L << 40)).isZero();
        assertThat(relu.apply(5L << 32)).isEqualTo(5);
        assertThat(relu.apply(1L << 40)).isEqualTo(127);
    }

    @Test
    void multipliesWhatLiesUnderTheWindowAndTakesPaddingForZero() throws RefusedException {
        // A 2 × 2 picture of u8 with zero point 1, a window of 2 × 2 with one row and column of padding in front, stride 1.
        PlaneAxis axis = new PlaneAxis(2, 2, 2, 1, 1, 1);
        IntegerOp.Linear op = new IntegerOp.Linear("conv", 0, new Gather(1, 1, new PlaneWindow(axis, axis)), 1, 3, new Rescale(16, IntegerRange.I8, -3));
        IntegerTensor input = new IntegerTensor(4, IntegerRange.U8, 1);
        IntegerModel model = model(input, op, new LinearWeights(op, new byte[] {1, -2, 3, -4}, new int[] {5}, new int[] {1 << 16}));
        IntegerWitness witness = IntegerInterpreter.run(model, new byte[] {2, 4, (byte) 201, 1}, ReferenceIntegerKernels.INSTANCE);
        // Less the zero point: 1 3 / 200 0. Position 0 sees only the first cell, under the last weight.
        assertThat(witness.accumulators()[0]).containsExactly(
                5 - 4 * 1, 5 + 3 * 1 - 4 * 3, 5 - 2 * 1 - 4 * 200, 5 + 1 * 1 - 2 * 3 + 3 * 200 - 4 * 0);
        assertThat(witness.tensors()[1]).containsExactly(1 - 3, -4 - 3, -128, 127);
    }

    @Test
    void addsWithTwoMultipliersAndAveragesWithOne() throws RefusedException {
        IntegerTensor input = new IntegerTensor(4, IntegerRange.I8, 2);
        IntegerOp add = new IntegerOp.Add("add", new IntegerOp.Term(0, 65_536), new IntegerOp.Term(0, 32_768), new Rescale(16, IntegerRange.I8, 0), 4);
        byte[] x = {2, 3, -1, 100};
        assertThat(run(input, add, x)).containsExactly(0, 2, -4, 127); // 0, 1.5 up, −4.5 up, 147

        PlaneAxis axis = new PlaneAxis(4, 4, 3, 1, 1, 1);
        IntegerOp average = new IntegerOp.AveragePool("mean", 0, new IntegerOp.Planes(1, new PlaneWindow(PlaneAxis.NONE, axis)), 21_845, new Rescale(16, IntegerRange.I8, 7));
        // Sums of 0 1 −3 98 in threes, a third each, padding 0: 1/3, −2/3, 32, 95/3.
        assertThat(run(input, average, x)).containsExactly(7, 6, 39, 39);
    }

    @Test
    void takesTheMaximumOfRealCellsOnly() throws RefusedException {
        IntegerTensor input = new IntegerTensor(4, IntegerRange.I8, 0);
        PlaneAxis axis = new PlaneAxis(4, 4, 3, 1, 2, 2);
        IntegerOp pool = new IntegerOp.MaxPool("max", 0, new IntegerOp.Planes(1, new PlaneWindow(PlaneAxis.NONE, axis)));
        // Padding is left out even where all else is negative: taps at −2, 0, 2.
        assertThat(run(input, pool, new byte[] {-9, -8, -7, -6})).containsExactly(-7, -6, -7, -6);
        IntegerOp requantise = new IntegerOp.Requantise("again", 0, 98_304, new Rescale(16, IntegerRange.U8, 0), 4);
        assertThat(run(input, requantise, new byte[] {-9, 1, 3, 127})).containsExactly(0, 2, 5, (byte) 191); // 1.5, 4.5, 190.5 up
    }

    @Test
    void quantisesByTheNearestEvenQuotientAndSaturates() throws RefusedException {
        IntegerTensor tensor = new IntegerTensor(6, IntegerRange.U8, 100);
        InputRule rule = new InputRule("x", List.of(6), List.of(), 0.5f, tensor);
        byte[] x = new byte[6];
        rule.quantise(new float[] {0.25f, 0.75f, -0.25f, 3e38f, -3e38f, -0f}, 0, x, 0);
        assertThat(x).containsExactly(100, 102, 100, (byte) 255, 0, 100);
        InputRule standardised = new InputRule(
                "x", List.of(2, 3),
                List.of(new InputStep(InputStep.Kind.SUBTRACT, 3, List.of(1f, 2f)), new InputStep(InputStep.Kind.DIVIDE, 1, List.of(1f, 2f, 4f)),
                        new InputStep(InputStep.Kind.MULTIPLY, 6, List.of(2f)), new InputStep(InputStep.Kind.ADD, 6, List.of(1f))),
                1f, tensor);
        standardised.quantise(new float[] {2, 3, 5, 4, 6, 2}, 0, x, 0);
        assertThat(x).containsExactly(103, 103, 103, 105, 105, 101);
        assertThatThrownBy(() -> rule.quantise(new float[] {0, 0, 0, 0, 0, Float.NaN}, 0, x, 0))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("has NaN at element 5");
        assertThatThrownBy(() -> rule.quantise(new float[] {Float.NEGATIVE_INFINITY, 0, 0, 0, 0, 0}, 0, x, 0)).hasMessageContaining("-Infinity");
    }

    // The example of the specification: section 11.
    @Test
    void spellsTheExampleOfTheSpecification() throws MalformedException {
        IntegerOp.Linear op = new IntegerOp.Linear("fc", 0, Gather.dense(2), 1, 1, new Rescale(16, IntegerRange.U8, 0));
        IntegerProgram program = new IntegerProgram(
                new InputRule("x", List.of(2), List.of(new InputStep(InputStep.Kind.SUBTRACT, 2, List.of(1f))), 0.5f, new IntegerTensor(2, IntegerRange.I8, -1)),
                List.of(op),
                new OutputRule("y", List.of(1), 0.25f, OutputRule.Finish.SOFTMAX));
        Bytes bytes = Bytes.parseHex(
                "696e74382d7631000000000178010000000201020000000200000001" + "3f8000003f000000027f" + "00000001"
                        + "01000000026663000000000000000200000001"
                        + "000000010000000100000001000000010000000100000000" + "000000010000000100000001000000010000000100000000"
                        + "0000000101100100" + "0000000179" + "0100000001" + "3e80000001",
                132);
        assertThat(program.encode()).isEqualTo(bytes);
        assertThat(IntegerProgram.decode(bytes)).isEqualTo(program);
        Bytes weights = WeightsCodec.encode(List.of(new LinearWeights(op, new byte[] {1, -1}, new int[] {-2}, new int[] {127})));
        assertThat(weights.hex()).isEqualTo("01fffeffffff7f000000");
    }

    private static byte[] run(IntegerTensor input, IntegerOp op, byte[] x) throws RefusedException {
        return IntegerInterpreter.run(model(input, op), x, ReferenceIntegerKernels.INSTANCE).tensors()[1];
    }

    private static IntegerModel model(IntegerTensor input, IntegerOp op, LinearWeights... weights) throws RefusedException {
        InputRule rule = new InputRule("x", List.of(4), List.of(), 1f, input);
        return IntegerModel.of(new IntegerProgram(rule, List.of(op), OUTPUT), List.of(weights));
    }
}
