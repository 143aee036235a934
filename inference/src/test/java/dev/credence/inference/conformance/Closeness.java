package dev.credence.inference.conformance;

import dev.credence.inference.numeric.HalfFloat;
import dev.credence.inference.tensor.ElementType;
import dev.credence.inference.tensor.Tensor;

/// Whether two tensors agree: |a − b| ≤ absolute + relative·|b| for floating-point numbers, equality for all others.
final class Closeness {
    private Closeness() {}

    /// In words how `found` differs from `expected`, or null if they agree.
    static String difference(Tensor found, Tensor expected, double relative, double absolute) {
        if (found.type() != expected.type() || !found.shape().equals(expected.shape())) {
            return found + " where " + expected + " is expected";
        }
        for (int i = 0; i < found.elements(); i++) {
            if (found.type().isFloating()) {
                double a = number(found, i);
                double b = number(expected, i);
                boolean close = a == b || Double.isNaN(a) && Double.isNaN(b) || Math.abs(a - b) <= absolute + relative * Math.abs(b);
                if (!close) {
                    return "[" + i + "] is " + a + ", expected " + b;
                }
            } else if (found.type() == ElementType.STRING && !found.strings()[i].equals(expected.strings()[i])) {
                return "[" + i + "] is '" + found.strings()[i] + "', expected '" + expected.strings()[i] + "'";
            }
        }
        return found.type().isFloating() || found.canonicalBytes().equals(expected.canonicalBytes())
                ? null
                : java.util.Arrays.toString(dev.credence.inference.op.IntegerElements.read(found)) + ", expected "
                        + java.util.Arrays.toString(dev.credence.inference.op.IntegerElements.read(expected));
    }

    private static double number(Tensor tensor, int i) {
        return switch (tensor.type()) {
            case FLOAT -> tensor.floats()[i];
            case DOUBLE -> tensor.doubles()[i];
            case FLOAT16 -> HalfFloat.from16(tensor.shorts()[i]);
            case BFLOAT16 -> HalfFloat.fromBrain(tensor.shorts()[i]);
            case UINT8, INT8, UINT16, INT16, INT32, INT64, STRING, BOOL, UINT32, UINT64 ->
                throw new IllegalArgumentException("not a floating-point number");
        };
    }
}
