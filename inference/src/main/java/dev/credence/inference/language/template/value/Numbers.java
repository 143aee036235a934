package dev.credence.inference.language.template.value;

import dev.credence.inference.language.template.guard.TemplateException;
import java.math.BigDecimal;
import java.math.BigInteger;

/// Python's numbers: `bool`, `int` and `float` compared and converted exactly.
public final class Numbers {
    /// Bits of an integer: as many as make the 4,300 digits that CPython still prints.
    static final int BITS_MAX = 14_285;

    private Numbers() {}

    public static boolean isNumber(Value value) {
        return value instanceof Value.Int || value instanceof Value.Real || value instanceof Value.Bool;
    }

    public static boolean isWhole(Value value) {
        return value instanceof Value.Int || value instanceof Value.Bool;
    }

    static boolean isNan(Value value) {
        return value instanceof Value.Real(double number) && Double.isNaN(number);
    }

    /// The integer of an `int` or `bool`.
    public static BigInteger whole(Value value) {
        return switch (value) {
            case Value.Int(BigInteger number) -> number;
            case Value.Bool(boolean set) -> set ? BigInteger.ONE : BigInteger.ZERO;
            case Value.None _, Value.Real _, Text _, Value.Items _, Dict _, Value.View _, Span _, Generator _, Undefined _, Special _ ->
                throw new IllegalArgumentException("an integer expected, found " + value.type());
        };
    }

    /// The integer part of a finite double.
    public static BigInteger whole(double number) {
        return new BigDecimal(number).toBigInteger();
    }

    /// The double of a number; an integer that is too large is an OverflowError.
    public static double real(Value value) throws TemplateException {
        if (value instanceof Value.Real(double number)) {
            return number;
        }
        double number = whole(value).doubleValue();
        if (Double.isInfinite(number)) {
            throw TemplateException.failed("OverflowError", "int too large to convert to float");
        }
        return number;
    }

    static boolean equal(Value a, Value b) {
        return !isNan(a) && !isNan(b) && compare(a, b) == 0;
    }

    /// Compares numbers that are not NaN.
    static int compare(Value a, Value b) {
        if (isWhole(a) && isWhole(b)) {
            return whole(a).compareTo(whole(b));
        }
        if (a instanceof Value.Real(double x) && b instanceof Value.Real(double y)) {
            return x == y ? 0 : Double.compare(x, y);
        }
        if (a instanceof Value.Real(double x)) {
            return Double.isInfinite(x) ? (int) Math.signum(x) : new BigDecimal(x).compareTo(new BigDecimal(whole(b)));
        }
        return -compare(b, a);
    }

    static Value.Int bounded(BigInteger number) throws TemplateException {
        if (number.bitLength() > BITS_MAX) {
            throw TemplateException.limit("an integer of more than " + BITS_MAX + " bits");
        }
        return new Value.Int(number);
    }

    /// An `int` or `bool` as a long that stays within ±2^62, which no place in a sequence exceeds.
    public static long clamped(Value value) {
        BigInteger number = whole(value);
        if (number.bitLength() <= 62) {
            return number.longValue();
        }
        return number.signum() < 0 ? -(1L << 62) : 1L << 62;
    }
}
