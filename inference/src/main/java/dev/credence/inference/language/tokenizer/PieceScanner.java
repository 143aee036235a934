package dev.credence.inference.language.tokenizer;

/// Finds the pieces of one stretch of text; the end of the stretch counts as the end of the text.
final class PieceScanner {
    private final int[] text;
    private final int from;
    private final int end;

    PieceScanner(int[] text, int from, int end) {
        this.text = text;
        this.from = from;
        this.end = end;
    }

    private static boolean isOther(int c) {
        return !Unicode.isSpace(c) && !Unicode.isLetter(c) && !Unicode.isNumber(c);
    }

    private boolean isNewline(int at) {
        return at < end && (text[at] == '\n' || text[at] == '\r');
    }

    private int letters(int at) {
        int to = at;
        while (to < end && Unicode.isLetter(text[to])) {
            to++;
        }
        return to;
    }

    private int numbers(int at, int max) {
        int to = at;
        while (to < end && to - at < max && Unicode.isNumber(text[to])) {
            to++;
        }
        return to;
    }

    private int others(int at) {
        int to = at;
        while (to < end && isOther(text[to])) {
            to++;
        }
        return to;
    }

    private int spaces(int at) {
        int to = at;
        while (to < end && Unicode.isSpace(text[to])) {
            to++;
        }
        return to;
    }

    /// Behind `'s`, `'t`, `'re` and so on at `at`, or `at`.
    private int contraction(int at, boolean anyCase) {
        if (at + 1 >= end || text[at] != '\'') {
            return at;
        }
        int one = lower(text[at + 1], anyCase);
        if (one == 's' || one == 't' || one == 'm' || one == 'd') {
            return at + 2;
        }
        int two = at + 2 < end ? lower(text[at + 2], anyCase) : -1;
        boolean pair = one == 'r' && two == 'e' || one == 'v' && two == 'e' || one == 'l' && two == 'l';
        return pair ? at + 3 : at;
    }

    private static int lower(int c, boolean anyCase) {
        return anyCase && c >= 'A' && c <= 'Z' ? c + 'a' - 'A' : c;
    }

    /// `\s+(?!\S)` at `at`: all spaces at the end of the text, else all but the last; `at` if that is none.
    private int spacesBeforeNoWord(int at) {
        int to = spaces(at);
        return to == end || to == at ? to : to - 1;
    }

    /// By rule A.
    void scanA(PreTokenizer.Sink sink) {
        for (int at = from; at < end; ) {
            int to = endA(at);
            sink.piece(at, to);
            at = to;
        }
    }

    private int endA(int at) {
        int to = contraction(at, false);
        if (to > at) {
            return to;
        }
        int word = text[at] == ' ' ? at + 1 : at;
        to = letters(word);
        if (to == word) {
            to = numbers(word, Integer.MAX_VALUE);
        }
        if (to == word) {
            to = others(word);
        }
        if (to > word) {
            return to;
        }
        // One space before a word matches nothing and stands alone.
        return Math.max(spacesBeforeNoWord(at), at + 1);
    }

    /// By rule B, numbers in pieces of at most `digits`.
    void scanB(int digits, PreTokenizer.Sink sink) {
        for (int at = from; at < end; ) {
            int to = endB(at, digits);
            sink.piece(at, to);
            at = to;
        }
    }

    /// Every number a piece of its own, and what lies between.
    void scanSingleNumbers(PreTokenizer.Sink sink) {
        for (int at = from; at < end; ) {
            int to = numbers(at, 1);
            to = to > at ? to : noNumbers(at);
            sink.piece(at, to);
            at = to;
        }
    }

    /// Numbers in threes from their end, as thousands are written; what stands before them belongs to the first piece.
    void scanThousands(PreTokenizer.Sink sink) {
        for (int at = from; at < end; ) {
            int first = noNumbers(at);
            int to = numbers(first, Integer.MAX_VALUE);
            int cut = to > first ? first + (to - first - 1) % 3 + 1 : end;
            sink.piece(at, cut);
            for (at = cut; at < to; at += 3) {
                sink.piece(at, at + 3);
            }
        }
    }

    private int noNumbers(int at) {
        int to = at;
        while (to < end && !Unicode.isNumber(text[to])) {
            to++;
        }
        return to;
    }

    private int endB(int at, int digits) {
        int to = contraction(at, true);
        if (to > at) {
            return to;
        }
        boolean leads = !isNewline(at) && !Unicode.isLetter(text[at]) && !Unicode.isNumber(text[at]);
        int word = leads ? at + 1 : at;
        to = letters(word);
        if (to > word) {
            return to;
        }
        to = numbers(at, digits);
        if (to > at) {
            return to;
        }
        int other = text[at] == ' ' ? at + 1 : at;
        to = others(other);
        if (to > other) {
            while (isNewline(to)) {
                to++;
            }
            return to;
        }
        return endOfSpaces(at);
    }

    // \s*[\r\n]+|\s+(?!\S)|\s+ : up to the last line end among the spaces, if there is one.
    private int endOfSpaces(int at) {
        int to = spaces(at);
        for (int last = to - 1; last >= at; last--) {
            if (isNewline(last)) {
                return last + 1;
            }
        }
        int before = spacesBeforeNoWord(at);
        return before > at ? before : to;
    }
}
