package dev.credence.inference.op.layout;

import dev.credence.inference.graph.Refusal;
import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.op.BinaryFunction;
import dev.credence.inference.tensor.Tensor;

/// Combines single elements in place.
final class Combine {
    private Combine() {}

    /// target[at] = function(target[at], update[from]).
    static void into(BinaryFunction function, Tensor target, int at, Tensor update, int from) throws RefusedException {
        switch (target.array()) {
            case float[] floats -> floats[at] = function.apply(floats[at], update.floats()[from]);
            case double[] doubles -> doubles[at] = function.apply(doubles[at], update.doubles()[from]);
            case long[] longs ->
                longs[at] = function.apply(longs[at], update.longs()[from], target.type().isUnsigned());
            case int[] ints -> {
                boolean unsigned = target.type().isUnsigned();
                long a = unsigned ? Integer.toUnsignedLong(ints[at]) : ints[at];
                long b = unsigned ? Integer.toUnsignedLong(update.ints()[from]) : update.ints()[from];
                ints[at] = (int) function.apply(a, b, unsigned);
            }
            default -> throw new RefusedException(
                    Refusal.UNSUPPORTED_TYPE, "combining updates of " + target.type() + " is not claimed");
        }
    }
}
