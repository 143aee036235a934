package dev.credence.operator.prove;

import dev.credence.inference.integer.Gather;
import dev.credence.inference.integer.IntegerOp;
import dev.credence.inference.integer.LinearWeights;
import dev.credence.proof.code.Workers;
import dev.credence.proof.commitment.ByteRows;
import dev.credence.proof.field.Extension;
import dev.credence.proof.field.ExtensionKernels;
import dev.credence.proof.field.ExtensionVector;
import dev.credence.proof.field.Goldilocks;
import dev.credence.proof.multilinear.Eq;
import dev.credence.verification.circuit.CodeBlock;
import dev.credence.verification.circuit.MatrixRelation;
import java.util.List;
import java.util.stream.IntStream;

/// The tables of one linear operation's sum (docs/spec/proof.md 7.6): X(κ) and W(r_o, κ); with groups eq(r_o, o), X(g(o), κ) and W(o, κ).
///
/// @param tables of the summand; the last two are X and W
/// @param bias   Σ_o eq(r_o, o)·b_o
record MatrixTables(List<ExtensionVector> tables, Extension bias) {
    static MatrixTables of(MatrixRelation relation, CommittedModel model, int[] operand, Workers workers) {
        IntegerOp.Linear op = relation.op();
        ExtensionVector channels = Eq.table(relation.channelPoint());
        ExtensionVector positions = Eq.table(relation.positionPoint());
        int[] centred = centred(operand, relation.zeroPoint());
        CodeBlock block = model.circuit().code().matrix(relation.relation().op());
        List<ExtensionVector> tables = relation.isGrouped()
                ? grouped(op, channels, operands(op.gather(), positions, centred), block, model.code().cells())
                : List.of(
                        operandTable(op.gather(), positions, centred, 1 << block.columnVariables()),
                        ByteRows.fold(model.code().cells(), block.offset(), block.columnVariables(), channels, workers));
        return new MatrixTables(tables, bias(relation, model, channels));
    }

    private static int[] centred(int[] x, int zeroPoint) {
        int[] centred = new int[x.length];
        for (int i = 0; i < x.length; i++) {
            centred[i] = x[i] - zeroPoint;
        }
        return centred;
    }

    private static ExtensionVector operandTable(Gather gather, ExtensionVector positions, int[] x, int columns) {
        ExtensionVector table = new ExtensionVector(columns);
        operand(gather, 0, positions, x, table);
        return table;
    }

    /// X(g, ·) of every group.
    private static List<ExtensionVector> operands(Gather gather, ExtensionVector positions, int[] x) {
        return IntStream.range(0, gather.groups())
                .mapToObj(group -> {
                    ExtensionVector table = new ExtensionVector(gather.terms());
                    operand(gather, group, positions, x, table);
                    return table;
                })
                .toList();
    }

    // X(g, κ) = Σ_p eq(r_p, p)·x[index(g, p, κ)].
    private static void operand(Gather gather, int group, ExtensionVector positions, int[] x, ExtensionVector table) {
        for (int term = 0; term < gather.terms(); term++) {
            long c0 = 0;
            long c1 = 0;
            for (int position = 0; position < gather.positions(); position++) {
                int index = gather.index(group, position, term);
                if (index >= 0 && x[index] != 0) {
                    long value = Goldilocks.fromSigned(x[index]);
                    c0 = Goldilocks.add(c0, Goldilocks.mul(positions.c0()[position], value));
                    c1 = Goldilocks.add(c1, Goldilocks.mul(positions.c1()[position], value));
                }
            }
            table.c0()[term] = c0;
            table.c1()[term] = c1;
        }
    }

    private static List<ExtensionVector> grouped(
            IntegerOp.Linear op, ExtensionVector channels, List<ExtensionVector> operands, CodeBlock block, byte[] code) {
        int columns = 1 << block.columnVariables();
        ExtensionVector eq = new ExtensionVector(block.cells());
        ExtensionVector x = new ExtensionVector(block.cells());
        ExtensionVector w = new ExtensionVector(block.cells());
        for (int channel = 0; channel < channels.length(); channel++) {
            int from = channel * columns;
            for (int column = 0; column < columns; column++) {
                eq.set(from + column, channels.get(channel));
                w.c0()[from + column] = Goldilocks.fromSigned(code[block.offset() + from + column]);
            }
            if (channel < op.channels()) {
                ExtensionVector operand = operands.get(op.group(channel));
                ExtensionKernels.axpy(x, from, Extension.ONE, operand, 0, operand.length());
            }
        }
        return List.of(eq, x, w);
    }

    private static Extension bias(MatrixRelation relation, CommittedModel model, ExtensionVector channels) {
        int linear = model.circuit().linears().indexOf(relation.relation());
        LinearWeights weights = model.model().weights().get(linear);
        Extension sum = Extension.ZERO;
        for (int channel = 0; channel < weights.biases().length; channel++) {
            sum = sum.plus(channels.get(channel).timesBase(Goldilocks.fromSigned(weights.biases()[channel])));
        }
        return sum;
    }

    ProductSummand summand() {
        return new ProductSummand(tables);
    }
}
