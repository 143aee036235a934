package dev.credence.inference.op.quantised;

import dev.credence.inference.op.IntegerElements;
import dev.credence.inference.tensor.ElementType;

/// Rounding to narrow integers.
final class Saturation {
    private Saturation() {}

    /// rint(x) + zero, cut to the type's range; NaN counts as 0.
    static long saturate(float x, long zero, ElementType type) {
        // Beyond 2^31 the range of every type that is claimed has ended; a double holds the sum exactly.
        double moved = Math.rint(x) + zero;
        return (long) Math.max(IntegerElements.min(type), Math.min(IntegerElements.max(type), moved != moved ? zero : moved));
    }
}
