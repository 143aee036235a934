package dev.credence.inference.language.tokenizer;

import java.util.List;
import java.util.Optional;

/// How a text is cut into pieces before merging, by the name in `tokenizer.ggml.pre`.
///
/// A rule is one or more cuts, each made within the pieces of the one before. The cuts of the common names are written
/// out by hand, for speed; the others are `PiecePatterns`. Case is ignored for ASCII letters only.
///
/// ```text
/// A   's|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)                         gpt-2
///     every \p{N} a piece of its own, then A between them                                           smollm
/// B   (?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,k}| ?[^\s\p{L}\p{N}]+[\r\n]*
///     |\s*[\r\n]+|\s+(?!\S)|\s+                                                    llama-bpe: k = 3, qwen2: k = 1
/// ```
/// The first alternative that matches at a place is taken; text that matches nothing is a piece of its own. No library's
/// regular expressions or tables decide.
///
/// @param cuts       made in this order
/// @param takesWhole whether a piece that is a token is taken without merging
/// @param addsBos    whether a prompt begins with a token of its own where the file does not say
record PreTokenizer(List<Cut> cuts, boolean takesWhole, boolean addsBos) {
    /// One rule by which a stretch of text is cut.
    interface Cut {
        /// Gives all of [from, end) to `sink`, piece by piece; nothing beyond is looked at.
        void cut(int[] text, int from, int end, Sink sink);
    }

    /// Takes one piece: code points [from, to).
    interface Sink {
        void piece(int from, int to);
    }

    static final Cut A = (text, from, end, sink) -> new PieceScanner(text, from, end).scanA(sink);
    static final Cut B_OF_THREE_DIGITS = (text, from, end, sink) -> new PieceScanner(text, from, end).scanB(3, sink);
    static final Cut B_OF_SINGLE_DIGITS = (text, from, end, sink) -> new PieceScanner(text, from, end).scanB(1, sink);
    static final Cut SINGLE_NUMBERS = (text, from, end, sink) -> new PieceScanner(text, from, end).scanSingleNumbers(sink);
    static final Cut THOUSANDS = (text, from, end, sink) -> new PieceScanner(text, from, end).scanThousands(sink);

    /// The rule of that name, or empty if this build has none. The names, and what they mean, are llama.cpp's.
    static Optional<PreTokenizer> of(String name) {
        List<Cut> cuts =
                switch (name) {
                    case "gpt-2", "phi-2", "mpt", "olmo", "jais", "jina-es", "jina-de", "jina-v2-es", "jina-v2-de", "gigachat", "a.x-4.0",
                            "mellum", "modern-bert", "exaone4", "trillion", "granite-docling" -> List.of(A);
                    case "smollm", "starcoder", "refact", "command-r", "codeshell", "exaone", "minerva-7b", "mellum2" ->
                            List.of(SINGLE_NUMBERS, A);
                    case "llama-bpe", "llama3", "llama-v3", "falcon3", "falcon-h1", "pixtral", "midm-2.0", "lfm2", "jina-v5-nano", "dbrx",
                            "smaug-bpe", "chatglm-bpe", "glm4", "glm5" -> List.of(B_OF_THREE_DIGITS);
                    case "qwen2", "deepseek-r1-qwen", "kormo", "f2llmv2", "stablelm2", "hunyuan", "megrez", "solar-open", "grok-2" ->
                            List.of(B_OF_SINGLE_DIGITS);
                    default -> PiecePatterns.of(name);
                };
        return cuts.isEmpty() ? Optional.empty() : Optional.of(new PreTokenizer(cuts, takesWhole(name), addsBos(name)));
    }

    private static boolean addsBos(String name) {
        return switch (name) {
            case "llama-bpe", "llama3", "llama-v3", "falcon3", "falcon-h1", "pixtral", "midm-2.0", "lfm2", "jina-v5-nano", "tekken" -> true;
            default -> false;
        };
    }

    private static boolean takesWhole(String name) {
        return switch (name) {
            case "glm4", "glm5", "youtu", "minicpm5" -> true;
            default -> addsBos(name);
        };
    }

    void split(int[] text, Sink sink) {
        cut(text, 0, text.length, 0, sink);
    }

    private void cut(int[] text, int from, int end, int index, Sink sink) {
        Sink inner = index + 1 == cuts.size() ? sink : (start, to) -> cut(text, start, to, index + 1, sink);
        cuts.get(index).cut(text, from, end, inner);
    }
}
