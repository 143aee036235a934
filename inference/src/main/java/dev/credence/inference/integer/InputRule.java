package dev.credence.inference.integer;

import dev.credence.inference.graph.Refusal;
import dev.credence.inference.graph.RefusedException;
import java.util.List;

/// Q: how a float tensor of a request becomes tensor 0.
///
/// ```
/// x_int = clamp(rint(v / scale) + zeroPoint, low, high)      v = the steps applied to x; binary32, rint = half to even
/// ```
///
/// An element that is NaN or infinite is refused. Steps cannot make a NaN of a finite number, and a quotient that overflows is clamped.
///
/// @param name       of the request's tensor
/// @param dimensions of one row, without the leading batch axis; their product is the tensor's elements
/// @param scale      positive, normal, at most 2^100
public record InputRule(String name, List<Integer> dimensions, List<InputStep> steps, float scale, IntegerTensor tensor) {
    static final int RANK_MAX = 7;
    static final int STEPS_MAX = 8;

    /// So that no answer overflows.
    private static final float SCALE_MAX = 0x1p100f;

    public InputRule {
        dimensions = List.copyOf(dimensions);
        steps = List.copyOf(steps);
        checkShape(name, dimensions, tensor.elements());
        checkScale(scale);
        if (steps.size() > STEPS_MAX) {
            throw new IllegalArgumentException("at most " + STEPS_MAX + " steps expected, found " + steps.size());
        }
        for (InputStep step : steps) {
            long period = (long) step.repeat() * step.operands().size();
            if (period > tensor.elements() || tensor.elements() % period != 0) {
                throw new IllegalArgumentException("operands that divide " + tensor.elements() + " elements expected, found a period of " + period);
            }
        }
    }

    /// Writes the row `x[from …]` as integers to `to[at …]`.
    ///
    /// @throws RefusedException if an element is not finite
    public void quantise(float[] x, int from, byte[] to, int at) throws RefusedException {
        IntegerRange range = tensor.range();
        for (int i = 0; i < tensor.elements(); i++) {
            float value = x[from + i];
            if (!Float.isFinite(value)) {
                throw new RefusedException(Refusal.INVALID_VALUE, "the input '" + name + "' has " + value + " at element " + (from + i)
                        + "; under int8-v1 every element must be a finite number");
            }
            for (InputStep step : steps) {
                value = step.apply(value, i);
            }
            double rounded = Math.rint(value / scale) + tensor.zeroPoint();
            to[at + i] = (byte) (int) Math.clamp(rounded, (double) range.low(), (double) range.high());
        }
    }

    static void checkScale(float scale) {
        if (!(scale >= Float.MIN_NORMAL && scale <= SCALE_MAX)) {
            throw new IllegalArgumentException("a positive normal scale of at most 2^100 expected, found " + scale);
        }
    }

    static void checkShape(String name, List<Integer> dimensions, int elements) {
        if (name.isEmpty() || name.length() > 256 || dimensions.size() > RANK_MAX) {
            throw new IllegalArgumentException("a name and at most " + RANK_MAX + " dimensions expected");
        }
        long product = 1;
        for (int size : dimensions) {
            if (size < 1 || size > IntegerTensor.ELEMENTS_MAX) {
                throw new IllegalArgumentException("a dimension in [1, " + IntegerTensor.ELEMENTS_MAX + "] expected, found " + size);
            }
            product = Math.min(product * size, Integer.MAX_VALUE);
        }
        if (product != elements) {
            throw new IllegalArgumentException("dimensions of " + elements + " elements expected, found " + dimensions);
        }
    }
}
