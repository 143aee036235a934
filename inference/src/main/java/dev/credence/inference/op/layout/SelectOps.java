package dev.credence.inference.op.layout;

import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.op.Op;
import dev.credence.inference.op.OpNode;
import dev.credence.inference.op.Operands;
import dev.credence.inference.tensor.ElementType;
import dev.credence.inference.tensor.Shape;
import dev.credence.inference.tensor.Tensor;

/// Selections whose size depends on values.
final class SelectOps {
    private SelectOps() {}

    /// Slices along an axis (or, without one, elements) for which the condition holds.
    static Op compress(OpNode node) throws RefusedException {
        boolean flat = !node.has("axis");
        long axis = node.integer("axis", 0);
        return (inputs, work) -> {
            Tensor x = flat ? inputs[0].reshape(Shape.of(inputs[0].elements())) : inputs[0];
            Operands.requireType(inputs[1], ElementType.BOOL, "the condition");
            int at = Operands.axis(axis, x.shape().rank());
            int size = Math.min(x.shape().at(at), inputs[1].elements());
            int[] kept = new int[size];
            int count = 0;
            for (int i = 0; i < size; i++) {
                if (inputs[1].bytes()[i] != 0) {
                    kept[count++] = i;
                }
            }
            long[] sizes = x.shape().toLongs();
            sizes[at] = count;
            Tensor y = work.allocate(x.type(), work.shape(sizes));
            int run = x.shape().elements(at + 1, x.shape().rank());
            int outer = x.shape().elements(0, at);
            for (int i = 0; i < outer * count; i++) {
                System.arraycopy(x.array(), (i / count * x.shape().at(at) + kept[i % count]) * run, y.array(), i * run, run);
            }
            return Operands.one(y);
        };
    }

    /// The coordinates of all elements that are not zero, one row an axis.
    static Op nonZero() {
        return (inputs, work) -> {
            Tensor x = inputs[0];
            int[] places = new int[x.elements()];
            int count = 0;
            for (int i = 0; i < places.length; i++) {
                if (isNotZero(x, i)) {
                    places[count++] = i;
                }
            }
            int rank = x.shape().rank();
            int[] strides = x.shape().strides();
            Tensor y = work.allocate(ElementType.INT64, work.shape(rank, count));
            for (int axis = 0; axis < rank; axis++) {
                for (int i = 0; i < count; i++) {
                    y.longs()[axis * count + i] = places[i] / strides[axis] % x.shape().at(axis);
                }
            }
            return Operands.one(y);
        };
    }

    private static boolean isNotZero(Tensor x, int i) {
        return switch (x.array()) {
            case float[] floats -> floats[i] != 0f;
            case double[] doubles -> doubles[i] != 0d;
            case long[] longs -> longs[i] != 0;
            case int[] ints -> ints[i] != 0;
            case short[] shorts -> (x.type().isHalf() ? shorts[i] & 0x7fff : shorts[i]) != 0;
            case byte[] bytes -> bytes[i] != 0;
            default -> !x.strings()[i].isEmpty();
        };
    }
}
