package dev.credence.foundation.codec;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/// The shortest decimal text of a binary number, laid out as ECMAScript's Number::toString does (ECMA-262 section
/// 6.1.6.1.20), which RFC 8785 prescribes.
///
/// The digits come from the Java platform, whose `toString` has been the shortest since JDK 19; it differs from
/// ECMAScript in layout and, among the smallest subnormals, in that it never stops at one digit.
public final class EcmaNumber {
    // Below this, neighbouring doubles lie so far apart that one digit may do where Java prints two.
    private static final double ONE_DIGIT_MAY_DO = 1e-320;
    // ECMA-262: plain digits for 10^-6 <= value < 10^21, an exponent elsewhere.
    private static final int PLAIN_POINT_MAX = 21;
    private static final int PLAIN_POINT_MIN = -5;

    private EcmaNumber() {}

    /// The text of a finite double; both zeros are `0`.
    ///
    /// @throws IllegalArgumentException for NaN and the infinities, which JSON has no spelling for
    public static String format(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("a finite number expected, found " + value);
        }
        if (value == 0) {
            return "0";
        }
        double magnitude = Math.abs(value);
        String java = Double.toString(magnitude);
        if (magnitude < ONE_DIGIT_MAY_DO) {
            BigDecimal oneDigit = new BigDecimal(magnitude).round(new MathContext(1, RoundingMode.HALF_EVEN));
            java = oneDigit.doubleValue() == magnitude ? oneDigit.toString() : java;
        }
        return layOut(value < 0, java);
    }

    /// The shortest text of at least two digits that gives a finite float back when it is rounded to a float; both zeros
    /// are `0`.
    ///
    /// @throws IllegalArgumentException for NaN and the infinities, which JSON has no spelling for
    public static String format(float value) {
        if (!Float.isFinite(value)) {
            throw new IllegalArgumentException("a finite number expected, found " + value);
        }
        return value == 0 ? "0" : layOut(value < 0, Float.toString(Math.abs(value)));
    }

    // `java` is digits with at most one point and an optional exponent; value = 0.digits × 10^point.
    private static String layOut(boolean negative, String java) {
        int mantissaEnd = java.indexOf('E') < 0 ? java.length() : java.indexOf('E');
        int pointAt = java.indexOf('.') < 0 ? mantissaEnd : java.indexOf('.');
        StringBuilder digits = new StringBuilder(mantissaEnd).append(java, 0, pointAt);
        if (pointAt < mantissaEnd) {
            digits.append(java, pointAt + 1, mantissaEnd);
        }
        int point = pointAt + (mantissaEnd < java.length() ? Integer.parseInt(java.substring(mantissaEnd + 1)) : 0);
        int leadingZeros = 0;
        while (digits.charAt(leadingZeros) == '0') {
            leadingZeros++;
        }
        int end = digits.length();
        while (digits.charAt(end - 1) == '0') {
            end--;
        }
        return layOut(negative, digits.substring(leadingZeros, end), point - leadingZeros);
    }

    private static String layOut(boolean negative, String digits, int point) {
        StringBuilder text = new StringBuilder(negative ? "-" : "");
        if (point > PLAIN_POINT_MAX || point < PLAIN_POINT_MIN) {
            exponential(text, digits, point - 1);
        } else if (point <= 0) {
            text.append("0.").repeat('0', -point).append(digits);
        } else if (digits.length() <= point) {
            text.append(digits).repeat('0', point - digits.length());
        } else {
            text.append(digits, 0, point).append('.').append(digits, point, digits.length());
        }
        return text.toString();
    }

    private static void exponential(StringBuilder text, String digits, int exponent) {
        text.append(digits.charAt(0));
        if (digits.length() > 1) {
            text.append('.').append(digits, 1, digits.length());
        }
        text.append('e').append(exponent < 0 ? '-' : '+').append(Math.abs(exponent));
    }
}
