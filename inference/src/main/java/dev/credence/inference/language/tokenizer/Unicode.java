package dev.credence.inference.language.tokenizer;

/// Properties of code points in the pinned version of Unicode, 15.1.0; the JDK's own tables move with the JDK.
final class Unicode {
    private static final int CODE_POINTS = 0x110000;
    private static final int SYLLABLES_FROM = 0xac00;
    private static final int SYLLABLES_TO = 0xd7a4;
    private static final int SYLLABLES_PER_LEAD = 588;
    private static final int LEAD_FROM = 0x1100;
    private static final byte[] CLASSES = classes();

    private Unicode() {}

    private static byte[] classes() {
        byte[] classes = new byte[CODE_POINTS];
        int at = 0;
        for (String run : UnicodeRuns.RUNS.split("\\s+")) {
            int end = at + Integer.parseInt(run, 1, run.length(), 16);
            java.util.Arrays.fill(classes, at, end, (byte) run.charAt(0));
            at = end;
        }
        if (at != CODE_POINTS) {
            throw new IllegalStateException("the table of Unicode classes ends at " + at);
        }
        return classes;
    }

    /// \p{L}
    static boolean isLetter(int c) {
        return CLASSES[c] == 'L';
    }

    /// \p{N}
    static boolean isNumber(int c) {
        return CLASSES[c] == 'N';
    }

    /// \p{M}
    static boolean isMark(int c) {
        return CLASSES[c] == 'M';
    }

    /// \p{P}
    static boolean isPunctuation(int c) {
        return CLASSES[c] == 'P';
    }

    /// \p{S}
    static boolean isSymbol(int c) {
        return CLASSES[c] == 'S';
    }

    /// \p{Cc}, \p{Cf}, \p{Co}, \p{Cs}
    static boolean isControl(int c) {
        return CLASSES[c] == 'C';
    }

    /// \s: the property White_Space, which Unicode keeps stable.
    static boolean isSpace(int c) {
        return switch (c) {
            case 0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x20, 0x85, 0xa0, 0x1680, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000 -> true;
            default -> c >= 0x2000 && c <= 0x200a;
        };
    }

    /// Ideographs that WordPiece takes one by one.
    static boolean isIdeograph(int c) {
        return c >= 0x4e00 && c <= 0x9fff
                || c >= 0x3400 && c <= 0x4dbf
                || c >= 0x20000 && c <= 0x2a6df
                || c >= 0x2a700 && c <= 0x2b73f
                || c >= 0x2b740 && c <= 0x2b81f
                || c >= 0x2b920 && c <= 0x2ceaf
                || c >= 0xf900 && c <= 0xfaff
                || c >= 0x2f800 && c <= 0x2fa1f;
    }

    /// Ideographs that pre-tokenizers keep together.
    static boolean isHan(int c) {
        return isIdeograph(c) || c >= 0x2b820 && c <= 0x2ebef;
    }

    /// The first code point of the canonical decomposition.
    static int decomposed(int c) {
        return c >= SYLLABLES_FROM && c < SYLLABLES_TO
                ? LEAD_FROM + (c - SYLLABLES_FROM) / SYLLABLES_PER_LEAD
                : Folds.DECOMPOSED.getOrDefault(c, c);
    }

    /// Simple lower case.
    static int lower(int c) {
        return Folds.LOWER.getOrDefault(c, c);
    }

    /// Read when the first WordPiece vocabulary asks.
    private static final class Folds {
        static final java.util.Map<Integer, Integer> LOWER = pairs(UnicodeFolds.LOWER);
        static final java.util.Map<Integer, Integer> DECOMPOSED = pairs(UnicodeFolds.DECOMPOSED);

        private static java.util.Map<Integer, Integer> pairs(String table) {
            java.util.Map<Integer, Integer> pairs = new java.util.HashMap<>();
            for (String pair : table.split("\\s+")) {
                int arrow = pair.indexOf('>');
                pairs.put(Integer.parseInt(pair, 0, arrow, 16), Integer.parseInt(pair, arrow + 1, pair.length(), 16));
            }
            return pairs;
        }
    }
}
