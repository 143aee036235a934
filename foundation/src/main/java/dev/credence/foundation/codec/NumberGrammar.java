package dev.credence.foundation.codec;

import java.nio.charset.StandardCharsets;

/// The grammar of JSON numbers (RFC 8259 section 6), for readers and for values made in memory alike.
///
/// ```
/// number = ['-'] ('0' | digit1-9 {digit}) ['.' digit {digit}] [('e'|'E') ['+'|'-'] digit {digit}]
/// ```
///
/// A lexeme is the bytes [from, to) of a text.
final class NumberGrammar {
    /// What `exactInteger` answers where there is none.
    static final long NO_INTEGER = Long.MIN_VALUE;

    private static final int SAFE_DIGITS_MAX = 16;
    // A lexeme of at most 160 characters with an exponent of at most two digits lies within 10^±260.
    private static final int SAFE_EXPONENT_DIGITS = 2;

    private NumberGrammar() {}

    /// The bytes of a lexeme that came as text; a character that no number has stays one.
    static byte[] bytes(String lexeme) {
        return lexeme.getBytes(StandardCharsets.ISO_8859_1);
    }

    static String text(byte[] text, int from, int to) {
        return new String(text, from, to - from, StandardCharsets.ISO_8859_1);
    }

    /// `to` if all of the lexeme is a number, else the complement of the index at which it stops being one.
    static int check(byte[] text, int from, int to) {
        int at = from < to && text[from] == '-' ? from + 1 : from;
        int afterInteger = at < to && text[at] == '0' ? at + 1 : digits(text, at, to);
        if (afterInteger == at) {
            return ~at;
        }
        at = afterInteger;
        if (at < to && text[at] == '.') {
            int afterFraction = digits(text, at + 1, to);
            if (afterFraction == at + 1) {
                return ~afterFraction;
            }
            at = afterFraction;
        }
        if (at < to && (text[at] | 0x20) == 'e') {
            int sign = at + 1 < to && (text[at + 1] == '+' || text[at + 1] == '-') ? 1 : 0;
            int afterExponent = digits(text, at + 1 + sign, to);
            if (afterExponent == at + 1 + sign) {
                return ~afterExponent;
            }
            at = afterExponent;
        }
        return at == to ? at : ~at;
    }

    /// Whether the nearest double of a well-formed lexeme is infinite, or is zero although the text is not.
    static boolean overflows(byte[] text, int from, int to) {
        int exponent = to - 1;
        while (exponent >= from && (text[exponent] | 0x20) != 'e') {
            exponent--;
        }
        if (exponent < from || to - exponent - 1 <= SAFE_EXPONENT_DIGITS) {
            return false;
        }
        double value = Double.parseDouble(text(text, from, to));
        return Double.isInfinite(value) || value == 0 && !zero(text, from, exponent);
    }

    /// The integer that a well-formed lexeme spells without fraction or exponent, if it is within ±(2^53 − 1) and not
    /// −0; else `NO_INTEGER`.
    static long exactInteger(byte[] text, int from, int to) {
        boolean negative = text[from] == '-';
        int first = negative ? from + 1 : from;
        if (to - first > SAFE_DIGITS_MAX || negative && text[first] == '0') {
            return NO_INTEGER;
        }
        long value = 0;
        for (int i = first; i < to; i++) {
            int digit = text[i] - '0';
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

    private static int digits(byte[] text, int from, int to) {
        int at = from;
        while (at < to && text[at] >= '0' && text[at] <= '9') {
            at++;
        }
        return at;
    }

    private static boolean zero(byte[] text, int from, int exponent) {
        for (int i = from; i < exponent; i++) {
            if (text[i] >= '1' && text[i] <= '9') {
                return false;
            }
        }
        return true;
    }
}
