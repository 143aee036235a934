package dev.credence.inference.integer;

/// Balanced base-256 digits: v = Σ 256^i·d_i with every d_i in [−128, 127], the least significant first.
///
/// In this form biases and multipliers lie in the same committed matrix as the weights, under the same range proof; their largest
/// magnitude follows from the number of digits alone.
public final class Digits {
    private Digits() {}

    /// The largest number of `count` digits: 127, 32,639, 8,355,711.
    public static int max(int count) {
        return 127 * ones(count);
    }

    /// The largest magnitude of `count` digits, reached by the smallest number: 128, 32,896, 8,421,504.
    public static int magnitudeMax(int count) {
        return 128 * ones(count);
    }

    /// Whether `value` has a representation in `count` digits.
    public static boolean fits(int value, int count) {
        return value <= max(count) && value >= -magnitudeMax(count);
    }

    /// Digit number `index` of `value`.
    public static byte digit(int value, int index) {
        long rest = value;
        for (int i = 0; i < index; i++) {
            rest = (rest - (byte) rest) >> 8;
        }
        return (byte) rest;
    }

    private static int ones(int count) {
        if (count < 1 || count > 3) {
            throw new IllegalArgumentException("1 to 3 digits expected, found " + count);
        }
        return ((1 << (8 * count)) - 1) / 255;
    }
}
