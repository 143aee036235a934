package dev.credence.inference.integer;

/// The type of one integer tensor, for one row of a request: how many elements, which values, and which of them means zero.
///
/// Tensors are flat; an operation brings its own geometry, so that reshaping needs none. Channels are outermost, then rows, then
/// columns.
///
/// @param elements  in [1, `ELEMENTS_MAX`]
/// @param zeroPoint in the range; the element x stands for scale · (x − zeroPoint)
public record IntegerTensor(int elements, IntegerRange range, int zeroPoint) {
    /// 2^24: an activation of 16 MiB a row.
    public static final int ELEMENTS_MAX = 1 << 24;

    public IntegerTensor {
        if (elements < 1 || elements > ELEMENTS_MAX) {
            throw new IllegalArgumentException("1 to " + ELEMENTS_MAX + " elements expected, found " + elements);
        }
        if (zeroPoint < range.low() || zeroPoint > range.high()) {
            throw new IllegalArgumentException("a zero point in " + range + " expected, found " + zeroPoint);
        }
    }

    /// The largest |x − zeroPoint| that an element can have.
    public int distanceMax() {
        return range.distanceMax(zeroPoint);
    }
}
