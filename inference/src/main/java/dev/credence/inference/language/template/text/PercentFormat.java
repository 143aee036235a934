package dev.credence.inference.language.template.text;

import dev.credence.inference.language.template.guard.Budget;
import dev.credence.inference.language.template.guard.TemplateException;
import dev.credence.inference.language.template.value.Dict;
import dev.credence.inference.language.template.value.Numbers;
import dev.credence.inference.language.template.value.Repr;
import dev.credence.inference.language.template.value.Span;
import dev.credence.inference.language.template.value.Text;
import dev.credence.inference.language.template.value.Undefined;
import dev.credence.inference.language.template.value.Value;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/// Python's `format % values`.
public final class PercentFormat {
    private record Flags(boolean left, boolean zero, boolean plus, boolean blank, boolean alternate) {}

    private final String format;
    private final Text pattern;
    private final Value argument;
    private final List<Value> values;
    private final Budget budget;
    private final StringBuilder out = new StringBuilder();
    private int at;
    private int used;

    private PercentFormat(Text pattern, Value argument, Budget budget) {
        this.pattern = pattern;
        this.format = pattern.value();
        this.argument = argument;
        this.values = argument instanceof Value.Items(List<Value> items, boolean fixed, _) && fixed ? items : List.of(argument);
        this.budget = budget;
    }

    /// @param argument a tuple of values, a dict for `%(name)s`, or one value
    public static Text format(Text pattern, Value argument, Budget budget) throws TemplateException {
        PercentFormat run = new PercentFormat(pattern, argument, budget);
        run.format();
        return pattern.with(run.out.toString());
    }

    private void format() throws TemplateException {
        while (at < format.length()) {
            char c = format.charAt(at++);
            if (c != '%') {
                out.append(c);
                continue;
            }
            budget.text(out.length());
            conversion();
        }
        // What has items by key or place counts as a mapping, whose values need not all be used.
        boolean mapping = argument instanceof Dict || argument instanceof Undefined || argument instanceof Span
                || argument instanceof Value.Items(_, boolean fixed, _) && !fixed;
        if (used < values.size() && !mapping) {
            throw TemplateException.typeError("not all arguments converted during string formatting");
        }
    }

    private void conversion() throws TemplateException {
        Optional<Value> named = named();
        String flags = flags();
        Flags set = new Flags(
                flags.contains("-"), flags.contains("0"), flags.contains("+"), flags.contains(" "), flags.contains("#"));
        int width = number();
        int precision = -1;
        if (at < format.length() && format.charAt(at) == '.') {
            at++;
            precision = number();
        }
        while (at < format.length() && "hlL".indexOf(format.charAt(at)) >= 0) {
            at++;
        }
        if (at >= format.length()) {
            throw TemplateException.valueError("incomplete format");
        }
        char type = format.charAt(at++);
        if (type == '%') {
            out.append('%');
            return;
        }
        if ("diuoxXeEfFgGcrsa".indexOf(type) < 0) {
            throw TemplateException.valueError("unsupported format character '" + type + "' (0x" + Integer.toHexString(type)
                    + ") at index " + (at - 1));
        }
        Value value = named.isPresent() ? named.get() : next();
        budget.text(width);
        pad(type, value, set, width, precision);
    }

    private Optional<Value> named() throws TemplateException {
        if (at >= format.length() || format.charAt(at) != '(') {
            return Optional.empty();
        }
        int close = format.indexOf(')', at);
        if (argument instanceof Undefined missing) {
            throw missing.failure();
        }
        if (!(argument instanceof Dict dict)) {
            throw TemplateException.typeError("format requires a mapping");
        }
        if (close < 0) {
            throw TemplateException.valueError("incomplete format key");
        }
        String key = format.substring(at + 1, close);
        at = close + 1;
        Optional<Value> value = dict.get(key);
        if (value.isEmpty()) {
            throw TemplateException.failed("KeyError", Repr.quoted(key));
        }
        used = values.size();
        return value;
    }

    private String flags() {
        int from = at;
        while (at < format.length() && "-+ #0".indexOf(format.charAt(at)) >= 0) {
            at++;
        }
        return format.substring(from, at);
    }

    private int number() throws TemplateException {
        if (at < format.length() && format.charAt(at) == '*') {
            throw TemplateException.unsupported("a width of * in a format");
        }
        int value = 0;
        while (at < format.length() && format.charAt(at) >= '0' && format.charAt(at) <= '9') {
            value = Math.min(1 << 26, value * 10 + format.charAt(at++) - '0');
        }
        return value;
    }

    private Value next() throws TemplateException {
        if (used >= values.size()) {
            throw TemplateException.typeError("not enough arguments for format string");
        }
        return values.get(used++);
    }

    private void pad(char type, Value value, Flags flags, int width, int precision) throws TemplateException {
        String sign = "";
        String body;
        boolean numeric = false;
        switch (type) {
            case 's', 'r', 'a', 'c' -> body = text(type, value, precision);
            case 'e', 'E', 'f', 'F', 'g', 'G' -> {
                if (!Numbers.isNumber(value)) {
                    throw TemplateException.typeError("must be real number, not " + value.type());
                }
                double number = Numbers.real(value);
                sign = sign(Double.doubleToRawLongBits(number) < 0 && !Double.isNaN(number), flags);
                body = NumberText.real(number, type, precision < 0 ? 6 : precision, flags.alternate());
                numeric = true;
            }
            default -> {
                BigInteger number = whole(type, value);
                sign = sign(number.signum() < 0, flags);
                body = NumberText.whole(number, type, flags.alternate());
                int zeros = precision - body.length();
                budget.text(Math.max(0, zeros));
                body = "0".repeat(Math.max(0, zeros)) + body;
                numeric = true;
            }
        }
        int missing = width - sign.length() - body.codePointCount(0, body.length());
        String fill = (numeric && flags.zero() && !flags.left() ? "0" : " ").repeat(Math.max(0, missing));
        if (flags.left()) {
            out.append(sign).append(body).append(fill);
        } else if (numeric && flags.zero()) {
            out.append(sign).append(fill).append(body);
        } else {
            out.append(fill).append(sign).append(body);
        }
    }

    private static String sign(boolean negative, Flags flags) {
        return negative ? "-" : flags.plus() ? "+" : flags.blank() ? " " : "";
    }

    private String text(char type, Value value, int precision) throws TemplateException {
        if (type == 'a') {
            throw TemplateException.unsupported("the format %a");
        }
        String text;
        if (type == 'c') {
            if (value instanceof Text one && one.length() == 1) {
                text = one.value();
            } else if (Numbers.isWhole(value)) {
                long point = Numbers.clamped(value);
                if (point < 0 || point > Character.MAX_CODE_POINT) {
                    throw TemplateException.failed("OverflowError", "%c arg not in range(0x110000)");
                }
                text = Character.toString((int) point);
            } else {
                throw TemplateException.typeError("%c requires int or char");
            }
        } else {
            text = type == 'r' ? Repr.of(value, budget) : Repr.string(value, budget);
        }
        if (pattern.markup() && !(value instanceof Text(_, boolean markup) && markup)) {
            text = Text.escaped(text);
        }
        return precision < 0 || precision >= text.codePointCount(0, text.length())
                ? text
                : text.substring(0, text.offsetByCodePoints(0, precision));
    }

    private static BigInteger whole(char type, Value value) throws TemplateException {
        if (Numbers.isWhole(value)) {
            return Numbers.whole(value);
        }
        boolean decimal = type == 'd' || type == 'i' || type == 'u';
        if (decimal && value instanceof Value.Real(double number) && Double.isFinite(number)) {
            return Numbers.whole(number);
        }
        throw TemplateException.typeError("%" + type + " format: " + (decimal ? "a real number" : "an integer") + " is required, not "
                + value.type());
    }
}
