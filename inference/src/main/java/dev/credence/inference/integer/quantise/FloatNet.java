package dev.credence.inference.integer.quantise;

import dev.credence.inference.integer.InputStep;
import dev.credence.inference.integer.IntegerRange;
import dev.credence.inference.integer.OutputRule;
import java.util.List;
import java.util.Optional;

/// A float network in the form in which it becomes integers.
///
/// @param input  its name and the dimensions of one row
/// @param steps  standardisation in front of tensor 0
/// @param ops    in order; never empty
/// @param ranges of all tensors, that of the input first
record FloatNet(Named input, List<InputStep> steps, List<FloatOp> ops, List<Range> ranges, Named output, OutputRule.Finish finish) {
    FloatNet {
        steps = List.copyOf(steps);
        ops = List.copyOf(ops);
        ranges = List.copyOf(ranges);
    }

    /// The model's tensor at one end.
    ///
    /// @param dimensions of one row
    record Named(String name, List<Integer> dimensions) {}

    /// Between which numbers a tensor's elements lie.
    ///
    /// @param low   at most 0
    /// @param high  at least 0
    /// @param given the scale that the model itself states
    record Range(double low, double high, Optional<Scale> given) {}

    /// x stands for scale · (x − zeroPoint).
    record Scale(float scale, IntegerRange range, int zeroPoint) {}
}
