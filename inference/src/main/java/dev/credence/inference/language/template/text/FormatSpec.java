package dev.credence.inference.language.template.text;

import dev.credence.inference.language.template.guard.Budget;
import dev.credence.inference.language.template.guard.TemplateException;
import dev.credence.inference.language.template.value.Numbers;
import dev.credence.inference.language.template.value.Repr;
import dev.credence.inference.language.template.value.Text;
import dev.credence.inference.language.template.value.Value;
import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Python's format specification `[[fill]align][sign][#][0][width][,][.precision][type]`.
final class FormatSpec {
    private static final Pattern FORM = Pattern.compile(
            "(?s)(?:(.?)([<>=^]))?([+\\- ])?(#)?(0)?(\\d{0,9})([,_])?(?:\\.(\\d{1,9}))?(.)?");

    private FormatSpec() {}

    static String format(Value value, String spec, Budget budget) throws TemplateException {
        if (spec.isEmpty()) {
            return Repr.string(value, budget);
        }
        Matcher form = FORM.matcher(spec);
        if (!form.matches()) {
            throw TemplateException.valueError("Invalid format specifier");
        }
        char type = form.group(9) == null ? 0 : form.group(9).charAt(0);
        int width = form.group(6).isEmpty() ? 0 : Integer.parseInt(form.group(6));
        int precision = form.group(8) == null ? -1 : Integer.parseInt(form.group(8));
        budget.text(width);
        boolean numeric = Numbers.isNumber(value) && !(value instanceof Value.Bool && type == 's');
        if (!numeric && !(value instanceof Text)) {
            throw TemplateException.typeError("unsupported format string passed to " + value.type() + ".__format__");
        }
        String sign = "";
        String body;
        if (numeric) {
            boolean negative = value instanceof Value.Real(double number)
                    ? Double.doubleToRawLongBits(number) < 0 && !Double.isNaN(number)
                    : Numbers.whole(value).signum() < 0;
            sign = negative ? "-" : form.group(3) == null || form.group(3).equals("-") ? "" : form.group(3);
            body = number(value, type, precision, form.group(4) != null);
            body = form.group(7) == null ? body : grouped(body, form.group(7), type);
        } else {
            body = text((Text) value, type, precision);
        }
        String fill = form.group(1) != null && !form.group(1).isEmpty() ? form.group(1) : form.group(5) != null ? "0" : " ";
        char align = form.group(2) != null ? form.group(2).charAt(0) : numeric ? form.group(5) != null ? '=' : '>' : '<';
        return padded(sign, body, fill, align, width);
    }

    private static String padded(String sign, String body, String fill, char align, int width) {
        int missing = Math.max(0, width - sign.length() - body.codePointCount(0, body.length()));
        return switch (align) {
            case '<' -> sign + body + fill.repeat(missing);
            case '=' -> sign + fill.repeat(missing) + body;
            case '^' -> fill.repeat(missing / 2) + sign + body + fill.repeat(missing - missing / 2);
            default -> fill.repeat(missing) + sign + body;
        };
    }

    private static String text(Text text, char type, int precision) throws TemplateException {
        if (type != 0 && type != 's') {
            throw TemplateException.valueError("Unknown format code '" + type + "' for object of type 'str'");
        }
        return precision < 0 || precision >= text.length()
                ? text.value()
                : text.value().substring(0, text.value().offsetByCodePoints(0, precision));
    }

    private static String number(Value value, char type, int precision, boolean alternate) throws TemplateException {
        boolean whole = Numbers.isWhole(value);
        if ("eEfFgG%".indexOf(type) >= 0 && type != 0) {
            double number = Numbers.real(value);
            int digits = precision < 0 ? 6 : precision;
            return type == '%'
                    ? NumberText.real(number * 100, 'f', digits, alternate) + "%"
                    : NumberText.real(number, type, digits, alternate);
        }
        if (whole && (type == 0 || "dxXob".indexOf(type) >= 0)) {
            if (precision >= 0) {
                throw TemplateException.valueError("Precision not allowed in integer format specifier");
            }
            BigInteger number = Numbers.whole(value);
            return NumberText.whole(number, type, alternate);
        }
        if (!whole && type == 0) {
            if (precision >= 0) {
                throw TemplateException.unsupported("a float's format with a precision and no type");
            }
            String text = Repr.real(Numbers.real(value));
            return text.startsWith("-") ? text.substring(1) : text;
        }
        throw "cns".indexOf(type) >= 0 && type != 's'
                ? TemplateException.unsupported("the format type '" + type + "'")
                : TemplateException.valueError("Unknown format code '" + type + "' for object of type '" + value.type() + "'");
    }

    private static String grouped(String body, String separator, char type) throws TemplateException {
        if ("xXob".indexOf(type) >= 0 && type != 0) {
            throw TemplateException.unsupported("grouped digits of a base other than ten");
        }
        int end = 0;
        while (end < body.length() && Character.isDigit(body.charAt(end))) {
            end++;
        }
        StringBuilder digits = new StringBuilder(body.substring(0, end));
        for (int at = end - 3; at > 0; at -= 3) {
            digits.insert(at, separator);
        }
        return digits + body.substring(end);
    }
}
