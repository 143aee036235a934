package dev.credence.inference.language.template.library;

import dev.credence.inference.language.template.guard.TemplateException;
import dev.credence.inference.language.template.text.Strings;
import dev.credence.inference.language.template.value.Arithmetic;
import dev.credence.inference.language.template.value.Numbers;
import dev.credence.inference.language.template.value.Text;
import dev.credence.inference.language.template.value.Undefined;
import dev.credence.inference.language.template.value.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Filters on numbers.
final class NumberFilters {
    private static final Pattern REAL =
            Pattern.compile("[+-]?(?:(?:\\d(?:_?\\d)*)?\\.?(?:\\d(?:_?\\d)*)?(?:[eE][+-]?\\d(?:_?\\d)*)?|inf|infinity|nan)", Pattern.CASE_INSENSITIVE);
    private static final Pattern WHOLE = Pattern.compile("[+-]?\\d(?:_?\\d)*");
    /// As CPython: more digits are a ValueError.
    private static final int DIGITS_MAX = 4300;

    private NumberFilters() {}

    static void register(Map<String, Runtime.Filter> all) {
        all.put("int", NumberFilters::whole);
        all.put("float", (_, value, arguments) -> {
            Value otherwise = Signature.of("do_float", 0, "default").bind(arguments).optional(0).orElse(new Value.Real(0));
            return real(value).map(number -> (Value) new Value.Real(number)).orElse(otherwise);
        });
        all.put("abs", Filters.plain("abs", (_, value, _) -> abs(value)));
        all.put("round", NumberFilters::round);
    }

    // Python's int(value, base), and where that fails int(float(value)).
    private static Value whole(Runtime runtime, Value value, Arguments arguments) throws TemplateException {
        Signature.Bound bound = Signature.of("do_int", 0, "default", "base").bind(arguments);
        long base = bound.optional(1).isPresent() ? TextMethods.integer(bound.required(1)) : 10;
        Value otherwise = bound.optional(0).orElse(Value.Int.of(0));
        if (Numbers.isWhole(value)) {
            return new Value.Int(Numbers.whole(value));
        }
        if (value instanceof Text(String text, _)) {
            if (base != 10) {
                return based(Strings.strip(text), base).map(number -> (Value) new Value.Int(number)).orElse(otherwise);
            }
            String digits = Strings.strip(text);
            if (WHOLE.matcher(digits).matches() && digits.length() <= DIGITS_MAX) {
                return new Value.Int(new BigInteger(digits.replace("_", "")));
            }
        }
        if (value instanceof Value.Real(double number) && Double.isInfinite(number)) {
            throw TemplateException.failed("OverflowError", "cannot convert float infinity to integer");
        }
        Optional<Double> number = real(value);
        return number.isEmpty() || !Double.isFinite(number.get()) ? otherwise : new Value.Int(Numbers.whole(number.get()));
    }

    private static Optional<BigInteger> based(String text, long base) throws TemplateException {
        if (base != 2 && base != 8 && base != 16) {
            throw TemplateException.unsupported("the filter int with base " + base);
        }
        String prefix = base == 2 ? "0b" : base == 8 ? "0o" : "0x";
        boolean negative = text.startsWith("-");
        String digits = negative || text.startsWith("+") ? text.substring(1) : text;
        digits = digits.toLowerCase(java.util.Locale.ROOT).startsWith(prefix) ? digits.substring(2) : digits;
        boolean fits = !digits.isEmpty() && digits.length() <= 3000
                && digits.chars().allMatch(c -> c < 128 && Character.digit(c, (int) base) >= 0);
        if (!fits) {
            // As Python, a decimal fraction is tried next.
            return real(Text.of(text)).filter(Double::isFinite).map(Numbers::whole);
        }
        BigInteger number = new BigInteger(digits, (int) base);
        return Optional.of(negative ? number.negate() : number);
    }

    // Python's float(value); nothing for its TypeError and ValueError.
    private static Optional<Double> real(Value value) throws TemplateException {
        if (value instanceof Undefined missing) {
            throw missing.failure();
        }
        if (Numbers.isNumber(value)) {
            return Optional.of(Numbers.real(value));
        }
        if (!(value instanceof Text(String text, _))) {
            return Optional.empty();
        }
        String digits = Strings.strip(text).replace("_", "");
        if (digits.length() > DIGITS_MAX || !REAL.matcher(Strings.strip(text)).matches() || digits.chars().noneMatch(Character::isLetterOrDigit)) {
            return Optional.empty();
        }
        String lower = digits.toLowerCase(java.util.Locale.ROOT);
        if (lower.endsWith("nan")) {
            return Optional.of(Double.NaN);
        }
        if (lower.contains("inf")) {
            return Optional.of(lower.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY);
        }
        try {
            return Optional.of(Double.parseDouble(digits));
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }

    private static Value abs(Value value) throws TemplateException {
        if (value instanceof Value.Real(double number)) {
            return new Value.Real(Math.abs(number));
        }
        if (Numbers.isWhole(value)) {
            return new Value.Int(Numbers.whole(value).abs());
        }
        throw TemplateException.typeError("bad operand type for abs(): '" + value.type() + "'");
    }

    private static Value round(Runtime runtime, Value value, Arguments arguments) throws TemplateException {
        Signature.Bound bound = Signature.of("do_round", 0, "precision", "method").bind(arguments);
        long precision = bound.optional(0).isPresent() ? TextMethods.integer(bound.required(0)) : 0;
        String method = bound.optional(1).isPresent() && bound.required(1) instanceof Text(String text, _) ? text : "common";
        if (!method.equals("common") && !method.equals("ceil") && !method.equals("floor")) {
            throw TemplateException.failed("FilterArgumentError", "method must be common, ceil or floor");
        }
        if (value instanceof Undefined missing) {
            throw method.equals("common")
                    ? TemplateException.typeError("type Undefined doesn't define __round__ method")
                    : missing.failure();
        }
        if (!Numbers.isNumber(value)) {
            throw TemplateException.typeError("type " + value.type() + " doesn't define __round__ method");
        }
        if (method.equals("common")) {
            return common(value, Math.clamp(precision, -400, 400));
        }
        Value scale = Arithmetic.power(Value.Int.of(10), Value.Int.of(Math.clamp(precision, -400, 400)));
        Value scaled = Arithmetic.multiply(value, scale, runtime.budget());
        double number = Numbers.real(scaled);
        Value whole = new Value.Int(new BigDecimal(method.equals("ceil") ? Math.ceil(number) : Math.floor(number)).toBigInteger());
        return Arithmetic.divide(Numbers.isWhole(scaled) ? scaled : whole, scale);
    }

    // Half to even, exactly on the binary value, as Python's round().
    private static Value common(Value value, int precision) {
        if (value instanceof Value.Real(double number)) {
            if (!Double.isFinite(number)) {
                return value;
            }
            double rounded = new BigDecimal(number).setScale(precision, RoundingMode.HALF_EVEN).doubleValue();
            return new Value.Real(Math.copySign(rounded, number));
        }
        BigInteger number = Numbers.whole(value);
        return precision >= 0
                ? new Value.Int(number)
                : new Value.Int(new BigDecimal(number).setScale(precision, RoundingMode.HALF_EVEN).toBigInteger());
    }
}
