package dev.credence.inference.language.tokenizer;

import java.nio.charset.StandardCharsets;

/// SentencePiece's merging of characters by score, without normalisation.
///
/// A space is written '▁', and one is put before the text and after each special token if the file says so. Neighbours
/// whose concatenation is a token are merged, highest score first, then leftmost; what is no token becomes its bytes.
public final class SentencePieceTokenizer implements Tokenizer {
    private static final char SPACE = '▁';

    private final Vocabulary vocabulary;
    private final SpecialSplitter splitter;
    private final boolean addsSpace;
    private final int[] byteIds;

    /// @param byteIds the token of each of the 256 bytes, or -1
    SentencePieceTokenizer(Vocabulary vocabulary, boolean addsSpace, int[] byteIds) {
        this.vocabulary = vocabulary;
        this.splitter = new SpecialSplitter(vocabulary);
        this.addsSpace = addsSpace;
        this.byteIds = byteIds;
    }

    @Override
    public Vocabulary vocabulary() {
        return vocabulary;
    }

    @Override
    public int[] encode(String text, boolean special) {
        Ids ids = new Ids();
        boolean begins = true;
        for (SpecialSplitter.Fragment fragment : splitter.split(text, special)) {
            begins = switch (fragment) {
                case SpecialSplitter.Fragment.Token(int id) -> {
                    ids.add(id);
                    yield true;
                }
                case SpecialSplitter.Fragment.Plain(String plain) -> {
                    plain((addsSpace && begins ? " " + plain : plain).replace(' ', SPACE), ids);
                    yield false;
                }
            };
        }
        return ids.toArray();
    }

    private void plain(String text, Ids ids) {
        int[] ends = new int[text.length()];
        for (int at = 0; at < text.length(); at = ends[at]) {
            ends[at] = text.offsetByCodePoints(at, 1);
        }
        new MergeQueue(new ByScore(text), ends).run(text.length());
        for (int at = 0; at < text.length(); at = ends[at]) {
            String piece = text.substring(at, ends[at]);
            int id = vocabulary.idOrNone(piece);
            if (id >= 0) {
                ids.add(id);
            } else {
                bytesOf(piece, ids);
            }
        }
    }

    private void bytesOf(String piece, Ids ids) {
        for (byte each : piece.getBytes(StandardCharsets.UTF_8)) {
            int id = byteIds[each & 0xff];
            if (id >= 0) {
                ids.add(id);
            } else {
                vocabulary.marks().unknown().ifPresent(ids::add);
            }
        }
    }

    private final class ByScore implements MergeQueue.Pairs {
        private final String text;

        ByScore(String text) {
            this.text = text;
        }

        @Override
        public long order(int left, int right, int end) {
            if (end - left > vocabulary.charsMax()) {
                return NONE;
            }
            int id = vocabulary.idOrNone(text.substring(left, end));
            if (id < 0) {
                return NONE;
            }
            // Floats in descending order as ascending integers; adding +0 makes one zero of both.
            int bits = Float.floatToIntBits(vocabulary.score(id) + 0f);
            return ~(bits ^ bits >> 31 & 0x7fffffff);
        }

        @Override
        public void merge(int left, int right, int end) {
            // A symbol is its text; there is nothing to note.
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
