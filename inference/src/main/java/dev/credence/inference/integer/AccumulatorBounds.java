package dev.credence.inference.integer;

import dev.credence.inference.graph.Refusal;
import dev.credence.inference.graph.RefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How large the numbers inside an operation can become, from shapes and types alone: no weight is looked at, so that a verifier who
/// has none comes to the same figures.
///
/// ```
/// accumulator = K·128·max|x − zp| + 128·(1 + 256 + 256²)         Linear; window · max|x − zp| for AveragePool
/// left        = accumulator · M_max                              M_max = the digits' magnitude, or the program's own constant
/// excess      = the smallest L ≥ 1 with 2^(8L) > (left >> s) + 1
/// ```
///
/// **Soundness**: accumulator < 2^31 (int32 never wraps); left + 2^(s−1) + 255·2^s < 2^62 and 8L + s ≤ 61, so that both sides of the
/// requantisation identity differ by less than the field's characteristic.
///
/// @param accumulatorMax  of |acc|; for `Add` and `Requantise` of a single |x − zp|
/// @param leftMax         of |left| before rounding
/// @param remainderLimbs  s / 8 bytes
/// @param excessLimbs     L bytes
public record AccumulatorBounds(long accumulatorMax, long leftMax, int remainderLimbs, int excessLimbs) {
    private static final long WEIGHT_MAX = 128;
    private static final long ACCUMULATOR_LIMIT = 1L << 31;
    private static final long LEFT_LIMIT = 1L << 62;
    private static final int BITS_MAX = 61;

    public AccumulatorBounds {
        int shift = 8 * remainderLimbs;
        if (accumulatorMax >= ACCUMULATOR_LIMIT
                || leftMax + (1L << (shift - 1)) + (255L << shift) >= LEFT_LIMIT
                || 8 * excessLimbs + shift > BITS_MAX
                || 1L << (8 * excessLimbs) <= (leftMax >> shift) + 1) {
            throw new IllegalArgumentException("bounds below 2^31, 2^62 and " + BITS_MAX + " bits expected, found " + accumulatorMax + ", "
                    + leftMax + " and " + remainderLimbs + " + " + excessLimbs + " bytes");
        }
    }

    /// The bounds of each operation of `program`, in its order; empty for `MaxPool`, which computes nothing.
    ///
    /// @throws RefusedException naming the layer, if one could overflow
    public static List<Optional<AccumulatorBounds>> of(IntegerProgram program) throws RefusedException {
        List<IntegerTensor> types = program.tensors();
        List<Optional<AccumulatorBounds>> bounds = new ArrayList<>();
        for (IntegerOp op : program.ops()) {
            bounds.add(of(op, types));
        }
        return List.copyOf(bounds);
    }

    /// @param types of all tensors of the program
    private static Optional<AccumulatorBounds> of(IntegerOp op, List<IntegerTensor> types) throws RefusedException {
        return switch (op) {
            case IntegerOp.Linear linear -> {
                long terms = linear.gather().terms() * WEIGHT_MAX * types.get(linear.input()).distanceMax();
                long accumulator = terms + Digits.magnitudeMax(IntegerOp.Linear.BIAS_DIGITS);
                yield checked(op, linear.rescale(), accumulator, accumulator, Digits.magnitudeMax(linear.multiplierDigits()));
            }
            case IntegerOp.AveragePool pool -> {
                long sum = (long) pool.planes().window().taps() * types.get(pool.input()).distanceMax();
                yield checked(op, pool.rescale(), sum, sum, pool.multiplier());
            }
            case IntegerOp.Add add -> {
                long first = types.get(add.first().input()).distanceMax();
                long second = types.get(add.second().input()).distanceMax();
                long left = first * add.first().multiplier() + second * add.second().multiplier();
                yield checked(op, add.rescale(), Math.max(first, second), left, 1);
            }
            case IntegerOp.Requantise requantise -> {
                long distance = types.get(requantise.input()).distanceMax();
                yield checked(op, requantise.rescale(), distance, distance, requantise.multiplier());
            }
            case IntegerOp.MaxPool _ -> Optional.empty();
        };
    }

    // Below 2^31 · 2^24 when the first limit holds, so that the constructor's limits hold too.
    private static Optional<AccumulatorBounds> checked(IntegerOp op, Rescale rescale, long accumulator, long sum, long multiplier)
            throws RefusedException {
        if (accumulator >= ACCUMULATOR_LIMIT) {
            throw new RefusedException(Refusal.ACCUMULATOR_OVERFLOW,
                    "layer " + op.name() + ": an accumulator can reach " + accumulator + ", beyond 2^31 − 1");
        }
        long left = sum * multiplier;
        long excess = (left >> rescale.shift()) + 1;
        int limbs = 1;
        while (1L << (8 * limbs) <= excess) {
            limbs++;
        }
        return Optional.of(new AccumulatorBounds(accumulator, left, rescale.shift() / 8, limbs));
    }
}
