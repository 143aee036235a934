package dev.credence.inference.op;

import dev.credence.inference.graph.Refusal;
import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.tensor.ElementType;
import dev.credence.inference.tensor.Shape;
import dev.credence.inference.tensor.Tensor;

/// Checks and readings of operands that many operations share.
public final class Operands {
    private Operands() {}

    /// Operand `index`, or null if it is left out.
    public static Tensor optional(Tensor[] inputs, int index) {
        return index < inputs.length ? inputs[index] : null;
    }

    /// The elements of an INT64 or INT32 operand as numbers.
    public static long[] longs(Tensor tensor, String what) throws RefusedException {
        if (tensor.type() == ElementType.INT64) {
            return tensor.longs();
        }
        if (tensor.type() == ElementType.INT32) {
            long[] wide = new long[tensor.elements()];
            for (int i = 0; i < wide.length; i++) {
                wide[i] = tensor.ints()[i];
            }
            return wide;
        }
        throw OpNode.invalid(what + " has elements of type " + tensor.type() + ", expected INT64 or INT32");
    }

    /// The single number that an INT64 or INT32 operand holds.
    public static long number(Tensor tensor, String what) throws RefusedException {
        if (tensor.elements() != 1) {
            throw shape(what + " has shape " + tensor.shape() + ", expected one element");
        }
        return longs(tensor, what)[0];
    }

    /// The axis counted from the front; negative ones count from the back.
    public static int axis(long axis, int rank) throws RefusedException {
        if (axis < -rank || axis >= rank) {
            throw new RefusedException(Refusal.INVALID_VALUE, "axis " + axis + " of a tensor of rank " + rank);
        }
        return (int) (axis < 0 ? axis + rank : axis);
    }

    /// An index into `size` places counted from the front; negative ones count from the back.
    public static int index(long index, int size) throws RefusedException {
        if (index < -size || index >= size) {
            throw new RefusedException(Refusal.INVALID_VALUE, "index " + index + " of " + size + " places");
        }
        return (int) (index < 0 ? index + size : index);
    }

    public static void sameType(Tensor a, Tensor b) throws RefusedException {
        if (a.type() != b.type()) {
            throw OpNode.invalid("operands of types " + a.type() + " and " + b.type() + ", expected one type");
        }
    }

    public static void requireType(Tensor tensor, ElementType type, String what) throws RefusedException {
        if (tensor.type() != type) {
            throw OpNode.invalid(what + " has elements of type " + tensor.type() + ", expected " + type);
        }
    }

    public static void requireShape(Tensor tensor, Shape expected, String what) throws RefusedException {
        if (!tensor.shape().equals(expected)) {
            throw shape(what + " has shape " + tensor.shape() + ", expected " + expected);
        }
    }

    /// The exception for operands whose shapes do not go together.
    public static RefusedException shape(String sentence) {
        return new RefusedException(Refusal.INVALID_SHAPE, sentence);
    }

    /// The exception for an operand whose value the operation cannot take.
    public static RefusedException value(String sentence) {
        return new RefusedException(Refusal.INVALID_VALUE, sentence);
    }

    /// The exception for a mode outside the claim.
    public static RefusedException mode(String sentence) {
        return new RefusedException(Refusal.UNSUPPORTED_MODE, sentence);
    }

    /// A one-element array, as `Op.run` returns it.
    public static Tensor[] one(Tensor tensor) {
        return new Tensor[] {tensor};
    }
}
