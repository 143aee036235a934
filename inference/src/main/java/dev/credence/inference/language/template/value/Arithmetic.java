package dev.credence.inference.language.template.value;

import dev.credence.inference.language.template.guard.Budget;
import dev.credence.inference.language.template.guard.TemplateException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/// Python's arithmetic operators on numbers, texts and sequences.
public final class Arithmetic {
    private Arithmetic() {}

    public static Value add(Value a, Value b, Budget budget) throws TemplateException {
        if (Numbers.isNumber(a) && Numbers.isNumber(b)) {
            return Numbers.isWhole(a) && Numbers.isWhole(b)
                    ? Numbers.bounded(Numbers.whole(a).add(Numbers.whole(b)))
                    : new Value.Real(Numbers.real(a) + Numbers.real(b));
        }
        if (a instanceof Text left && b instanceof Text right) {
            return join(left, right, budget);
        }
        defined(a, b);
        if (a instanceof Value.Items(List<Value> values, boolean fixed, _)
                && b instanceof Value.Items(List<Value> others, boolean otherFixed, _)
                && fixed == otherFixed) {
            budget.spend((long) values.size() + others.size());
            List<Value> all = new ArrayList<>(values);
            all.addAll(others);
            return new Value.Items(all, fixed, List.of());
        }
        if (a instanceof Text left) {
            throw left.markup()
                    ? unsupported("+", a, b)
                    : TemplateException.typeError("can only concatenate str (not \"" + b.type() + "\") to str");
        }
        if (a instanceof Value.Items) {
            String type = a.type().equals("list") ? "list" : "tuple";
            throw TemplateException.typeError("can only concatenate " + type + " (not \"" + b.type() + "\") to " + type);
        }
        throw unsupported("+", a, b);
    }

    private static Text join(Text left, Text right, Budget budget) throws TemplateException {
        if (left.markup() != right.markup()) {
            String escapedLeft = left.markup() ? left.value() : Text.escaped(left.value());
            String escapedRight = right.markup() ? right.value() : Text.escaped(right.value());
            budget.text((long) escapedLeft.length() + escapedRight.length());
            return new Text(escapedLeft + escapedRight, true);
        }
        budget.text((long) left.value().length() + right.value().length());
        return left.with(left.value() + right.value());
    }

    private static void defined(Value a, Value b) throws TemplateException {
        if (a instanceof Undefined missing) {
            throw missing.failure();
        }
        if (b instanceof Undefined missing) {
            throw missing.failure();
        }
    }

    private static TemplateException unsupported(String sign, Value a, Value b) {
        return TemplateException.typeError(
                "unsupported operand type(s) for " + sign + ": '" + a.type() + "' and '" + b.type() + "'");
    }

    public static Value subtract(Value a, Value b) throws TemplateException {
        defined(a, b);
        if (!Numbers.isNumber(a) || !Numbers.isNumber(b)) {
            if (a instanceof Value.View && b instanceof Value.View) {
                throw TemplateException.unsupported("the difference of views of a dict");
            }
            throw unsupported("-", a, b);
        }
        return Numbers.isWhole(a) && Numbers.isWhole(b)
                ? Numbers.bounded(Numbers.whole(a).subtract(Numbers.whole(b)))
                : new Value.Real(Numbers.real(a) - Numbers.real(b));
    }

    public static Value multiply(Value a, Value b, Budget budget) throws TemplateException {
        if (Numbers.isNumber(a) && Numbers.isNumber(b)) {
            return Numbers.isWhole(a) && Numbers.isWhole(b)
                    ? Numbers.bounded(Numbers.whole(a).multiply(Numbers.whole(b)))
                    : new Value.Real(Numbers.real(a) * Numbers.real(b));
        }
        defined(a, b);
        if (Numbers.isWhole(b) && isSequence(a)) {
            return repeat(a, b, budget);
        }
        if (Numbers.isWhole(a) && isSequence(b)) {
            return repeat(b, a, budget);
        }
        if (isSequence(a) || isSequence(b)) {
            throw TemplateException.typeError(
                    "can't multiply sequence by non-int of type '" + (isSequence(a) ? b : a).type() + "'");
        }
        throw unsupported("*", a, b);
    }

    private static boolean isSequence(Value value) {
        return value instanceof Text || value instanceof Value.Items;
    }

    private static Value repeat(Value sequence, Value times, Budget budget) throws TemplateException {
        if (Numbers.whole(times).bitLength() >= Long.SIZE) {
            throw TemplateException.failed("OverflowError", "cannot fit 'int' into an index-sized integer");
        }
        long count = Math.max(0, Numbers.clamped(times));
        long size = Truth.lengthOrFail(sequence);
        if (size == 0 || count == 0) {
            return sequence instanceof Text text ? text.with("") : new Value.Items(List.of(), ((Value.Items) sequence).fixed(), List.of());
        }
        if (sequence instanceof Text text) {
            budget.text(count > Integer.MAX_VALUE ? Long.MAX_VALUE / 16 : count * text.value().length());
            return text.with(text.value().repeat((int) count));
        }
        budget.spend(count > Integer.MAX_VALUE ? Integer.MAX_VALUE : count * size);
        Value.Items items = (Value.Items) sequence;
        List<Value> all = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            all.addAll(items.values());
        }
        return new Value.Items(all, items.fixed(), List.of());
    }

    public static Value divide(Value a, Value b) throws TemplateException {
        defined(a, b);
        if (!Numbers.isNumber(a) || !Numbers.isNumber(b)) {
            throw unsupported("/", a, b);
        }
        boolean whole = Numbers.isWhole(a) && Numbers.isWhole(b);
        if (isZero(b)) {
            throw TemplateException.failed("ZeroDivisionError", whole ? "division by zero" : "float division by zero");
        }
        if (!whole) {
            return new Value.Real(Numbers.real(a) / Numbers.real(b));
        }
        BigInteger x = Numbers.whole(a);
        BigInteger y = Numbers.whole(b);
        // Doubles hold both exactly: one division is rounded once. Otherwise many digits are taken before the rounding.
        if (x.bitLength() <= 53 && y.bitLength() <= 53) {
            return new Value.Real(x.doubleValue() / y.doubleValue());
        }
        double quotient = new BigDecimal(x)
                .divide(new BigDecimal(y), new java.math.MathContext(1100, java.math.RoundingMode.HALF_EVEN))
                .doubleValue();
        if (Double.isInfinite(quotient)) {
            throw TemplateException.failed("OverflowError", "integer division result too large for a float");
        }
        return new Value.Real(quotient);
    }

    private static boolean isZero(Value value) throws TemplateException {
        return !Truth.of(value);
    }

    public static Value floorDivide(Value a, Value b) throws TemplateException {
        defined(a, b);
        if (!Numbers.isNumber(a) || !Numbers.isNumber(b)) {
            throw unsupported("//", a, b);
        }
        boolean whole = Numbers.isWhole(a) && Numbers.isWhole(b);
        if (isZero(b)) {
            throw TemplateException.failed(
                    "ZeroDivisionError", whole ? "integer division or modulo by zero" : "float floor division by zero");
        }
        if (whole) {
            BigInteger[] parts = Numbers.whole(a).divideAndRemainder(Numbers.whole(b));
            boolean below = parts[1].signum() != 0 && parts[1].signum() != Numbers.whole(b).signum();
            return new Value.Int(below ? parts[0].subtract(BigInteger.ONE) : parts[0]);
        }
        double x = Numbers.real(a);
        double y = Numbers.real(b);
        double remainder = floorModulo(x, y);
        double quotient = (x - remainder) / y;
        if (quotient == 0) {
            return new Value.Real(Math.copySign(0.0, x / y));
        }
        double floor = Math.floor(quotient);
        return new Value.Real(quotient - floor > 0.5 ? floor + 1 : floor);
    }

    // As CPython's float_divmod: the remainder takes the divisor's sign.
    private static double floorModulo(double x, double y) {
        double remainder = x % y;
        if (remainder == 0) {
            return Math.copySign(0.0, y);
        }
        return (y < 0) != (remainder < 0) ? remainder + y : remainder;
    }

    /// `%` on numbers; texts have `PercentFormat`.
    public static Value modulo(Value a, Value b) throws TemplateException {
        defined(a, b);
        if (!Numbers.isNumber(a) || !Numbers.isNumber(b)) {
            throw unsupported("%", a, b);
        }
        boolean whole = Numbers.isWhole(a) && Numbers.isWhole(b);
        if (isZero(b)) {
            throw TemplateException.failed("ZeroDivisionError", whole ? "integer modulo by zero" : "float modulo");
        }
        if (whole) {
            BigInteger divisor = Numbers.whole(b);
            BigInteger remainder = Numbers.whole(a).mod(divisor.abs());
            return new Value.Int(divisor.signum() < 0 && remainder.signum() != 0 ? remainder.add(divisor) : remainder);
        }
        return new Value.Real(floorModulo(Numbers.real(a), Numbers.real(b)));
    }

    public static Value power(Value a, Value b) throws TemplateException {
        defined(a, b);
        if (!Numbers.isNumber(a) || !Numbers.isNumber(b)) {
            throw unsupported("** or pow()", a, b);
        }
        if (Numbers.isWhole(a) && Numbers.isWhole(b) && Numbers.whole(b).signum() >= 0) {
            BigInteger base = Numbers.whole(a);
            long exponent = Numbers.clamped(b);
            if (base.abs().bitLength() > 1 && (exponent > Numbers.BITS_MAX || exponent * (base.abs().bitLength() - 1) > Numbers.BITS_MAX)) {
                throw TemplateException.limit("an integer of more than " + Numbers.BITS_MAX + " bits");
            }
            // 0, 1 and −1 to any power are small.
            return Numbers.bounded(base.pow((int) (base.abs().bitLength() > 1 ? exponent : exponent == 0 ? 0 : 2 - exponent % 2)));
        }
        double x = Numbers.real(a);
        double y = Numbers.real(b);
        if (x == 0 && y < 0) {
            throw TemplateException.failed("ZeroDivisionError", "0.0 cannot be raised to a negative power");
        }
        if (x < 0 && y != Math.rint(y)) {
            throw TemplateException.unsupported("a complex number");
        }
        double result = StrictMath.pow(x, y);
        if (Double.isInfinite(result) && Double.isFinite(x) && Double.isFinite(y)) {
            throw TemplateException.failed("OverflowError", "(34, 'Numerical result out of range')");
        }
        return new Value.Real(result);
    }

    public static Value signed(boolean negative, Value operand) throws TemplateException {
        if (operand instanceof Undefined missing) {
            throw missing.failure();
        }
        if (operand instanceof Value.Real(double number)) {
            return new Value.Real(negative ? -number : number);
        }
        if (Numbers.isWhole(operand)) {
            BigInteger number = Numbers.whole(operand);
            return new Value.Int(negative ? number.negate() : number);
        }
        throw TemplateException.typeError("bad operand type for unary " + (negative ? "-" : "+") + ": '" + operand.type() + "'");
    }
}
