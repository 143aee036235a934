package dev.credence.verification.slow;

import dev.credence.inference.integer.IntegerModel;
import dev.credence.inference.integer.IntegerOp;
import dev.credence.inference.integer.LinearWeights;
import dev.credence.proof.field.Extension;
import dev.credence.proof.field.ExtensionVector;
import dev.credence.proof.multilinear.Eq;
import dev.credence.proof.multilinear.Point;
import dev.credence.verification.circuit.Circuit;
import dev.credence.verification.circuit.Column;
import dev.credence.verification.circuit.Grid;
import dev.credence.verification.circuit.MatrixRelation;
import dev.credence.verification.circuit.Relation;
import java.util.List;

/// The tables of the relations, cell by cell, from their definitions.
public final class SlowTables {
    private final Circuit circuit;
    private final IntegerModel model;

    public SlowTables(Circuit circuit, IntegerModel model) {
        this.circuit = circuit;
        this.model = model;
    }

    long[] left(Relation.Rescaling relation, int[][] tensors) {
        long[][] wide = new long[tensors.length][];
        for (int t = 0; t < tensors.length; t++) {
            wide[t] = java.util.Arrays.stream(tensors[t]).asLongStream().toArray();
        }
        long[] left = accumulators(relation, wide);
        for (int cell = 0; cell < left.length; cell++) {
            left[cell] *= multiplier(relation, cell);
        }
        return left;
    }

    /// acc of every cell.
    ///
    /// @param tensors all tensors of the program, as far as they are read
    public long[] accumulators(Relation.Rescaling relation, long[][] tensors) {
        long[] sums = new long[relation.grid().cells()];
        for (int cell = 0; cell < sums.length; cell++) {
            sums[cell] = accumulator(relation, tensors, cell);
        }
        return sums;
    }

    private long accumulator(Relation.Rescaling relation, long[][] tensors, int cell) {
        return switch (relation.source()) {
            case IntegerOp.Linear linear -> {
                int channel = cell / relation.grid().positions();
                int position = cell % relation.grid().positions();
                long[] x = tensors[linear.input()];
                long sum = weights(relation).biases()[channel];
                for (int k = 0; k < linear.gather().terms(); k++) {
                    int index = linear.gather().index(linear.group(channel), position, k);
                    if (index >= 0) {
                        sum += (x[index] - relation.operands().getFirst().zeroPoint())
                                * weights(relation).weights()[channel * linear.gather().terms() + k];
                    }
                }
                yield sum;
            }
            case IntegerOp.Add add -> (tensors[add.first().input()][cell] - relation.operands().get(0).zeroPoint())
                            * add.first().multiplier()
                    + (tensors[add.second().input()][cell] - relation.operands().get(1).zeroPoint())
                            * add.second().multiplier();
            case IntegerOp.Requantise requantise -> (tensors[requantise.input()][cell] - relation.operands().getFirst().zeroPoint())
                    * requantise.multiplier();
            case IntegerOp.AveragePool pool -> {
                long sum = 0;
                for (int tap = 0; tap < pool.planes().window().taps(); tap++) {
                    int index = pool.planes().index(cell, tap);
                    if (index >= 0) {
                        sum += tensors[pool.input()][index] - relation.operands().getFirst().zeroPoint();
                    }
                }
                yield sum;
            }
            case IntegerOp.MaxPool _ -> throw new IllegalArgumentException("no accumulator");
        };
    }

    /// M of a cell; 1 where there is none.
    public long multiplier(Relation.Rescaling relation, int cell) {
        return switch (relation.source()) {
            case IntegerOp.Linear _ -> weights(relation).multipliers()[cell / relation.grid().positions()];
            case IntegerOp.AveragePool pool -> pool.multiplier();
            case IntegerOp.Add _, IntegerOp.Requantise _, IntegerOp.MaxPool _ -> 1;
        };
    }

    /// The weights of a linear relation.
    public LinearWeights weights(Relation.Rescaling relation) {
        return model.weights().get(circuit.linears().indexOf(relation));
    }

    /// Σ 256^i · column_i[cell].
    public static long limbs(List<Column> columns, long[] cells, int cell) {
        long value = 0;
        for (int i = 0; i < columns.size(); i++) {
            value += cells[columns.get(i).offset() + cell] << (8 * i);
        }
        return value;
    }

    /// A table of 2^variables cells, real ones where the grid says, 0 elsewhere.
    public static ExtensionVector padded(Grid grid, long[] cells) {
        ExtensionVector table = new ExtensionVector(1 << grid.variables());
        for (int i = 0; i < cells.length; i++) {
            int place = (i / grid.positions() << grid.positionVariables()) + i % grid.positions();
            table.set(place, Extension.ofSigned(cells[i]));
        }
        return table;
    }

    /// X(κ), or X(o, κ) with groups, over all cells of the matrix relation's sum.
    public static ExtensionVector operand(MatrixRelation matrix, long[] x) {
        IntegerOp.Linear op = matrix.op();
        ExtensionVector positions = Eq.table(matrix.positionPoint());
        ExtensionVector table = new ExtensionVector(1 << matrix.variables());
        int terms = matrix.relation().grid().channelVariables();
        int columnVariables = matrix.variables() - (matrix.isGrouped() ? terms : 0);
        for (int row = 0; row < (matrix.isGrouped() ? op.channels() : 1); row++) {
            for (int k = 0; k < op.gather().terms(); k++) {
                Extension sum = Extension.ZERO;
                for (int p = 0; p < op.gather().positions(); p++) {
                    int index = op.gather().index(op.group(row), p, k);
                    if (index >= 0) {
                        sum = sum.plus(positions.get(p).times(Extension.ofSigned(x[index] - matrix.zeroPoint())));
                    }
                }
                table.set((row << columnVariables) + k, sum);
            }
        }
        return table;
    }

    /// W(r_o, κ), or W(o, κ) with groups.
    ///
    /// @param code all cells of W
    public ExtensionVector weightTable(MatrixRelation matrix, ExtensionVector code) {
        var block = circuit.code().matrix(matrix.relation().op());
        if (matrix.isGrouped()) {
            return code.slice(block.offset(), block.offset() + block.cells());
        }
        ExtensionVector rows = Eq.table(matrix.channelPoint());
        ExtensionVector table = new ExtensionVector(1 << block.columnVariables());
        for (int cell = 0; cell < block.cells(); cell++) {
            int column = cell & (table.length() - 1);
            Extension product = rows.get(cell >> block.columnVariables()).times(code.get(block.offset() + cell));
            table.set(column, table.get(column).plus(product));
        }
        return table;
    }

    /// eq(r_o, o) over all cells of a grouped relation's sum.
    public static ExtensionVector channelEq(MatrixRelation matrix, Point channels) {
        ExtensionVector rows = Eq.table(channels);
        ExtensionVector table = new ExtensionVector(1 << matrix.variables());
        int columnVariables = matrix.variables() - channels.size();
        for (int cell = 0; cell < table.length(); cell++) {
            table.set(cell, rows.get(cell >> columnVariables));
        }
        return table;
    }

    /// Σ 256^i · digit rows `row` … of channel `channel`, as the code has them.
    public Extension digits(Relation.Rescaling relation, int row, int channel, ExtensionVector code) {
        var block = circuit.code().digits(relation.op());
        int count = row == 0 ? 3 : relation.linear().orElseThrow().multiplierDigits();
        Extension sum = Extension.ZERO;
        for (int digit = 0; digit < count; digit++) {
            Extension cell = code.get(block.offset() + ((row + digit) << block.columnVariables()) + channel);
            sum = sum.plus(cell.timesBase(1L << (8 * digit)));
        }
        return sum;
    }

    /// Σ_o eq(r_o, o)·b_o, over all channels of the block.
    public Extension bias(MatrixRelation matrix, ExtensionVector code) {
        ExtensionVector eq = Eq.table(matrix.channelPoint());
        Extension sum = Extension.ZERO;
        for (int channel = 0; channel < eq.length(); channel++) {
            sum = sum.plus(eq.get(channel).times(digits(matrix.relation(), 0, channel, code)));
        }
        return sum;
    }

    /// acc over the whole padded grid, from operand and committed code: in the padding it is what the matrix product makes of it.
    ///
    /// Channels of the padding are of no group: with groups, they hold their bias alone.
    public ExtensionVector linearAccumulators(Relation.Rescaling relation, long[] x, ExtensionVector code) {
        IntegerOp.Linear op = relation.linear().orElseThrow();
        Grid grid = relation.grid();
        var block = circuit.code().matrix(relation.op());
        ExtensionVector table = new ExtensionVector(1 << grid.variables());
        for (int cell = 0; cell < table.length(); cell++) {
            int channel = cell >> grid.positionVariables();
            int position = cell & ((1 << grid.positionVariables()) - 1);
            if (position >= grid.positions()) {
                continue;
            }
            Extension sum = digits(relation, 0, channel, code);
            boolean wired = channel < op.channels() || op.gather().groups() == 1;
            for (int k = 0; wired && k < op.gather().terms(); k++) {
                int group = op.gather().groups() == 1 ? 0 : op.group(channel);
                int index = op.gather().index(group, position, k);
                if (index >= 0) {
                    Extension weight = code.get(block.offset() + (channel << block.columnVariables()) + k);
                    sum = sum.plus(weight.times(Extension.ofSigned(x[index] - relation.operands().getFirst().zeroPoint())));
                }
            }
            table.set(cell, sum);
        }
        return table;
    }
}
