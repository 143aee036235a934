package dev.credence.inference.language.tokenizer;

import java.nio.charset.StandardCharsets;

/// Byte-pair encoding over characters, as Gemma 4 has it: a space is written '▁', lines are pieces, neighbours are merged by
/// lowest rank, then leftmost; what is no token becomes its bytes.
public final class CharacterTokenizer implements Tokenizer {
    private static final char SPACE = '▁';
    private static final int NONE = -1;

    private final Vocabulary vocabulary;
    private final SpecialSplitter splitter;
    private final MergeTable merges;
    private final int[] byteIds;

    /// @param byteIds the token of each of the 256 bytes, or -1
    CharacterTokenizer(Vocabulary vocabulary, MergeTable merges, int[] byteIds) {
        this.vocabulary = vocabulary;
        this.splitter = new SpecialSplitter(vocabulary);
        this.merges = merges;
        this.byteIds = byteIds;
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
                case SpecialSplitter.Fragment.Plain(String plain) -> lines(plain.replace(' ', SPACE), ids);
            }
        }
        return ids.toArray();
    }

    // Line ends in a row are one piece, and so is what lies between them.
    private void lines(String text, Ids ids) {
        int from = 0;
        for (int at = 1; at <= text.length(); at++) {
            if (at == text.length() || (text.charAt(at) == '\n') != (text.charAt(from) == '\n')) {
                piece(text.substring(from, at), ids);
                from = at;
            }
        }
    }

    private void piece(String piece, Ids ids) {
        int whole = piece.charAt(0) == '\n' ? vocabulary.idOrNone(piece) : NONE;
        if (whole != NONE) {
            ids.add(whole);
            return;
        }
        int[] ends = new int[piece.length()];
        int[] symbols = new int[piece.length()];
        for (int at = 0; at < piece.length(); at = ends[at]) {
            ends[at] = piece.offsetByCodePoints(at, 1);
            symbols[at] = merges.single(piece.substring(at, ends[at]));
        }
        new MergeQueue(new RankedPairs(merges, symbols), ends).run(piece.length());
        for (int at = 0; at < piece.length(); at = ends[at]) {
            if (symbols[at] >= 0 && symbols[at] < vocabulary.size()) {
                ids.add(symbols[at]);
            } else {
                bytesOf(piece.substring(at, ends[at]), ids);
            }
        }
    }

    // Nothing for a byte that the vocabulary does not have.
    private void bytesOf(String text, Ids ids) {
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            if (byteIds[each & 0xff] >= 0) {
                ids.add(byteIds[each & 0xff]);
            }
        }
    }

    @Override
    public byte[] bytes(int id) {
        String text = vocabulary.text(id);
        return switch (vocabulary.kind(id)) {
            case NORMAL -> text.replace(SPACE, ' ').getBytes(StandardCharsets.UTF_8);
            case USER_DEFINED -> text.getBytes(StandardCharsets.UTF_8);
            case BYTE -> new byte[] {(byte) Integer.parseInt(text, 3, 5, 16)};
            case CONTROL, UNKNOWN, UNUSED -> new byte[0];
        };
    }
}
