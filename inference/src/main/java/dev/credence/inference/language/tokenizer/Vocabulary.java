package dev.credence.inference.language.tokenizer;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// The tokens of a model by id.
public final class Vocabulary {
    private final List<String> texts;
    private final TokenKind[] kinds;
    private final float[] scores;
    private final Map<String, Integer> ids;
    private final Marks marks;
    private final int charsMax;
    private final MatchedTokens matched;

    /// Which tokens begin and end a text.
    ///
    /// @param bos     begins a text, if the model has such a token
    /// @param addsBos whether a prompt begins with it
    /// @param unknown stands for what has no token
    /// @param ends    each of them ends an answer
    public record Marks(OptionalInt bos, boolean addsBos, OptionalInt unknown, Set<Integer> ends) {
        public Marks {
            ends = Set.copyOf(ends);
        }
    }

    Vocabulary(List<String> texts, TokenKind[] kinds, float[] scores, Marks marks, MatchedTokens matched) {
        this.texts = texts;
        this.kinds = kinds;
        this.scores = scores;
        this.marks = marks;
        this.matched = matched;
        this.ids = HashMap.newHashMap(texts.size());
        int longest = 0;
        for (int id = 0; id < texts.size(); id++) {
            // A text that occurs twice means its last token, as in the reference implementation.
            ids.put(texts.get(id), id);
            longest = Math.max(longest, texts.get(id).length());
        }
        this.charsMax = longest;
    }

    public int size() {
        return texts.size();
    }

    /// The token as the file spells it.
    public String text(int id) {
        return texts.get(id);
    }

    public TokenKind kind(int id) {
        return kinds[id];
    }

    /// UTF-16 units of the longest text.
    int charsMax() {
        return charsMax;
    }

    float score(int id) {
        return scores[id];
    }

    /// The token that the file spells `text`.
    public Optional<Integer> id(String text) {
        return Optional.ofNullable(ids.get(text));
    }

    /// As `id`, or -1.
    int idOrNone(String text) {
        return ids.getOrDefault(text, -1);
    }

    MatchedTokens matched() {
        return matched;
    }

    public Marks marks() {
        return marks;
    }

    /// Whether token `id` ends an answer.
    public boolean isEnd(int id) {
        return marks.ends().contains(id);
    }
}
