package dev.credence.operator.prove;

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
import java.util.List;

/// The cells of the witness A (docs/spec/proof.md 7.3) of one execution, with what the relations need beside them.
///
/// **Obligation**: nobody writes to the arrays.
///
/// @param cells        N_A signed numbers; multiplicities are counts
/// @param tensors      all tensors of the program as integers, the input's first
/// @param accumulators of each operation that rescales: for `Linear` and `AveragePool` before the multiplier, for `Add` and `Requantise`
///     the whole left side; null for `MaxPool`
/// @param multipliers  of each operation, one a channel: M for `Linear`; one altogether: the constant of `AveragePool`, 1 for the others
public record Witness(int[] cells, int[][] tensors, long[][] accumulators, int[][] multipliers) {
    /// From what the interpreter computed.
    public static Witness of(Circuit circuit, List<LinearWeights> weights, IntegerWitness execution) {
        List<IntegerTensor> types = circuit.tensors();
        int[][] tensors = new int[types.size()][];
        for (int t = 0; t < tensors.length; t++) {
            tensors[t] = types.get(t).range().values(execution.tensors()[t]);
        }
        int ops = circuit.relations().size();
        Builder builder = new Builder(new int[circuit.witness().cells()], tensors, new long[ops][], new int[ops][]);
        int linear = 0;
        for (Relation relation : circuit.relations()) {
            switch (relation) {
                case Relation.Rescaling rescaling -> {
                    LinearWeights own = rescaling.linear().isPresent() ? weights.get(linear++) : null;
                    builder.rescale(rescaling, own, execution.accumulators()[rescaling.op()]);
                }
                case Relation.Pooling pooling -> builder.pool(pooling);
            }
        }
        builder.count(circuit.witness());
        return new Witness(builder.cells, tensors, builder.accumulators, builder.multipliers);
    }

    private record Builder(int[] cells, int[][] tensors, long[][] accumulators, int[][] multipliers) {
        void rescale(Relation.Rescaling relation, LinearWeights weights, int[] accumulated) {
            int op = relation.op();
            int[] y = tensors[op + 1];
            long[] left = left(relation, accumulated);
            int positions = relation.grid().positions();
            multipliers[op] = multipliers(relation, weights);
            accumulators[op] = left;
            relation.result().ifPresent(column -> System.arraycopy(y, 0, cells, column.offset(), column.length()));
            int shift = relation.rescale().shift();
            for (int at = 0; at < y.length; at++) {
                long whole = left[at] * multipliers[op][weights == null ? 0 : at / positions] + relation.offset();
                long excess = Math.abs((whole >> shift) - y[at]);
                long remainder = whole & ((1L << shift) - 1);
                limbs(relation.excess(), at, excess);
                limbs(relation.remainder(), at, remainder);
            }
        }

        private static int[] multipliers(Relation.Rescaling relation, LinearWeights weights) {
            return switch (relation.source()) {
                case IntegerOp.Linear _ -> weights.multipliers();
                case IntegerOp.AveragePool pool -> new int[] {pool.multiplier()};
                case IntegerOp.Add _, IntegerOp.Requantise _, IntegerOp.MaxPool _ -> new int[] {1};
            };
        }

        private void limbs(List<Column> columns, int at, long value) {
            for (int limb = 0; limb < columns.size(); limb++) {
                cells[columns.get(limb).offset() + at] = (int) (value >>> (8 * limb)) & 0xff;
            }
        }

        private long[] left(Relation.Rescaling relation, int[] accumulated) {
            int[] y = tensors[relation.op() + 1];
            long[] left = new long[y.length];
            for (int at = 0; at < left.length; at++) {
                left[at] = switch (relation.source()) {
                    case IntegerOp.Linear _, IntegerOp.AveragePool _ -> accumulated[at];
                    case IntegerOp.Requantise op ->
                        (long) (tensors[op.input()][at] - relation.operands().getFirst().zeroPoint()) * op.multiplier();
                    case IntegerOp.Add op ->
                        (long) (tensors[op.first().input()][at] - relation.operands().get(0).zeroPoint()) * op.first().multiplier()
                                + (long) (tensors[op.second().input()][at] - relation.operands().get(1).zeroPoint()) * op.second().multiplier();
                    case IntegerOp.MaxPool _ -> throw new IllegalStateException("a pooling has no accumulator");
                };
            }
            return left;
        }

        void pool(Relation.Pooling relation) {
            PoolTree tree = relation.tree();
            int[] x = tensors[relation.source().input()];
            int[] y = tensors[relation.op() + 1];
            int[] inner = new int[tree.innerNodes()];
            relation.result().ifPresent(column -> System.arraycopy(y, 0, cells, column.offset(), column.length()));
            for (int node = 0; node < tree.nodes(); node++) {
                int a = operand(tree.first(node), x, inner);
                int b = operand(tree.second(node), x, inner);
                int z = Math.max(a, b);
                if (tree.value(node) < 0) {
                    inner[~tree.value(node)] = z;
                }
                cells[relation.first().offset() + node] = z - a;
                cells[relation.second().offset() + node] = z - b;
            }
            System.arraycopy(inner, 0, cells, relation.inner().offset(), inner.length);
        }

        private static int operand(int place, int[] x, int[] inner) {
            return place >= 0 ? x[place] : inner[~place];
        }

        void count(WitnessLayout layout) {
            for (WitnessLayout.Lookup lookup : layout.lookups()) {
                Table table = lookup.table();
                int base = layout.multiplicities(table).offset() - table.low();
                for (int at = lookup.column().offset(); at < lookup.column().end(); at++) {
                    cells[base + cells[at]]++;
                }
            }
        }
    }
}
