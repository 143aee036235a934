package dev.credence.inference.language.tokenizer;

import java.util.Optional;

/// How a text is cut into pieces before merging, by the name in `tokenizer.ggml.pre`.
///
/// ```text
/// A   's|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)                         gpt-2
///     every \p{N} a piece of its own, then A between them                                           smollm
/// B   (?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,k}| ?[^\s\p{L}\p{N}]+[\r\n]*
///     |\s*[\r\n]+|\s+(?!\S)|\s+                                                    llama-bpe: k = 3, qwen2: k = 1
/// ```
/// The first alternative that matches at a place is taken; text that matches nothing is a piece of its own. Case is
/// ignored for ASCII letters only. Written out by hand, so that no library's regular expressions or tables decide.
enum PreTokenizer {
    GPT_2,
    SINGLE_DIGITS,
    THREE_DIGITS,
    QWEN_2;

    /// The rule of that name, or empty if this build has none.
    static Optional<PreTokenizer> of(String name) {
        return Optional.ofNullable(
                switch (name) {
                    case "gpt-2", "phi-2", "mpt", "olmo", "jais", "jina-es", "jina-de", "jina-v2-es", "jina-v2-de" -> GPT_2;
                    case "smollm", "starcoder", "refact", "command-r", "codeshell", "exaone", "minerva-7b" -> SINGLE_DIGITS;
                    case "llama-bpe", "llama3", "llama-v3", "falcon3", "pixtral", "dbrx", "smaug-bpe" -> THREE_DIGITS;
                    case "qwen2", "deepseek-r1-qwen", "stablelm2", "hunyuan", "megrez" -> QWEN_2;
                    default -> null;
                });
    }

    /// Whether the files of that name take a piece that is a token whole, and begin a text with a token of their own.
    static boolean isLlama3(String name) {
        return switch (name) {
            case "llama-bpe", "llama3", "llama-v3", "falcon3", "pixtral" -> true;
            default -> false;
        };
    }

    /// Takes one piece: code points [from, to).
    interface Sink {
        void piece(int from, int to);
    }

    void split(int[] text, Sink sink) {
        switch (this) {
            case GPT_2 -> new PieceScanner(text, 0, text.length).scanA(sink);
            case THREE_DIGITS -> new PieceScanner(text, 0, text.length).scanB(3, sink);
            case QWEN_2 -> new PieceScanner(text, 0, text.length).scanB(1, sink);
            case SINGLE_DIGITS -> {
                int from = 0;
                for (int at = 0; at <= text.length; at++) {
                    boolean digit = at < text.length && Unicode.isNumber(text[at]);
                    if (digit || at == text.length) {
                        new PieceScanner(text, from, at).scanA(sink);
                        from = at + 1;
                    }
                    if (digit) {
                        sink.piece(at, at + 1);
                    }
                }
            }
        }
    }
}
