package dev.credence.inference.op.layout;

import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.op.IntegerElements;
import dev.credence.inference.op.Op;
import dev.credence.inference.op.OpNode;
import dev.credence.inference.op.Operands;
import dev.credence.inference.op.Strided;
import dev.credence.inference.op.Work;
import dev.credence.inference.tensor.Tensor;
import java.util.Arrays;

/// For each index a row that holds the on-value at the index and the off-value elsewhere; an index out of range gives a row
/// of off-values.
record OneHotOp(long axis) implements Op {
    static Op decode(OpNode node) throws RefusedException {
        return new OneHotOp(node.integer("axis", -1));
    }

    @Override
    public Tensor[] run(Tensor[] inputs, Work work) throws RefusedException {
        Tensor index = inputs[0];
        Tensor values = inputs[2];
        if (inputs[1].elements() != 1 || values.elements() != 2) {
            throw Operands.shape("marks with depth " + inputs[1].shape() + " and values " + values.shape());
        }
        long depth = number(inputs[1])[0];
        int rank = index.shape().rank();
        int at = Operands.axis(axis, rank + 1);
        long[] sizes = new long[rank + 1];
        for (int i = 0; i <= rank; i++) {
            sizes[i] = i == at ? depth : index.shape().at(i < at ? i : i - 1);
        }
        Tensor y = work.allocate(values.type(), work.shape(sizes));
        Strided.gather(values, 0, new int[rank + 1], y.shape(), y.array());
        int inner = index.shape().elements(at, rank);
        long[] marks = number(index);
        for (int i = 0; i < marks.length; i++) {
            long mark = marks[i] < 0 ? marks[i] + depth : marks[i];
            if (mark >= 0 && mark < depth) {
                int place = (int) ((i / inner * depth + mark) * inner + i % inner);
                System.arraycopy(values.array(), 1, y.array(), place, 1);
            }
        }
        return Operands.one(y);
    }

    // Indices of any numeric type; fractions are cut.
    private static long[] number(Tensor tensor) throws RefusedException {
        return switch (tensor.array()) {
            case float[] floats -> {
                long[] cut = new long[floats.length];
                for (int i = 0; i < cut.length; i++) {
                    cut[i] = (long) floats[i];
                }
                yield cut;
            }
            case double[] doubles -> Arrays.stream(doubles).mapToLong(x -> (long) x).toArray();
            case String[] _ -> throw OpNode.invalid("marks by texts");
            default -> IntegerElements.read(tensor);
        };
    }
}
