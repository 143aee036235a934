package dev.credence.verification.circuit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.inference.integer.Gather;
import dev.credence.inference.integer.InputRule;
import dev.credence.inference.integer.IntegerOp;
import dev.credence.inference.integer.IntegerProgram;
import dev.credence.inference.integer.IntegerRange;
import dev.credence.inference.integer.IntegerTensor;
import dev.credence.inference.integer.OutputRule;
import dev.credence.inference.integer.PlaneAxis;
import dev.credence.inference.integer.PlaneWindow;
import dev.credence.inference.integer.Rescale;
import java.util.List;
import org.junit.jupiter.api.Test;

// Goal: the limits of docs/spec/proof.md 7.2 and 7.3 are those of the page, to the cell. Method: programs at a limit and one beyond it. A program at
// the limit of its wires that has no weights is refused for that, which is asked after the wires.
class CircuitLimitsTest {
    private static final Rescale RESCALE = new Rescale(32, IntegerRange.U8, 0);
    private static final PlaneAxis SAME = new PlaneAxis(64, 64, 1, 1, 1, 0);
    // 16 taps at each of 64 positions; one position of 64 cells.
    private static final PlaneWindow DENSE = new PlaneWindow(PlaneAxis.NONE, new PlaneAxis(64, 64, 16, 1, 1, 0));
    private static final PlaneWindow SPARSE = new PlaneWindow(PlaneAxis.NONE, new PlaneAxis(64, 1, 1, 64, 1, 0));

    @Test
    void anOperationHasAtMostTwoToThe20Wires() {
        assertWires(1 << 20, cells -> program(cells, new IntegerOp.Requantise("op", 0, 1, RESCALE, cells)));
        assertWires(1 << 19, cells -> program(cells, add(0, 0, cells)));
        assertWires(1 << 10, channels -> program(64 * channels, new IntegerOp.MaxPool("op", 0, new IntegerOp.Planes(channels, DENSE))));
        assertWires(1 << 10, channels -> program(64 * channels, new IntegerOp.AveragePool("op", 0, new IntegerOp.Planes(channels, DENSE), 1, RESCALE)));
    }

    @Test
    void anOperandHasAtMostTwoToThe20Cells() throws CircuitException {
        assertWires(1 << 14, channels -> program(64 * channels, new IntegerOp.MaxPool("op", 0, new IntegerOp.Planes(channels, SPARSE))));
        assertWires(1 << 14, channels -> program(64 * channels, new IntegerOp.AveragePool("op", 0, new IntegerOp.Planes(channels, SPARSE), 1, RESCALE)));
        assertThat(Circuit.of(sparse(1 << 14)).relations()).hasSize(1);
        assertFault(sparse((1 << 14) + 1), CircuitFault.WIRING_TOO_LARGE);
    }

    private static IntegerProgram sparse(int channels) {
        return program(64 * channels, new IntegerOp.Linear("op", 0, new Gather(channels, 1, SPARSE), 1, 1, RESCALE));
    }

    @Test
    void groupsTermsAndPositionsAreMultipliedToWires() throws CircuitException {
        // 4 groups of 64 channels, 64 positions, 64 taps: 2^20.
        PlaneAxis axis = new PlaneAxis(64, 64, 64, 1, 1, 0);
        PlaneWindow window = new PlaneWindow(PlaneAxis.NONE, axis);
        assertThat(Circuit.of(program(256 * 64, new IntegerOp.Linear("op", 0, new Gather(256, 4, window), 4, 1, RESCALE))).relations())
                .hasSize(1);
        assertFault(
                program(260 * 64, new IntegerOp.Linear("op", 0, new Gather(260, 4, window), 4, 1, RESCALE)), CircuitFault.WIRING_TOO_LARGE);
    }

    @Test
    void allOperationsTogetherHaveAtMostTwoToThe22Wires() throws CircuitException {
        // 4·240·64² + 3·2·64² + 58·64² = 2^22.
        assertThat(Circuit.of(together(58)).relations()).hasSize(8);
        assertFault(together(59), CircuitFault.WIRING_TOO_LARGE);
    }

    private static IntegerProgram together(int taps) {
        PlaneWindow point = new PlaneWindow(SAME, SAME);
        PlaneWindow last = new PlaneWindow(new PlaneAxis(64, 64, taps, 1, 1, 0), SAME);
        return program(
                240 * 64 * 64,
                new IntegerOp.Linear("a", 0, new Gather(240, 1, point), 1, 1, RESCALE),
                new IntegerOp.Linear("b", 0, new Gather(240, 1, point), 1, 1, RESCALE),
                new IntegerOp.Linear("c", 0, new Gather(240, 1, point), 1, 1, RESCALE),
                new IntegerOp.Linear("d", 0, new Gather(240, 1, point), 1, 1, RESCALE),
                add(1, 2, 64 * 64),
                add(5, 3, 64 * 64),
                add(6, 4, 64 * 64),
                new IntegerOp.Linear("e", 7, new Gather(1, 1, last), 1, 1, RESCALE));
    }

    @Test
    void theCodeHasAtMostTwoToThe27Cells() {
        // 2^23 channels of 8 terms: 2^26 cells of weights and as many of digits. What is too large then are the activations.
        assertFault(dense(8, 1 << 23), CircuitFault.WITNESS_TOO_LARGE);
        assertFault(dense(8, (1 << 23) + 1), CircuitFault.CODE_TOO_LARGE);
    }

    @Test
    void theWitnessHasAtMostTwoToThe20Cells() throws CircuitException {
        // One limb of excess and four of the remainder for each output, and the multiplicities of bytes.
        int most = ((1 << 20) - 256) / 5;
        assertThat(Circuit.of(dense(1, most)).witness().cells()).isEqualTo(1 << 20);
        assertFault(dense(1, most + 1), CircuitFault.WITNESS_TOO_LARGE);
    }

    @Test
    void aTableThatNobodyLooksIntoHasNoMultiplicities() throws CircuitException {
        // A pooling that copies has no differences; the values that it copies are public.
        IntegerTensor input = new IntegerTensor(4, IntegerRange.U7, 0);
        PlaneAxis single = new PlaneAxis(4, 4, 1, 1, 1, 0);
        IntegerOp copy = new IntegerOp.MaxPool("copy", 0, new IntegerOp.Planes(1, new PlaneWindow(PlaneAxis.NONE, single)));
        IntegerOp last = new IntegerOp.Linear("last", 1, Gather.dense(4), 2, 1, new Rescale(16, IntegerRange.I8, 0));
        Circuit circuit = Circuit.of(program(input, copy, last));
        assertThat(circuit.witness().tables()).containsExactly(Table.U8);
        assertThat(circuit.witness().lookups()).allMatch(lookup -> lookup.column().length() > 0);
    }

    @FunctionalInterface
    private interface Sized {
        IntegerProgram of(int size);
    }

    // Refused for its wires from one more than `most` on.
    private static void assertWires(int most, Sized program) {
        assertFault(program.of(most), CircuitFault.NO_WEIGHTS);
        assertFault(program.of(most + 1), CircuitFault.WIRING_TOO_LARGE);
    }

    private static void assertFault(IntegerProgram program, CircuitFault fault) {
        assertThatThrownBy(() -> Circuit.of(program)).isInstanceOfSatisfying(CircuitException.class, refused -> {
            assertThat(refused.fault()).isEqualTo(fault);
            assertThat(refused).hasMessageStartingWith(fault.sentence());
            assertThat(fault.sentence()).isNotEmpty();
        });
    }

    private static IntegerOp add(int first, int second, int cells) {
        return new IntegerOp.Add("sum", new IntegerOp.Term(first, 1), new IntegerOp.Term(second, 1), RESCALE, cells);
    }

    private static IntegerProgram dense(int inputs, int outputs) {
        return program(inputs, new IntegerOp.Linear("only", 0, Gather.dense(inputs), outputs, 1, RESCALE));
    }

    private static IntegerProgram program(int inputs, IntegerOp... ops) {
        return program(new IntegerTensor(inputs, IntegerRange.U8, 0), ops);
    }

    private static IntegerProgram program(IntegerTensor input, IntegerOp... ops) {
        return new IntegerProgram(
                new InputRule("x", List.of(input.elements()), List.of(), 1f, input),
                List.of(ops),
                new OutputRule("y", List.of(ops[ops.length - 1].outputs()), 1f, OutputRule.Finish.NONE));
    }
}
