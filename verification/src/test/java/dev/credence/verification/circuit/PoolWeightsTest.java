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
import dev.credence.proof.field.Extension;
import dev.credence.proof.field.ExtensionKernels;
import dev.credence.proof.field.ExtensionVector;
import dev.credence.testkit.Seeded;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

// Goal: every constraint of a pooling and every cell of an average has its own weight, whatever the window. Method: values that no execution has, so
// that no constraint holds, and the weighted sum anew from the words of docs/spec/proof.md 7.7, window by window.
class PoolWeightsTest {
    @Test
    void everyConstraintHasItsOwnFactor() {
        Seeded.check(40, (random, _) -> {
            Relation.Pooling pooling = pooling(random);
            IntegerOp.Planes planes = pooling.source().planes();
            List<Extension> nodes = new ArrayList<>();
            List<Extension> copies = new ArrayList<>();
            Values values = new Values(pooling, random);
            int node = 0;
            int inner = 0;
            for (int output = 0; output < planes.outputs(); output++) {
                List<Extension> list = new ArrayList<>();
                for (int tap = 0; tap < planes.window().taps(); tap++) {
                    if (planes.index(output, tap) >= 0) {
                        list.add(values.operand.get(planes.index(output, tap)));
                    }
                }
                Extension y = values.result.get(output);
                if (list.size() == 1) {
                    copies.add(y.minus(list.getFirst()));
                }
                while (list.size() > 1) {
                    List<Extension> shorter = new ArrayList<>();
                    for (int i = 0; i + 1 < list.size(); i += 2) {
                        Extension z = list.size() == 2 ? y : values.inner.get(inner++);
                        nodes.add(z.minus(list.get(i)).minus(values.first.get(node)));
                        nodes.add(z.minus(list.get(i + 1)).minus(values.second.get(node)));
                        node++;
                        shorter.add(z);
                    }
                    if (list.size() % 2 == 1) {
                        shorter.add(list.getLast());
                    }
                    list = shorter;
                }
            }
            assertThat(pooling.tree().nodes()).isEqualTo(node);
            assertThat(pooling.tree().innerNodes()).isEqualTo(inner);
            assertThat(pooling.tree().copies()).isEqualTo(copies.size());
            assertThat(pooling.hasNodes()).isEqualTo(node > 0);
            nodes.addAll(copies);
            assertThat(PoolWeights.constraints(pooling)).isEqualTo(nodes.size());
            int from = random.nextInt(3);
            ExtensionVector factors = vector(random, from + nodes.size());
            Extension expected = Extension.ZERO;
            for (int i = 0; i < nodes.size(); i++) {
                expected = expected.plus(nodes.get(i).times(factors.get(from + i)));
            }
            assertThat(values.weighted(PoolWeights.of(pooling, factors, from))).isEqualTo(expected);
        });
    }

    @Test
    void theConstraintsOfAllPoolingsTogetherAreNumberedByTheirVariables() throws CircuitException {
        // Two poolings behind each other: 4 → 2 by one node each, 2 → 1.
        IntegerOp.Planes four = new IntegerOp.Planes(1, new PlaneWindow(PlaneAxis.NONE, new PlaneAxis(4, 2, 2, 2, 1, 0)));
        IntegerOp.Planes two = new IntegerOp.Planes(1, new PlaneWindow(PlaneAxis.NONE, new PlaneAxis(2, 1, 2, 1, 1, 0)));
        Rescale rescale = new Rescale(16, IntegerRange.U8, 0);
        IntegerProgram program = new IntegerProgram(
                new InputRule("x", List.of(4), List.of(), 1f, new IntegerTensor(4, IntegerRange.U8, 0)),
                List.of(
                        new IntegerOp.MaxPool("a", 0, four),
                        new IntegerOp.MaxPool("b", 1, two),
                        new IntegerOp.Linear("c", 2, Gather.dense(1), 1, 1, rescale)),
                new OutputRule("y", List.of(1), 1f, OutputRule.Finish.NONE));
        Circuit circuit = Circuit.of(program);
        assertThat(circuit.poolConstraints()).isEqualTo(6);
        assertThat(circuit.poolVariables()).isEqualTo(3);
    }

    @Test
    void anAverageReadsEveryRealCellOfItsWindowAndNoOther() {
        Seeded.check(40, (random, _) -> {
            IntegerOp.Planes planes = planes(random);
            ExtensionVector outputs = vector(random, planes.outputs());
            ExtensionVector inputs = vector(random, planes.inputs());
            Extension expected = Extension.ZERO;
            for (int output = 0; output < planes.outputs(); output++) {
                for (int tap = 0; tap < planes.window().taps(); tap++) {
                    int index = planes.index(output, tap);
                    expected = index < 0 ? expected : expected.plus(outputs.get(output).times(inputs.get(index)));
                }
            }
            assertThat(dot(TensorWeights.of(planes, outputs), inputs)).isEqualTo(expected);
        });
    }

    @Test
    void aTableHoldsExactlyItsRows() {
        for (Table table : Table.values()) {
            assertThat(table.row(table.low())).isZero();
            assertThat(table.row(table.low() + table.rows() - 1)).isEqualTo(table.rows() - 1);
            assertThatThrownBy(() -> table.row(table.low() - 1)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> table.row(table.low() + table.rows())).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private record Values(ExtensionVector operand, ExtensionVector result, ExtensionVector inner, ExtensionVector first, ExtensionVector second) {
        Values(Relation.Pooling pooling, RandomGenerator random) {
            this(
                    vector(random, pooling.source().planes().inputs()),
                    vector(random, pooling.source().outputs()),
                    vector(random, pooling.tree().innerNodes()),
                    vector(random, pooling.tree().nodes()),
                    vector(random, pooling.tree().nodes()));
        }

        Extension weighted(PoolWeights weights) {
            return dot(weights.operand(), operand)
                    .plus(dot(weights.result(), result))
                    .plus(dot(weights.inner(), inner))
                    .plus(dot(weights.first(), first))
                    .plus(dot(weights.second(), second));
        }
    }

    private static Extension dot(ExtensionVector weights, ExtensionVector values) {
        assertThat(weights.length()).isEqualTo(values.length());
        return ExtensionKernels.dot(weights, 0, values, 0, values.length());
    }

    private static ExtensionVector vector(RandomGenerator random, int length) {
        ExtensionVector vector = new ExtensionVector(length);
        for (int i = 0; i < length; i++) {
            vector.set(i, ClaimsTest.element(random));
        }
        return vector;
    }

    private static Relation.Pooling pooling(RandomGenerator random) {
        IntegerOp.MaxPool pool = new IntegerOp.MaxPool("pool", 0, planes(random));
        PoolTree tree = PoolTree.of(pool.planes());
        Column nodes = new Column(0, tree.nodes());
        return new Relation.Pooling(
                0, pool, IntegerRange.U8, tree, java.util.Optional.empty(), new Column(0, tree.innerNodes()), nodes, nodes);
    }

    private static IntegerOp.Planes planes(RandomGenerator random) {
        return new IntegerOp.Planes(random.nextInt(1, 3), new PlaneWindow(axis(random), axis(random)));
    }

    private static PlaneAxis axis(RandomGenerator random) {
        while (true) {
            try {
                int in = 1 + random.nextInt(6);
                return new PlaneAxis(in, 1 + random.nextInt(in), 1 + random.nextInt(4), 1 + random.nextInt(3), 1 + random.nextInt(2), random.nextInt(3));
            } catch (IllegalArgumentException again) {
                continue;
            }
        }
    }
}
