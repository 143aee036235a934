package dev.credence.foundation.codec;

/// The grammar of JSON numbers (RFC 8259 section 6), for readers and for values made in memory alike.
///
/// ```
/// number = ['-'] ('0' | digit1-9 {digit}) ['.' digit {digit}] [('e'|'E') ['+'|'-'] digit {digit}]
/// ```
final class NumberGrammar {
    /// What `exactInteger` answers where there is none.
    static final long NO_INTEGER = Long.MIN_VALUE;

    private static final int SAFE_DIGITS_MAX = 16;
    // A lexeme of at most 160 characters with an exponent of at most two digits lies within 10^±260.
    private static final int SAFE_EXPONENT_DIGITS = 2;

    private NumberGrammar() {}

    /// The length of `lexeme` if all of it is a number, else the complement of the index at which it stops being one.
    static int check(String lexeme) {
        int length = lexeme.length();
        int at = length > 0 && lexeme.charAt(0) == '-' ? 1 : 0;
        int afterInteger = at < length && lexeme.charAt(at) == '0' ? at + 1 : digits(lexeme, at);
        if (afterInteger == at) {
            return ~at;
        }
        at = afterInteger;
        if (at < length && lexeme.charAt(at) == '.') {
            int afterFraction = digits(lexeme, at + 1);
            if (afterFraction == at + 1) {
                return ~afterFraction;
            }
            at = afterFraction;
        }
        if (at < length && (lexeme.charAt(at) | 0x20) == 'e') {
            int sign = at + 1 < length && (lexeme.charAt(at + 1) == '+' || lexeme.charAt(at + 1) == '-') ? 1 : 0;
            int afterExponent = digits(lexeme, at + 1 + sign);
            if (afterExponent == at + 1 + sign) {
                return ~afterExponent;
            }
            at = afterExponent;
        }
        return at == length ? at : ~at;
    }

    /// Whether the nearest double of a well-formed `lexeme` is infinite, or is zero although the text is not.
    static boolean overflows(String lexeme) {
        int exponent = Math.max(lexeme.lastIndexOf('e'), lexeme.lastIndexOf('E'));
        if (exponent < 0 || lexeme.length() - exponent - 1 <= SAFE_EXPONENT_DIGITS) {
            return false;
        }
        double value = Double.parseDouble(lexeme);
        return Double.isInfinite(value) || value == 0 && !zero(lexeme, exponent);
    }

    /// The integer that a well-formed `lexeme` spells without fraction or exponent, if it is within ±(2^53 − 1) and not
    /// −0; else `NO_INTEGER`.
    static long exactInteger(String lexeme) {
        int length = lexeme.length();
        boolean negative = lexeme.charAt(0) == '-';
        int first = negative ? 1 : 0;
        if (length - first > SAFE_DIGITS_MAX || negative && lexeme.charAt(first) == '0') {
            return NO_INTEGER;
        }
        long value = 0;
        for (int i = first; i < length; i++) {
            int digit = lexeme.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return NO_INTEGER;
            }
            value = 10 * value + digit;
        }
        if (value > JsonInteger.VALUE_MAX) {
            return NO_INTEGER;
        }
        return negative ? -value : value;
    }

    private static int digits(String lexeme, int from) {
        int at = from;
        while (at < lexeme.length() && lexeme.charAt(at) >= '0' && lexeme.charAt(at) <= '9') {
            at++;
        }
        return at;
    }

    private static boolean zero(String lexeme, int exponent) {
        for (int i = 0; i < exponent; i++) {
            if (lexeme.charAt(i) >= '1' && lexeme.charAt(i) <= '9') {
                return false;
            }
        }
        return true;
    }
}
