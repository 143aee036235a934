package dev.credence.foundation.codec;

/// The nearest float or double of a decimal text, rounded once, ties to even.
///
/// Most texts are short, and then two exact doubles and one operation give the rounded value (W. D. Clinger, How to read floating point numbers
/// accurately, PLDI 1990):
///
/// ```
/// value = w × 10^e,   w < 2^53 and |e| ≤ 22:   both w and 10^|e| are doubles, so w × 10^e or w ÷ 10^−e is rounded once
/// ```
///
/// That double d rounds on to the nearest float unless it lies exactly between two floats: rounding is monotone and the middle is itself a double,
/// so a value below the middle never gives a d above it. In the middle, and for longer texts, the platform's exact reader decides.
final class NumberRounding {
    private static final double[] POWERS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22
    };
    // 10 × this + 9 is still below 2^53.
    private static final long DIGITS_MAX = ((1L << 53) - 10) / 10;
    // Between two floats: of a double's 52 bits of fraction the lower 29 are one and zeros. No float of the short way is subnormal: 10^-22 is not.
    private static final long BELOW_FLOAT = (1L << 29) - 1;
    private static final long MIDDLE = 1L << 28;

    private NumberRounding() {}

    /// @param text well-formed in [from, to)
    static float toFloat(byte[] text, int from, int to) {
        double near = shortWay(text, from, to);
        boolean decided = near == near && (Double.doubleToRawLongBits(near) & BELOW_FLOAT) != MIDDLE;
        return decided ? (float) near : Float.parseFloat(NumberGrammar.text(text, from, to));
    }

    static double toDouble(byte[] text, int from, int to) {
        double near = shortWay(text, from, to);
        return near == near ? near : Double.parseDouble(NumberGrammar.text(text, from, to));
    }

    // The nearest double, or NaN where the text is too long for the short way.
    private static double shortWay(byte[] text, int from, int to) {
        boolean negative = text[from] == '-';
        long digits = 0;
        int power = 0;
        int at = negative ? from + 1 : from;
        boolean fraction = false;
        for (; at < to; at++) {
            int digit = text[at] - '0';
            if (digit >= 0 && digit <= 9) {
                if (digits > DIGITS_MAX) {
                    return Double.NaN;
                }
                digits = 10 * digits + digit;
                power -= fraction ? 1 : 0;
            } else if (text[at] == '.') {
                fraction = true;
            } else {
                break;
            }
        }
        if (at < to) {
            int exponent = exponent(text, at + 1, to);
            power = exponent == Integer.MIN_VALUE ? Integer.MIN_VALUE : power + exponent;
        }
        if (digits == 0) {
            return negative ? -0.0 : 0.0;
        }
        if (power < -22 || power > 22) {
            return Double.NaN;
        }
        double magnitude = power < 0 ? digits / POWERS[-power] : digits * POWERS[power];
        return negative ? -magnitude : magnitude;
    }

    // Integer.MIN_VALUE for more than three digits.
    private static int exponent(byte[] text, int from, int to) {
        boolean signed = text[from] == '-' || text[from] == '+';
        int first = signed ? from + 1 : from;
        if (to - first > 3) {
            return Integer.MIN_VALUE;
        }
        int value = 0;
        for (int i = first; i < to; i++) {
            value = 10 * value + text[i] - '0';
        }
        return text[from] == '-' ? -value : value;
    }
}
