package dev.credence.inference.language.grammar;

import java.nio.charset.StandardCharsets;

/// Builds parts of a program back to front: each takes what follows it and gives where it begins.
final class Pieces {
    /// Digits of a number on each side of its point: what a double can tell apart.
    static final int DIGITS_MAX = 16;

    private final Program program;

    Pieces(Program program) {
        this.program = program;
    }

    int add(byte operation, int a, int b, int next) throws TooLong {
        int at = program.add(operation, a, b, next);
        if (at < 0) {
            throw new TooLong();
        }
        return at;
    }

    /// The program would be longer than `Program.SIZE_MAX`.
    static final class TooLong extends Exception {
        private static final long serialVersionUID = 1L;

        TooLong() {
            super(null, null, false, false);
        }
    }

    int range(int low, int high, int next) throws TooLong {
        return add(Program.BYTES, low, high, next);
    }

    int text(String text, int next) throws TooLong {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int at = next;
        for (int i = bytes.length - 1; i >= 0; i--) {
            at = range(bytes[i] & 0xff, bytes[i] & 0xff, at);
        }
        return at;
    }

    int fork(int one, int other) throws TooLong {
        return add(Program.FORK, one, other, -1);
    }

    int call(int rule, int next) throws TooLong {
        return add(Program.CALL, rule, -1, next);
    }

    /// Ranges one after another: pairs of lowest and highest byte.
    private int ranges(int next, int... bounds) throws TooLong {
        int at = next;
        for (int i = bounds.length - 2; i >= 0; i -= 2) {
            at = range(bounds[i], bounds[i + 1], at);
        }
        return at;
    }

    private int anyOf(int... ways) throws TooLong {
        int at = ways[0];
        for (int i = 1; i < ways.length; i++) {
            at = fork(at, ways[i]);
        }
        return at;
    }

    /// One character of a JSON string: well-formed UTF-8 (Unicode, table 3-7), or an escape that is no lone surrogate.
    int character(int next) throws TooLong {
        int hex1 = anyHex(next);
        int hex2 = anyHex(hex1);
        int hex3 = anyHex(hex2);
        // \u0000 to \uCFFF and \uE000 to \uFFFF; \uD000 to \uD7FF; a pair \uD800 to \uDBFF, \uDC00 to \uDFFF.
        int plain = anyOf(range('0', '9', hex3), range('A', 'C', hex3), range('a', 'c', hex3), range('E', 'F', hex3), range('e', 'f', hex3));
        int low = range('\\', '\\', range('u', 'u', letter('d', anyOf(letter('c', hex2), letter('d', hex2), letter('e', hex2), letter('f', hex2)))));
        int highRest = anyHex(anyHex(low));
        int high = anyOf(range('8', '9', highRest), letter('a', highRest), letter('b', highRest));
        int surrogate = letter('d', fork(range('0', '7', hex2), high));
        int escape = range('\\', '\\', anyOf(
                range('"', '"', next), range('\\', '\\', next), range('/', '/', next), range('b', 'b', next), range('f', 'f', next),
                range('n', 'n', next), range('r', 'r', next), range('t', 't', next), range('u', 'u', fork(plain, surrogate))));
        return anyOf(
                range(0x20, 0x21, next), range(0x23, 0x5b, next), range(0x5d, 0x7f, next), escape,
                ranges(next, 0xc2, 0xdf, 0x80, 0xbf),
                ranges(next, 0xe0, 0xe0, 0xa0, 0xbf, 0x80, 0xbf),
                ranges(next, 0xe1, 0xec, 0x80, 0xbf, 0x80, 0xbf),
                ranges(next, 0xed, 0xed, 0x80, 0x9f, 0x80, 0xbf),
                ranges(next, 0xee, 0xef, 0x80, 0xbf, 0x80, 0xbf),
                ranges(next, 0xf0, 0xf0, 0x90, 0xbf, 0x80, 0xbf, 0x80, 0xbf),
                ranges(next, 0xf1, 0xf3, 0x80, 0xbf, 0x80, 0xbf, 0x80, 0xbf),
                ranges(next, 0xf4, 0xf4, 0x80, 0x8f, 0x80, 0xbf, 0x80, 0xbf));
    }

    private int letter(char lower, int next) throws TooLong {
        return fork(range(lower, lower, next), range(Character.toUpperCase(lower), Character.toUpperCase(lower), next));
    }

    private int anyHex(int next) throws TooLong {
        return anyOf(range('0', '9', next), range('a', 'f', next), range('A', 'F', next));
    }

    private int digits(int least, int most, int next) throws TooLong {
        int at = next;
        for (int i = most; i > 0; i--) {
            int digit = range('0', '9', at);
            at = i > least ? fork(digit, next) : digit;
        }
        return at;
    }

    /// −?(0|[1-9][0-9]*) of at most `DIGITS_MAX` digits.
    int integer(int next) throws TooLong {
        int magnitude = fork(range('0', '0', next), range('1', '9', digits(0, DIGITS_MAX - 1, next)));
        return fork(range('-', '-', magnitude), magnitude);
    }

    /// An integer, a fraction of at most `DIGITS_MAX` digits, an exponent of at most two.
    int number(int next) throws TooLong {
        int power = digits(1, 2, next);
        int sign = anyOf(range('+', '+', power), range('-', '-', power), power);
        int exponent = anyOf(range('e', 'e', sign), range('E', 'E', sign), next);
        int fraction = fork(range('.', '.', digits(1, DIGITS_MAX, exponent)), exponent);
        return integer(fraction);
    }
}
