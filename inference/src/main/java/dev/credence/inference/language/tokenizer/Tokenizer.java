package dev.credence.inference.language.tokenizer;

/// Text becomes token ids, and a token's bytes.
public sealed interface Tokenizer permits SentencePieceTokenizer, ByteLevelTokenizer, CharacterTokenizer, WordPieceTokenizer {
    Vocabulary vocabulary();

    /// The ids of `text`, without a token that begins the text.
    ///
    /// @param text    well-formed UTF-16
    /// @param special whether control tokens that stand in the text are matched, as in a rendered template; else they are plain text
    int[] encode(String text, boolean special);

    /// The bytes that token `id` adds to the text; none for control tokens and for ids that are shown nowhere.
    byte[] bytes(int id);

    /// The ids of a prompt: `encode`, and before it the token that begins a text if the model wants one and the prompt does not
    /// have it yet.
    default int[] encodePrompt(String text, boolean special) {
        int[] ids = encode(text, special);
        Vocabulary.Marks marks = vocabulary().marks();
        if (!marks.addsBos() || marks.bos().isEmpty() || ids.length > 0 && ids[0] == marks.bos().getAsInt()) {
            return ids;
        }
        int[] all = new int[ids.length + 1];
        all[0] = marks.bos().getAsInt();
        System.arraycopy(ids, 0, all, 1, ids.length);
        return all;
    }
}
