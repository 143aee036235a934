package dev.credence.inference.language.tokenizer;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// WordPiece as encoders of the BERT family use it: lower case without accents unless the file says otherwise, words divided at white space, punctuation
/// and ideographs, each word by longest match; a word with no match is the unknown token.
///
/// In the file the token of a word's beginning carries '▁'.
public final class WordPieceTokenizer implements Tokenizer {
    private final Vocabulary vocabulary;
    private final SpecialSplitter splitter;
    private final boolean lowers;
    private final boolean stripsAccents;

    /// @param lowers        whether capitals become small letters
    /// @param stripsAccents whether characters lose their accents
    WordPieceTokenizer(Vocabulary vocabulary, boolean lowers, boolean stripsAccents) {
        this.lowers = lowers;
        this.stripsAccents = stripsAccents;
        this.vocabulary = vocabulary;
        this.splitter = new SpecialSplitter(vocabulary);
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
                case SpecialSplitter.Fragment.Plain(String plain) -> words(plain).forEach(word -> word("▁" + word, ids));
            }
        }
        return ids.toArray();
    }

    private List<String> words(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        text.codePoints().map(c -> stripsAccents ? Unicode.decomposed(c) : c).forEach(c -> {
            boolean alone = Unicode.isPunctuation(c) || c < 0x7f && Unicode.isSymbol(c) || Unicode.isIdeograph(c);
            if (Unicode.isSpace(c) || alone) {
                finish(word, words);
            }
            if (Unicode.isSpace(c) || c == 0 || c == 0xfffd || Unicode.isControl(c) || stripsAccents && Unicode.isMark(c)) {
                return;
            }
            word.appendCodePoint(lowers ? Unicode.lower(c) : c);
            if (alone) {
                finish(word, words);
            }
        });
        finish(word, words);
        return words;
    }

    private static void finish(StringBuilder word, List<String> words) {
        if (!word.isEmpty()) {
            words.add(word.toString());
            word.setLength(0);
        }
    }

    private void word(String word, Ids ids) {
        int before = ids.count();
        for (int at = 0; at < word.length(); ) {
            int to = Math.min(word.length(), at + vocabulary.charsMax());
            while (to > at && vocabulary.idOrNone(word.substring(at, to)) < 0) {
                to--;
            }
            if (to == at) {
                ids.cut(before);
                break;
            }
            ids.add(vocabulary.idOrNone(word.substring(at, to)));
            at = to;
        }
        if (ids.count() == before) {
            vocabulary.marks().unknown().ifPresent(ids::add);
        }
    }

    @Override
    public byte[] bytes(int id) {
        return switch (vocabulary.kind(id)) {
            case NORMAL -> vocabulary.text(id).replace('▁', ' ').getBytes(StandardCharsets.UTF_8);
            case USER_DEFINED -> vocabulary.text(id).getBytes(StandardCharsets.UTF_8);
            case CONTROL, UNKNOWN, UNUSED, BYTE -> new byte[0];
        };
    }
}
