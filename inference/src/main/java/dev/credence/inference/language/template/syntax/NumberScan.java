package dev.credence.inference.language.template.syntax;

/// Where a number of a template ends: Python's forms, with underscores between digits.
final class NumberScan {
    private NumberScan() {}

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /// The end of a decimal fraction or exponent form that begins at `from`, or −1 where an integer stands there.
    static int floatEnd(String text, int from) {
        int whole = digits(text, from);
        int fraction = whole < text.length() && text.charAt(whole) == '.' ? digits(text, whole + 1) : -1;
        int mantissa = fraction < 0 ? whole : fraction;
        int exponent = exponentEnd(text, mantissa);
        return exponent >= 0 ? exponent : fraction;
    }

    private static int exponentEnd(String text, int from) {
        if (from >= text.length() || (text.charAt(from) | 0x20) != 'e') {
            return -1;
        }
        int at = from + 1;
        if (at < text.length() && (text.charAt(at) == '+' || text.charAt(at) == '-')) {
            at++;
        }
        return digits(text, at);
    }

    // The end of digits with single underscores between them, or −1 if there are none.
    private static int digits(String text, int from) {
        int at = from;
        while (at < text.length()
                && (isDigit(text.charAt(at))
                        || (text.charAt(at) == '_' && at > from && at + 1 < text.length() && isDigit(text.charAt(at + 1))
                                && isDigit(text.charAt(at - 1))))) {
            at++;
        }
        return at == from ? -1 : at;
    }

    /// The end of the integer that begins at `from`: decimal, or 0b, 0o, 0x.
    static int integerEnd(String text, int from) {
        if (text.charAt(from) == '0' && from + 1 < text.length()) {
            int radix =
                    switch (text.charAt(from + 1) | 0x20) {
                        case 'b' -> 2;
                        case 'o' -> 8;
                        case 'x' -> 16;
                        default -> 0;
                    };
            int end = radix == 0 ? -1 : radixEnd(text, from + 2, radix);
            if (end > 0) {
                return end;
            }
            int zeros = from + 1;
            while (zeros < text.length()
                    && (text.charAt(zeros) == '0'
                            || (text.charAt(zeros) == '_' && zeros + 1 < text.length() && text.charAt(zeros + 1) == '0'))) {
                zeros++;
            }
            return zeros;
        }
        int end = digits(text, from);
        return end < 0 ? from + 1 : end;
    }

    private static int radixEnd(String text, int from, int radix) {
        int at = from;
        boolean any = false;
        while (at < text.length()) {
            int digit = text.charAt(at) == '_' && at + 1 < text.length() ? at + 1 : at;
            if (text.charAt(digit) >= 128 || Character.digit(text.charAt(digit), radix) < 0) {
                break;
            }
            any = true;
            at = digit + 1;
        }
        return any ? at : -1;
    }
}
