package dev.credence.inference.language.tokenizer;

import java.nio.charset.StandardCharsets;

/// Byte-level byte-pair encoding: pieces by the pre-tokenizer, each byte one of 256 printable characters, neighbours merged
/// by lowest rank, then leftmost.
///
/// Source: A. Radford et al., Language Models are Unsupervised Multitask Learners (2019), section 2.2.
public final class ByteLevelTokenizer implements Tokenizer {
    private static final int BYTES = 256;
    private static final char[] CHARACTER = characters();

    private final Vocabulary vocabulary;
    private final SpecialSplitter splitter;
    private final PreTokenizer pre;
    private final MergeTable merges;
    private final int[] single = new int[BYTES];

    ByteLevelTokenizer(Vocabulary vocabulary, PreTokenizer pre, MergeTable merges) {
        this.vocabulary = vocabulary;
        this.splitter = new SpecialSplitter(vocabulary);
        this.pre = pre;
        this.merges = merges;
        for (int i = 0; i < BYTES; i++) {
            single[i] = merges.single(String.valueOf(CHARACTER[i]));
        }
    }

    // Printable bytes stand for themselves, the others for the characters from U+0100 on.
    private static char[] characters() {
        char[] characters = new char[BYTES];
        char next = 0x100;
        for (int i = 0; i < BYTES; i++) {
            boolean printable = i >= '!' && i <= '~' || i >= 0xa1 && i <= 0xac || i >= 0xae;
            characters[i] = printable ? (char) i : next++;
        }
        return characters;
    }

    @Override
    public Vocabulary vocabulary() {
        return vocabulary;
    }

    @Override
    public int[] encode(String text, boolean special) {
        Ids ids = new Ids();
        for (SpecialSplitter.Fragment fragment : splitter.split(text, special)) {
            switch (fragment) {
                case SpecialSplitter.Fragment.Token(int id) -> ids.add(id);
                case SpecialSplitter.Fragment.Plain(String plain) -> {
                    int[] points = plain.codePoints().toArray();
                    pre.split(points, (from, to) -> piece(new String(points, from, to - from), ids));
                }
            }
        }
        return ids.toArray();
    }

    private void piece(String piece, Ids ids) {
        byte[] bytes = piece.getBytes(StandardCharsets.UTF_8);
        if (pre.takesWhole()) {
            int id = vocabulary.idOrNone(spelled(bytes));
            if (id >= 0) {
                ids.add(id);
                return;
            }
        }
        int[] ends = new int[bytes.length];
        int[] symbols = new int[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            ends[i] = i + 1;
            symbols[i] = single[bytes[i] & 0xff];
        }
        new MergeQueue(new RankedPairs(merges, symbols), ends).run(bytes.length);
        for (int at = 0; at < bytes.length; at = ends[at]) {
            emit(symbols[at], bytes, at, ends[at], ids);
        }
    }

    private void emit(int symbol, byte[] bytes, int from, int to, Ids ids) {
        if (symbol >= 0 && symbol < vocabulary.size()) {
            ids.add(symbol);
            return;
        }
        // A merge made what is no token: its bytes, and nothing for a byte that the vocabulary does not have.
        for (int i = from; i < to; i++) {
            int id = single[bytes[i] & 0xff];
            if (id >= 0 && id < vocabulary.size()) {
                ids.add(id);
            }
        }
    }

    private static String spelled(byte[] bytes) {
        char[] characters = new char[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            characters[i] = CHARACTER[bytes[i] & 0xff];
        }
        return new String(characters);
    }

    @Override
    public byte[] bytes(int id) {
        return switch (vocabulary.kind(id)) {
            case NORMAL -> unspelled(vocabulary.text(id));
            case USER_DEFINED -> vocabulary.text(id).getBytes(StandardCharsets.UTF_8);
            case CONTROL, UNKNOWN, UNUSED, BYTE -> new byte[0];
        };
    }

    private static byte[] unspelled(String text) {
        byte[] bytes = new byte[3 * text.length()];
        int count = 0;
        for (int i = 0; i < text.length(); i++) {
            int value = value(text.charAt(i));
            if (value >= 0) {
                bytes[count++] = (byte) value;
            } else {
                // A character outside the alphabet can only be meant as itself.
                int next = text.offsetByCodePoints(i, 1);
                for (byte each : text.substring(i, next).getBytes(StandardCharsets.UTF_8)) {
                    bytes[count++] = each;
                }
                i = next - 1;
            }
        }
        return java.util.Arrays.copyOf(bytes, count);
    }

    private static int value(char c) {
        for (int i = 0; i < BYTES; i++) {
            if (CHARACTER[i] == c) {
                return i;
            }
        }
        return -1;
    }
}
