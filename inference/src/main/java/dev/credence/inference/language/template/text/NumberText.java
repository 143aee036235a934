package dev.credence.inference.language.template.text;

import dev.credence.inference.language.template.guard.TemplateException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/// Numbers in the forms of C's `printf`: e, f, g for doubles, d, x, o, b for integers. The sign is left to the caller.
final class NumberText {
    /// Digits behind the point that are made: a double has at most 1,074.
    static final int PRECISION_MAX = 1100;

    private NumberText() {}

    /// The magnitude of `number` in the form `type`; infinities and NaN by name.
    static String real(double number, char type, int precision, boolean alternate) throws TemplateException {
        if (precision > PRECISION_MAX) {
            throw TemplateException.limit("a number with more than " + PRECISION_MAX + " digits");
        }
        char form = Character.toLowerCase(type);
        String text;
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            text = Double.isNaN(number) ? "nan" : "inf";
        } else {
            BigDecimal magnitude = new BigDecimal(Math.abs(number));
            text = switch (form) {
                case 'f' -> fixed(magnitude, precision, alternate);
                case 'e' -> exponential(magnitude, precision, alternate);
                default -> general(magnitude, precision == 0 ? 1 : precision, alternate);
            };
        }
        return Character.isUpperCase(type) ? text.toUpperCase(Locale.ROOT) : text;
    }

    private static String fixed(BigDecimal magnitude, int precision, boolean alternate) {
        String text = magnitude.setScale(precision, RoundingMode.HALF_EVEN).toPlainString();
        return alternate && precision == 0 ? text + "." : text;
    }

    private static String exponential(BigDecimal magnitude, int precision, boolean alternate) {
        BigDecimal rounded = magnitude.round(new MathContext(precision + 1, RoundingMode.HALF_EVEN));
        int exponent = magnitude.signum() == 0 ? 0 : rounded.precision() - rounded.scale() - 1;
        String digits = rounded.signum() == 0 ? "0" : rounded.unscaledValue().toString();
        digits = digits + "0".repeat(Math.max(0, precision + 1 - digits.length()));
        String fraction = digits.substring(1, precision + 1);
        return digits.charAt(0) + (precision > 0 || alternate ? "." : "") + fraction + exponent(exponent);
    }

    private static String exponent(int exponent) {
        return (exponent < 0 ? "e-" : "e+") + (Math.abs(exponent) < 10 ? "0" : "") + Math.abs(exponent);
    }

    private static String general(BigDecimal magnitude, int precision, boolean alternate) {
        BigDecimal rounded = magnitude.round(new MathContext(precision, RoundingMode.HALF_EVEN));
        int exponent = magnitude.signum() == 0 ? 0 : rounded.precision() - rounded.scale() - 1;
        String text = exponent < -4 || exponent >= precision
                ? exponential(magnitude, precision - 1, alternate)
                : fixed(magnitude, Math.max(0, precision - 1 - exponent), alternate);
        if (alternate || text.indexOf('.') < 0) {
            return text;
        }
        int mark = text.indexOf('e');
        String mantissa = mark < 0 ? text : text.substring(0, mark);
        int end = mantissa.length();
        while (mantissa.charAt(end - 1) == '0') {
            end--;
        }
        return mantissa.substring(0, mantissa.charAt(end - 1) == '.' ? end - 1 : end) + (mark < 0 ? "" : text.substring(mark));
    }

    /// The magnitude of `number` in the form `type`, with the prefix where `alternate`.
    static String whole(BigInteger number, char type, boolean alternate) {
        BigInteger magnitude = number.abs();
        return switch (type) {
            case 'x' -> (alternate ? "0x" : "") + magnitude.toString(16);
            case 'X' -> (alternate ? "0X" : "") + magnitude.toString(16).toUpperCase(Locale.ROOT);
            case 'o' -> (alternate ? "0o" : "") + magnitude.toString(8);
            case 'b' -> (alternate ? "0b" : "") + magnitude.toString(2);
            default -> magnitude.toString();
        };
    }
}
