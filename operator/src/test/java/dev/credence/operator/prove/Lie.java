package dev.credence.operator.prove;

import dev.credence.inference.integer.IntegerModel;
import dev.credence.inference.integer.IntegerOp;
import dev.credence.inference.integer.IntegerTensor;
import dev.credence.inference.integer.IntegerWitness;
import dev.credence.inference.integer.LinearWeights;
import dev.credence.verification.circuit.Circuit;
import dev.credence.verification.circuit.Column;
import dev.credence.verification.circuit.PoolTree;
import dev.credence.verification.circuit.Relation;
import dev.credence.verification.circuit.Table;
import dev.credence.verification.circuit.WitnessLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// An execution with one false step: what follows the step is computed as it should be from what the step claims, and multiplicities are
/// counted anew, so that nothing else is false.
final class Lie {
    final Circuit circuit;
    final IntegerModel model;
    final List<IntegerTensor> types;
    final byte[][] tensors;
    final int[][] accumulators;
    private final Map<Integer, Integer> patches = new LinkedHashMap<>();
    private final List<Belief> beliefs = new ArrayList<>();

    private record Belief(int tensor, int at, int value) {}

    Lie(Proven proven) {
        circuit = proven.model().circuit();
        model = proven.model().model();
        types = circuit.tensors();
        tensors = copy(proven.execution().tensors());
        accumulators = new int[circuit.relations().size()][];
        for (int op = 0; op < accumulators.length; op++) {
            int[] honest = proven.execution().accumulators()[op];
            accumulators[op] = honest == null ? null : honest.clone();
        }
    }

    private static byte[][] copy(byte[][] rows) {
        return Arrays.stream(rows).map(byte[]::clone).toArray(byte[][]::new);
    }

    int value(int tensor, int at) {
        return types.get(tensor).range().value(tensors[tensor][at]);
    }

    /// Whether result `at` of `op` can become `by` more and stay in its range.
    boolean canMove(int op, int at, int by) {
        int moved = value(op + 1, at) + by;
        return moved >= types.get(op + 1).range().low() && moved <= types.get(op + 1).range().high();
    }

    /// Changes one result and lets everything behind it follow.
    void result(int op, int at, int by) {
        tensors[op + 1][at] = (byte) (value(op + 1, at) + by);
        follow(op + 1);
    }

    /// A cell of the witness that is to hold something else than what follows from the tensors.
    void patch(int cell, int value) {
        patches.put(cell, value);
    }

    /// Lets the prover calculate with a value that no byte of the tensor's range can hold; nothing behind it follows.
    void believe(int tensor, int at, int value) {
        beliefs.add(new Belief(tensor, at, value));
    }

    /// Computes operations from number `first` on.
    void follow(int first) {
        for (int op = first; op < accumulators.length; op++) {
            switch (circuit.program().ops().get(op)) {
                case IntegerOp.Linear linear -> {
                    accumulators[op] = accumulate(op, linear, tensors[linear.input()]);
                    rescale(op);
                }
                case IntegerOp.AveragePool pool -> {
                    accumulators[op] = average(pool);
                    rescale(op);
                }
                case IntegerOp.MaxPool _ -> pool((Relation.Pooling) circuit.relations().get(op), -1, 0, false);
                case IntegerOp.Add _, IntegerOp.Requantise _ -> rescale(op);
            }
        }
    }

    int[] accumulate(int op, IntegerOp.Linear linear, byte[] x) {
        LinearWeights weights = weights(op);
        IntegerTensor type = types.get(linear.input());
        int positions = linear.gather().positions();
        int terms = linear.gather().terms();
        int[] acc = new int[linear.outputs()];
        for (int at = 0; at < acc.length; at++) {
            int channel = at / positions;
            acc[at] = weights.biases()[channel];
            for (int term = 0; term < terms; term++) {
                int index = linear.gather().index(linear.group(channel), at % positions, term);
                if (index >= 0) {
                    acc[at] += weights.weights()[channel * terms + term] * (type.range().value(x[index]) - type.zeroPoint());
                }
            }
        }
        return acc;
    }

    private int[] average(IntegerOp.AveragePool pool) {
        IntegerTensor type = types.get(pool.input());
        int[] acc = new int[pool.outputs()];
        for (int at = 0; at < acc.length; at++) {
            for (int tap = 0; tap < pool.planes().window().taps(); tap++) {
                int index = pool.planes().index(at, tap);
                acc[at] += index < 0 ? 0 : value(pool.input(), index) - type.zeroPoint();
            }
        }
        return acc;
    }

    private LinearWeights weights(int op) {
        return model.weights().get(circuit.linears().indexOf((Relation.Rescaling) circuit.relations().get(op)));
    }

    /// The product that is rounded, of result `at`.
    long left(int op, int at) {
        return switch (circuit.program().ops().get(op)) {
            case IntegerOp.Linear linear ->
                (long) accumulators[op][at] * weights(op).multipliers()[at / linear.gather().positions()];
            case IntegerOp.AveragePool pool -> (long) accumulators[op][at] * pool.multiplier();
            case IntegerOp.Requantise it -> (long) centred(it.input(), at) * it.multiplier();
            case IntegerOp.Add it ->
                (long) centred(it.first().input(), at) * it.first().multiplier()
                        + (long) centred(it.second().input(), at) * it.second().multiplier();
            case IntegerOp.MaxPool _ -> throw new IllegalArgumentException("a pooling rounds nothing");
        };
    }

    private int centred(int tensor, int at) {
        return value(tensor, at) - types.get(tensor).zeroPoint();
    }

    /// Results of `op` from its accumulators.
    void rescale(int op) {
        Relation.Rescaling relation = (Relation.Rescaling) circuit.relations().get(op);
        for (int at = 0; at < tensors[op + 1].length; at++) {
            tensors[op + 1][at] = (byte) relation.rescale().apply(left(op, at));
        }
    }

    /// Excess and remainder of an honest requantisation.
    long excess(Relation.Rescaling relation, int at) {
        long whole = left(relation.op(), at) + relation.offset();
        return Math.abs((whole >> relation.rescale().shift()) - value(relation.op() + 1, at));
    }

    long remainder(Relation.Rescaling relation, int at) {
        return left(relation.op(), at) + relation.offset() & (1L << relation.rescale().shift()) - 1;
    }

    /// Computes a pooling whose node `liar` has `by` more than its maximum; with `keep` its columns hold exactly that.
    void pool(Relation.Pooling relation, int liar, int by, boolean keep) {
        PoolTree tree = relation.tree();
        int input = relation.source().input();
        int[] inner = new int[tree.innerNodes()];
        for (int output = 0; output < tree.outputs(); output++) {
            if (tree.source(output) != PoolTree.NODE) {
                tensors[relation.op() + 1][output] = tensors[input][tree.source(output)];
            }
        }
        for (int node = 0; node < tree.nodes(); node++) {
            int a = operand(tree.first(node), input, inner);
            int b = operand(tree.second(node), input, inner);
            int z = Math.max(a, b) + (node == liar ? by : 0);
            if (tree.value(node) < 0) {
                inner[~tree.value(node)] = z;
            } else {
                tensors[relation.op() + 1][tree.value(node)] = (byte) z;
            }
            if (keep) {
                patch(relation.first().offset() + node, z - a);
                patch(relation.second().offset() + node, z - b);
            }
        }
        for (int i = 0; keep && i < inner.length; i++) {
            patch(relation.inner().offset() + i, inner[i]);
        }
    }

    private int operand(int place, int tensor, int[] inner) {
        return place >= 0 ? value(tensor, place) : inner[~place];
    }

    /// Both operands of a node, if everything before it is honest.
    int[] operands(Relation.Pooling relation, int node) {
        int[] inner = new int[relation.tree().innerNodes()];
        int input = relation.source().input();
        for (int each = 0; each <= node; each++) {
            int a = operand(relation.tree().first(each), input, inner);
            int b = operand(relation.tree().second(each), input, inner);
            if (each == node) {
                return new int[] {a, b};
            }
            if (relation.tree().value(each) < 0) {
                inner[~relation.tree().value(each)] = Math.max(a, b);
            }
        }
        throw new IllegalArgumentException("a node expected, found " + node);
    }

    int[] output() {
        int[] output = new int[tensors[tensors.length - 1].length];
        for (int at = 0; at < output.length; at++) {
            output[at] = value(tensors.length - 1, at);
        }
        return output;
    }

    Witness witness() {
        Witness made = uncounted();
        recount(made.cells());
        return made;
    }

    /// Without counting anew.
    Witness uncounted() {
        Witness made = Witness.of(circuit, model.weights(), new IntegerWitness(tensors, accumulators));
        patches.forEach((cell, value) -> made.cells()[cell] = value);
        beliefs.forEach(belief -> made.tensors()[belief.tensor()][belief.at()] = belief.value());
        return made;
    }

    private void recount(int[] cells) {
        WitnessLayout layout = circuit.witness();
        for (Table table : layout.tables()) {
            Column counts = layout.multiplicities(table);
            Arrays.fill(cells, counts.offset(), counts.end(), 0);
        }
        for (WitnessLayout.Lookup lookup : layout.lookups()) {
            Column counts = layout.multiplicities(lookup.table());
            for (int at = lookup.column().offset(); at < lookup.column().end(); at++) {
                // A cell outside the table counts for the row that is nearest: no count can be right for it.
                int row = Math.clamp(cells[at] - lookup.table().low(), 0, counts.length() - 1);
                cells[counts.offset() + row]++;
            }
        }
    }
}
