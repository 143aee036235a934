package dev.credence.verification.slow;

import dev.credence.inference.integer.IntegerInterpreter;
import dev.credence.inference.integer.IntegerModel;
import dev.credence.inference.integer.IntegerOp;
import dev.credence.inference.integer.IntegerWitness;
import dev.credence.inference.integer.ReferenceIntegerKernels;
import dev.credence.verification.circuit.Circuit;
import dev.credence.verification.circuit.Column;
import dev.credence.verification.circuit.PoolTree;
import dev.credence.verification.circuit.Relation;
import dev.credence.verification.circuit.Table;
import dev.credence.verification.circuit.WitnessLayout;
import java.util.Arrays;

/// The cells of a witness as signed integers, from an execution; mutable, so that tests can put lies into it.
public final class SlowWitness {
    private final Circuit circuit;
    private final int[][] tensors;
    private final long[] cells;

    private SlowWitness(Circuit circuit, int[][] tensors) {
        this.circuit = circuit;
        this.tensors = tensors;
        this.cells = new long[circuit.witness().cells()];
    }

    public static SlowWitness of(Circuit circuit, IntegerModel model, byte[] x) {
        IntegerWitness run = IntegerInterpreter.run(model, x, ReferenceIntegerKernels.INSTANCE);
        int[][] tensors = new int[run.tensors().length][];
        for (int t = 0; t < tensors.length; t++) {
            byte[] stored = run.tensors()[t];
            tensors[t] = new int[stored.length];
            for (int i = 0; i < stored.length; i++) {
                tensors[t][i] = circuit.tensors().get(t).range().value(stored[i]);
            }
        }
        SlowWitness witness = new SlowWitness(circuit, tensors);
        for (Relation relation : circuit.relations()) {
            switch (relation) {
                case Relation.Rescaling rescaling -> witness.rescaling(rescaling, new SlowTables(circuit, model).left(rescaling, tensors));
                case Relation.Pooling pooling -> witness.pooling(pooling);
            }
        }
        witness.count();
        return witness;
    }

    private void rescaling(Relation.Rescaling relation, long[] left) {
        int[] y = tensors[relation.op() + 1];
        relation.result().ifPresent(column -> write(column, y));
        for (int i = 0; i < y.length; i++) {
            long shifted = left[i] + relation.offset();
            long value = shifted >> relation.rescale().shift();
            long remainder = shifted - (value << relation.rescale().shift());
            limbs(relation.excess(), i, Math.abs(value - y[i]));
            limbs(relation.remainder(), i, remainder);
        }
    }

    private void limbs(Iterable<Column> columns, int cell, long value) {
        long rest = value;
        for (Column column : columns) {
            cells[column.offset() + cell] = rest & 0xff;
            rest >>= 8;
        }
        if (rest != 0) {
            throw new IllegalStateException("more limbs needed for " + value);
        }
    }

    private void pooling(Relation.Pooling relation) {
        int[] x = tensors[relation.source().input()];
        int[] y = tensors[relation.op() + 1];
        relation.result().ifPresent(column -> write(column, y));
        PoolTree tree = relation.tree();
        int[] inner = new int[tree.innerNodes()];
        for (int node = 0; node < tree.nodes(); node++) {
            int a = tree.first(node) >= 0 ? x[tree.first(node)] : inner[~tree.first(node)];
            int b = tree.second(node) >= 0 ? x[tree.second(node)] : inner[~tree.second(node)];
            int z = Math.max(a, b);
            if (tree.value(node) < 0) {
                inner[~tree.value(node)] = z;
            }
            cells[relation.first().offset() + node] = z - a;
            cells[relation.second().offset() + node] = z - b;
        }
        write(relation.inner(), inner);
    }

    private void write(Column column, int[] values) {
        for (int i = 0; i < values.length; i++) {
            cells[column.offset() + i] = values[i];
        }
    }

    /// Counts the multiplicities anew; a value outside its table is counted nowhere.
    public void count() {
        for (Table table : circuit.witness().tables()) {
            Column column = circuit.witness().multiplicities(table);
            Arrays.fill(cells, column.offset(), column.end(), 0);
        }
        for (WitnessLayout.Lookup lookup : circuit.witness().lookups()) {
            for (int cell = lookup.column().offset(); cell < lookup.column().end(); cell++) {
                long row = cells[cell] - lookup.table().low();
                if (row >= 0 && row < lookup.table().rows()) {
                    cells[circuit.witness().multiplicities(lookup.table()).offset() + (int) row]++;
                }
            }
        }
    }

    /// N_A signed integers.
    public long[] cells() {
        return cells;
    }

    public int[] input() {
        return tensors[0];
    }

    public int[] output() {
        return tensors[tensors.length - 1];
    }

    /// Tensor `tensor` as it stands in the cells now.
    public long[] tensor(int tensor) {
        if (circuit.column(tensor).isPresent()) {
            Column column = circuit.column(tensor).get();
            return Arrays.copyOfRange(cells, column.offset(), column.end());
        }
        return Arrays.stream(tensors[tensor]).asLongStream().toArray();
    }

    /// Whether an operation's accumulator stands between its operands and its multiplier.
    static boolean multipliesAccumulator(IntegerOp op) {
        return op instanceof IntegerOp.Linear || op instanceof IntegerOp.AveragePool;
    }
}
