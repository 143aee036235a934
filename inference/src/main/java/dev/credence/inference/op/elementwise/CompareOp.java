package dev.credence.inference.op.elementwise;

import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.op.Broadcast;
import dev.credence.inference.op.IntegerElements;
import dev.credence.inference.op.Op;
import dev.credence.inference.op.Operands;
import dev.credence.inference.op.Work;
import dev.credence.inference.tensor.ElementType;
import dev.credence.inference.tensor.Tensor;

/// Compares pairs of elements; gives truth values.
record CompareOp(Relation relation) implements Op {
    @Override
    public Tensor[] run(Tensor[] inputs, Work work) throws RefusedException {
        Tensor a = inputs[0];
        Tensor b = inputs[1];
        Operands.sameType(a, b);
        Tensor y = work.allocate(ElementType.BOOL, work.shape(Broadcast.shape(a.shape(), b.shape())));
        Broadcast.of(a.shape(), b.shape(), y.shape()).forEach(visitor(a, b, y.bytes()));
        return Operands.one(y);
    }

    private Broadcast.Visitor visitor(Tensor a, Tensor b, byte[] y) {
        return switch (a.array()) {
            case float[] left -> {
                float[] right = b.floats();
                yield (at, i, j) -> y[at] = bit(relation.holds(left[i], right[j]));
            }
            case double[] left -> {
                double[] right = b.doubles();
                yield (at, i, j) -> y[at] = bit(relation.holds(left[i], right[j]));
            }
            case String[] left -> {
                String[] right = b.strings();
                yield (at, i, j) -> y[at] = bit(relation.holds(left[i].compareTo(right[j])));
            }
            default -> integers(a, b, y);
        };
    }

    private Broadcast.Visitor integers(Tensor a, Tensor b, byte[] y) {
        long[] left = IntegerElements.read(a);
        long[] right = IntegerElements.read(b);
        return a.type().isUnsigned()
                ? (at, i, j) -> y[at] = bit(relation.holds(Long.compareUnsigned(left[i], right[j])))
                : (at, i, j) -> y[at] = bit(relation.holds(Long.compare(left[i], right[j])));
    }

    private static byte bit(boolean value) {
        return (byte) (value ? 1 : 0);
    }
}
