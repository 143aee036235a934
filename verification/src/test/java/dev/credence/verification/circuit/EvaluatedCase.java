package dev.credence.verification.circuit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.inference.integer.IntegerModel;
import dev.credence.inference.integer.IntegerOp;
import dev.credence.proof.field.Extension;
import dev.credence.proof.field.ExtensionVector;
import dev.credence.proof.multilinear.Multilinear;
import dev.credence.proof.multilinear.Point;
import dev.credence.verification.slow.SlowTables;
import dev.credence.verification.slow.SlowWitness;
import dev.credence.verification.slow.TinyModels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/// A model, an execution, and its tables.
final class EvaluatedCase {
    final Circuit circuit;
    final SlowTables tables;
    final SlowWitness run;
    final PublicTensors publics;
    final ExtensionVector witness;
    final ExtensionVector code;
    final long[][] tensors;

    EvaluatedCase(IntegerModel model, RandomGenerator random) throws CircuitException {
        circuit = Circuit.of(model.program());
        tables = new SlowTables(circuit, model);
        run = SlowWitness.of(circuit, model, TinyModels.input(model, random));
        publics = PublicTensors.of(circuit, run.input(), run.output()).orElseThrow();
        witness = signed(run.cells(), circuit.witness().variables());
        byte[] cells = CodeCells.of(model);
        long[] wide = new long[cells.length];
        for (int i = 0; i < cells.length; i++) {
            wide[i] = cells[i];
        }
        code = signed(wide, circuit.code().variables());
        tensors = new long[circuit.tensors().size()][];
        for (int t = 0; t < tensors.length; t++) {
            tensors[t] = run.tensor(t);
        }
    }

    private static ExtensionVector signed(long[] values, int variables) {
        ExtensionVector table = new ExtensionVector(1 << variables);
        for (int i = 0; i < values.length; i++) {
            table.set(i, Extension.ofSigned(values[i]));
        }
        return table;
    }

    Evaluations evaluations(RandomGenerator random) {
        Point run = ClaimsTest.point(random, circuit.zeroCheckVariables());
        List<RelationValues> values = new ArrayList<>();
        List<Evaluations.MatrixValues> matrices = new ArrayList<>();
        int largest = circuit.linears().stream()
                .mapToInt(relation -> new MatrixRelation(relation, run.last(relation.grid().variables())).variables())
                .max()
                .orElseThrow();
        Point matrixRun = ClaimsTest.point(random, largest);
        for (Relation relation : circuit.instances()) {
            Point r = run.last(relation.grid().variables());
            switch (relation) {
                case Relation.Pooling pooling -> values.add(new RelationValues.Pooling(
                        column(pooling.grid(), pooling.first(), r), column(pooling.grid(), pooling.second(), r)));
                case Relation.Rescaling rescaling -> {
                    RelationValues.Rescaling at = rescaling(rescaling, r);
                    values.add(at);
                    if (rescaling.linear().isPresent()) {
                        matrices.add(matrix(new MatrixRelation(rescaling, r), at, matrixRun));
                    }
                }
            }
        }
        return new Evaluations(
                lookups(random),
                new Evaluations.Relations(run, values),
                new Evaluations.Matrices(matrixRun, matrices),
                ClaimsTest.point(random, circuit.poolVariables()));
    }

    private Extension column(Grid grid, Column column, Point r) {
        long[] cells = Arrays.copyOfRange(run.cells(), column.offset(), column.end());
        return Multilinear.evaluate(SlowTables.padded(grid, cells), r);
    }

    private Extension limbs(Grid grid, List<Column> columns, Point r) {
        Extension sum = Extension.ZERO;
        for (int i = 0; i < columns.size(); i++) {
            sum = sum.plus(column(grid, columns.get(i), r).timesBase(1L << (8 * i)));
        }
        return sum;
    }

    private RelationValues.Rescaling rescaling(Relation.Rescaling relation, Point r) {
        Grid grid = relation.grid();
        Extension multiplier =
                switch (relation.source()) {
                    case IntegerOp.Linear _ -> {
                        // A function of the channel alone, over all of its table.
                        long[] perChannel = new long[grid.channels()];
                        for (int o = 0; o < perChannel.length; o++) {
                            perChannel[o] = tables.multiplier(relation, o * grid.positions());
                        }
                        Grid channels = new Grid(grid.channels(), 1);
                        yield Multilinear.evaluate(SlowTables.padded(channels, perChannel), r.first(grid.channelVariables()));
                    }
                    default -> Extension.ofSigned(tables.multiplier(relation, 0));
                };
        return new RelationValues.Rescaling(
                Multilinear.evaluate(SlowTables.padded(grid, tables.accumulators(relation, tensors)), r),
                multiplier,
                Multilinear.evaluate(SlowTables.padded(grid, tensors[relation.op() + 1]), r),
                limbs(grid, relation.excess(), r),
                limbs(grid, relation.remainder(), r));
    }

    private Evaluations.MatrixValues matrix(MatrixRelation matrix, RelationValues.Rescaling at, Point run) {
        Point end = run.last(matrix.variables());
        long[] biases = Arrays.stream(tables.weights(matrix.relation()).biases()).asLongStream().toArray();
        Extension bias = Multilinear.evaluate(
                SlowTables.padded(new Grid(biases.length, 1), biases), matrix.channelPoint());
        ExtensionVector operand = SlowTables.operand(matrix, tensors[matrix.op().input()]);
        ExtensionVector weights = tables.weightTable(matrix, code);
        // The relation itself: the sum is the claim.
        Extension sum = Extension.ZERO;
        ExtensionVector eq = matrix.isGrouped() ? SlowTables.channelEq(matrix, matrix.channelPoint()) : null;
        for (int cell = 0; cell < operand.length(); cell++) {
            Extension product = operand.get(cell).times(weights.get(cell));
            sum = sum.plus(eq == null ? product : product.times(eq.get(cell)));
        }
        assertThat(sum).isEqualTo(matrix.claim(at.accumulator(), bias));
        Evaluations.MatrixValues values =
                new Evaluations.MatrixValues(bias, Multilinear.evaluate(operand, end), Multilinear.evaluate(weights, end));
        Extension product = values.operand().times(values.weight());
        assertThat(matrix.end(end, values.operand(), values.weight()))
                .isEqualTo(eq == null ? product : product.times(Multilinear.evaluate(eq, end)));
        return values;
    }

    private Evaluations.Lookups lookups(RandomGenerator random) {
        Extension alpha = ClaimsTest.element(random);
        Extension beta = ClaimsTest.element(random);
        ExtensionVector numerators = new ExtensionVector(witness.length());
        ExtensionVector denominators = new ExtensionVector(witness.length());
        for (int i = 0; i < witness.length(); i++) {
            denominators.set(i, Extension.ONE);
        }
        for (WitnessLayout.Lookup lookup : circuit.witness().lookups()) {
            for (int i = lookup.column().offset(); i < lookup.column().end(); i++) {
                numerators.set(i, Extension.ONE);
                denominators.set(i, alpha.minus(Extension.of(lookup.table().bus())).minus(beta.times(witness.get(i))));
            }
        }
        for (Table table : circuit.witness().tables()) {
            Column column = circuit.witness().multiplicities(table);
            for (int row = 0; row < table.rows(); row++) {
                numerators.set(column.offset() + row, witness.get(column.offset() + row).negate());
                Extension value = beta.times(Extension.ofSigned(table.low() + row));
                denominators.set(column.offset() + row, alpha.minus(Extension.of(table.bus())).minus(value));
            }
        }
        // The sum over all leaves vanishes.
        Extension sum = Extension.ZERO;
        for (int i = 0; i < numerators.length(); i++) {
            sum = sum.plus(numerators.get(i).times(denominators.get(i).inverse()));
        }
        assertThat(sum).isEqualTo(Extension.ZERO);
        Point u = ClaimsTest.point(random, circuit.witness().variables());
        return new Evaluations.Lookups(
                u, Multilinear.evaluate(numerators, u), Multilinear.evaluate(denominators, u), alpha, beta);
    }

    Extension residual(Relation relation, int cell, Extension lambda) {
        return switch (relation) {
            case Relation.Pooling pooling -> new RelationValues.Pooling(
                            witness.get(pooling.first().offset() + cell), witness.get(pooling.second().offset() + cell))
                    .residual();
            case Relation.Rescaling rescaling -> new RelationValues.Rescaling(
                            Extension.ofSigned(tables.accumulators(rescaling, tensors)[cell]),
                            Extension.ofSigned(tables.multiplier(rescaling, cell)),
                            Extension.ofSigned(tensors[relation.op() + 1][cell]),
                            Extension.ofSigned(SlowTables.limbs(rescaling.excess(), run.cells(), cell)),
                            Extension.ofSigned(SlowTables.limbs(rescaling.remainder(), run.cells(), cell)))
                    .residual(rescaling, lambda);
        };
    }
}
