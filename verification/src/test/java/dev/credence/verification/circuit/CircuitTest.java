package dev.credence.verification.circuit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.inference.integer.Digits;
import dev.credence.inference.integer.Gather;
import dev.credence.inference.integer.InputRule;
import dev.credence.inference.integer.IntegerModel;
import dev.credence.inference.integer.IntegerOp;
import dev.credence.inference.integer.IntegerProgram;
import dev.credence.inference.integer.IntegerRange;
import dev.credence.inference.integer.IntegerTensor;
import dev.credence.inference.integer.OutputRule;
import dev.credence.inference.integer.PlaneAxis;
import dev.credence.inference.integer.PlaneWindow;
import dev.credence.inference.integer.Rescale;
import dev.credence.testkit.Seeded;
import dev.credence.verification.slow.SlowWitness;
import dev.credence.verification.slow.TinyModels;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CircuitTest {
    @Test
    void blocksOfTheCodeLieAtMultiplesOfTheirSizeWithoutGapOrOverlap() throws CircuitException {
        for (IntegerModel model : TinyModels.all(Seeded.random())) {
            CodeLayout layout = CodeLayout.of(model.program());
            int next = 0;
            for (CodeBlock block : layout.blocks()) {
                assertThat(block.offset()).isEqualTo(next);
                assertThat(block.offset() % block.cells()).isZero();
                next += block.cells();
            }
            assertThat(layout.cells()).isEqualTo(next);
        }
    }

    @Test
    void everyNumberOfTheWeightsStandsInItsCell() throws CircuitException {
        for (IntegerModel model : TinyModels.all(Seeded.random())) {
            CodeLayout layout = CodeLayout.of(model.program());
            byte[] cells = CodeCells.of(model);
            int linear = 0;
            for (int op = 0; op < model.program().ops().size(); op++) {
                if (model.program().ops().get(op) instanceof IntegerOp.Linear each) {
                    var weights = model.weights().get(linear++);
                    CodeBlock matrix = layout.matrix(op);
                    int terms = each.gather().terms();
                    for (int i = 0; i < each.weights(); i++) {
                        int cell = matrix.offset() + (i / terms << matrix.columnVariables()) + i % terms;
                        assertThat(cells[cell]).isEqualTo(weights.weights()[i]);
                    }
                    for (int o = 0; o < each.channels(); o++) {
                        assertThat(number(cells, layout.digits(op), 0, o)).isEqualTo(weights.biases()[o]);
                        assertThat(number(cells, layout.digits(op), 4, o)).isEqualTo(weights.multipliers()[o]);
                    }
                }
            }
        }
    }

    private static int number(byte[] cells, CodeBlock block, int row, int column) {
        int sum = 0;
        for (int digit = 0; digit < 3; digit++) {
            sum += cells[block.offset() + ((row + digit) << block.columnVariables()) + column] << (8 * digit);
        }
        return sum;
    }

    @Test
    void columnsOfTheWitnessLieSideBySide() throws CircuitException {
        for (IntegerModel model : TinyModels.all(Seeded.random())) {
            Circuit circuit = Circuit.of(model.program());
            List<Column> columns = new ArrayList<>();
            for (Relation relation : circuit.relations()) {
                relation.result().ifPresent(columns::add);
                switch (relation) {
                    case Relation.Rescaling rescaling -> {
                        columns.addAll(rescaling.excess());
                        columns.addAll(rescaling.remainder());
                    }
                    case Relation.Pooling pooling -> columns.addAll(List.of(pooling.inner(), pooling.first(), pooling.second()));
                }
            }
            circuit.witness().tables().forEach(table -> columns.add(circuit.witness().multiplicities(table)));
            int next = 0;
            for (Column column : columns) {
                assertThat(column.offset()).isEqualTo(next);
                next = column.end();
            }
            assertThat(circuit.witness().cells()).isEqualTo(next);
        }
    }

    @Test
    void theTreeOfAPoolingGivesItsMaxima() {
        Seeded.check(50, (random, _) -> {
            PlaneAxis height = axis(random.nextInt(1, 6), random);
            PlaneAxis width = axis(random.nextInt(1, 6), random);
            IntegerOp.Planes planes = new IntegerOp.Planes(random.nextInt(1, 3), new PlaneWindow(height, width));
            PoolTree tree = PoolTree.of(planes);
            int[] x = random.ints(planes.inputs(), -128, 128).toArray();
            int[] y = new int[planes.outputs()];
            int[] inner = new int[tree.innerNodes()];
            for (int node = 0; node < tree.nodes(); node++) {
                int a = tree.first(node) >= 0 ? x[tree.first(node)] : inner[~tree.first(node)];
                int b = tree.second(node) >= 0 ? x[tree.second(node)] : inner[~tree.second(node)];
                if (tree.value(node) >= 0) {
                    y[tree.value(node)] = Math.max(a, b);
                } else {
                    inner[~tree.value(node)] = Math.max(a, b);
                }
            }
            for (int output = 0; output < y.length; output++) {
                int largest = Integer.MIN_VALUE;
                for (int tap = 0; tap < planes.window().taps(); tap++) {
                    int index = planes.index(output, tap);
                    largest = index < 0 ? largest : Math.max(largest, x[index]);
                }
                assertThat(tree.source(output) == PoolTree.NODE ? y[output] : x[tree.source(output)]).isEqualTo(largest);
            }
        });
    }

    private static PlaneAxis axis(int in, java.util.random.RandomGenerator random) {
        while (true) {
            try {
                return new PlaneAxis(in, 1 + random.nextInt(in), 1 + random.nextInt(4), 1 + random.nextInt(3), 1, random.nextInt(2));
            } catch (IllegalArgumentException again) {
                continue;
            }
        }
    }

    @Test
    void theWitnessOfARandomInputFillsEveryLookupFromItsTable() throws CircuitException {
        for (IntegerModel model : TinyModels.all(Seeded.random())) {
            Circuit circuit = Circuit.of(model.program());
            SlowWitness witness = SlowWitness.of(circuit, model, TinyModels.input(model, Seeded.random()));
            long looked = 0;
            for (WitnessLayout.Lookup lookup : circuit.witness().lookups()) {
                looked += lookup.column().length();
            }
            long counted = 0;
            for (Table table : circuit.witness().tables()) {
                Column column = circuit.witness().multiplicities(table);
                for (int cell = column.offset(); cell < column.end(); cell++) {
                    counted += witness.cells()[cell];
                }
            }
            assertThat(counted).isEqualTo(looked);
        }
    }

    @Test
    void refusesAnAccumulatorOneTermAboveTheBound() throws CircuitException {
        // 128·255·K + 128·(1 + 256 + 256²) < 2^31.
        int most = (int) (((1L << 31) - 1 - Digits.magnitudeMax(3)) / (128 * 255));
        Rescale rescale = new Rescale(32, IntegerRange.U8, 0);
        assertThat(Circuit.of(dense(most, 1, 2, rescale)).relations()).hasSize(1);
        assertFault(dense(most + 1, 1, 2, rescale), CircuitFault.ACCUMULATOR_OVERFLOW);
    }

    @Test
    void refusesAnExcessThatNeedsMoreBitsThanTheFieldLeaves() {
        // s = 24 and three digits over a long sum: 8L + s beyond 61.
        assertFault(dense(65_535, 1, 3, new Rescale(16, IntegerRange.U8, 0)), CircuitFault.ACCUMULATOR_OVERFLOW);
    }

    @Test
    void refusesWeightsWitnessAndWiringBeyondTheLimits() {
        Rescale rescale = new Rescale(32, IntegerRange.U8, 0);
        assertFault(dense(40_000, 4_097, 1, rescale), CircuitFault.CODE_TOO_LARGE);
        assertFault(dense(1, 1 << 18, 1, rescale), CircuitFault.WITNESS_TOO_LARGE);
        PlaneAxis axis = new PlaneAxis(64, 60, 5, 1, 1, 0);
        Gather gather = new Gather(16, 1, new PlaneWindow(axis, axis));
        IntegerOp.Linear op = new IntegerOp.Linear("wide", 0, gather, 1, 1, rescale);
        assertFault(program(16 * 64 * 64, op), CircuitFault.WIRING_TOO_LARGE);
    }

    @Test
    void refusesAProgramWithoutWeights() {
        assertFault(program(3, new IntegerOp.Requantise("only", 0, 5, new Rescale(16, IntegerRange.U8, 0), 3)), CircuitFault.NO_WEIGHTS);
    }

    private static void assertFault(IntegerProgram program, CircuitFault fault) {
        assertThatThrownBy(() -> Circuit.of(program))
                .isInstanceOfSatisfying(CircuitException.class, refused -> assertThat(refused.fault()).isEqualTo(fault));
    }

    private static IntegerProgram dense(int inputs, int outputs, int digits, Rescale rescale) {
        return program(inputs, new IntegerOp.Linear("only", 0, Gather.dense(inputs), outputs, digits, rescale));
    }

    private static IntegerProgram program(int inputs, IntegerOp op) {
        IntegerTensor tensor = new IntegerTensor(inputs, IntegerRange.U8, 0);
        return new IntegerProgram(
                new InputRule("x", List.of(inputs), List.of(), 1f, tensor),
                List.of(op),
                new OutputRule("y", List.of(op.outputs()), 1f, OutputRule.Finish.NONE));
    }
}
