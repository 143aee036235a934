package dev.credence.inference.integer;

/// The way back from an accumulator to one byte, the only rounding of the profile (half up):
///
/// ```
/// y = clamp(((left + 2^(s−1)) >> s) + zeroPoint, low, high)       left = accumulator · multiplier, arithmetic shift
/// ```
///
/// A ReLU is a zero point at the low end.
///
/// @param shift     s, one of 16, 24, 32
/// @param zeroPoint of the result, in its range
public record Rescale(int shift, IntegerRange range, int zeroPoint) {
    /// The largest multiplier: three balanced base-256 digits.
    public static final int MULTIPLIER_MAX = Digits.max(3);

    public Rescale {
        if (shift != 16 && shift != 24 && shift != 32) {
            throw new IllegalArgumentException("a shift of 16, 24 or 32 expected, found " + shift);
        }
        if (zeroPoint < range.low() || zeroPoint > range.high()) {
            throw new IllegalArgumentException("a zero point in " + range + " expected, found " + zeroPoint);
        }
    }

    /// The element that `left` becomes; |left| + 2^(s−1) must be below 2^62 (`AccumulatorBounds`).
    public int apply(long left) {
        return range.clamp(((left + (1L << (shift - 1))) >> shift) + zeroPoint);
    }

    static int checkedMultiplier(int multiplier) {
        if (multiplier < 1 || multiplier > MULTIPLIER_MAX) {
            throw new IllegalArgumentException("a multiplier in [1, " + MULTIPLIER_MAX + "] expected, found " + multiplier);
        }
        return multiplier;
    }
}
