package dev.credence.inference.language.tokenizer;

import dev.credence.foundation.bytes.MalformedException;
import dev.credence.inference.gguf.GgufMetadata;
import dev.credence.inference.gguf.GgufValue;
import dev.credence.inference.graph.Refusal;
import dev.credence.inference.graph.RefusedException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/// Reads a tokenizer from the metadata of a model file.
public final class Tokenizers {
    /// Far above any model of today; ids must fit in an array and in the logits.
    private static final int TOKENS_MAX = 1 << 22;
    private static final String KEY = "tokenizer.ggml.";
    /// Tokens that end an answer wherever a vocabulary has them, whatever the file's keys say.
    private static final List<String> ENDS =
            List.of("<|im_end|>", "<|eot_id|>", "<|eom_id|>", "<end_of_turn>", "<|endoftext|>", "<|end_of_text|>", "<eos>");
    /// Ends an answer unless the vocabulary has it as ordinary text.
    private static final String END_OR_TEXT = "</s>";
    private static final List<String> END_KEYS = List.of("eos_token_id", "eot_token_id", "eom_token_id");

    private Tokenizers() {}

    /// The tokenizer that `metadata` describes; a file that holds a vocabulary alone serves as well.
    ///
    /// @throws MalformedException if a key is missing or contradicts another
    /// @throws RefusedException   if this build does not have the kind of tokenizer or its pre-tokenizer
    public static Tokenizer of(GgufMetadata metadata) throws MalformedException, RefusedException {
        String model = metadata.text(KEY + "model").orElseThrow(() -> GgufMetadata.missing(KEY + "model"));
        return switch (model) {
            case "llama" -> sentencePiece(metadata);
            case "gpt2" -> byteLevel(metadata);
            case "gemma4" -> characters(metadata);
            case "bert" -> new WordPieceTokenizer(vocabulary(metadata, false), metadata.truth(KEY + "normalizer.lowercase").orElse(true),
                    metadata.truth(KEY + "normalizer.strip_accents").orElse(true));
            default -> throw new RefusedException(Refusal.UNSUPPORTED_MODE, "this build has no tokenizer of the kind " + quoted(model));
        };
    }

    private static String quoted(String name) {
        return "\"" + (name.length() > 40 ? name.substring(0, 40) + "…" : name) + "\"";
    }

    private static Tokenizer sentencePiece(GgufMetadata metadata) throws MalformedException {
        Vocabulary vocabulary = vocabulary(metadata, true);
        return new SentencePieceTokenizer(vocabulary, metadata.truth(KEY + "add_space_prefix").orElse(true), byteIds(vocabulary));
    }

    // The token of each byte, or -1.
    private static int[] byteIds(Vocabulary vocabulary) throws MalformedException {
        int[] byteIds = new int[256];
        Arrays.fill(byteIds, -1);
        for (int id = 0; id < vocabulary.size(); id++) {
            if (vocabulary.kind(id) == TokenKind.BYTE) {
                byteIds[byteValue(vocabulary.text(id), id)] = id;
            }
        }
        return byteIds;
    }

    private static Tokenizer characters(GgufMetadata metadata) throws MalformedException {
        Vocabulary vocabulary = vocabulary(metadata, true);
        return new CharacterTokenizer(vocabulary, new MergeTable(vocabulary, merges(metadata)), byteIds(vocabulary));
    }

    private static GgufValue.Texts merges(GgufMetadata metadata) throws MalformedException {
        return metadata.texts(KEY + "merges").orElseThrow(() -> GgufMetadata.missing(KEY + "merges"));
    }

    private static int byteValue(String text, int id) throws MalformedException {
        boolean formed = text.length() == 6 && text.startsWith("<0x") && text.endsWith(">");
        int high = formed ? Character.digit(text.charAt(3), 16) : -1;
        int low = formed ? Character.digit(text.charAt(4), 16) : -1;
        if (high < 0 || low < 0) {
            throw new MalformedException(KEY + "tokens[" + id + "]", -1, "a byte written <0x00> to <0xFF>", text);
        }
        return high << 4 | low;
    }

    private static Tokenizer byteLevel(GgufMetadata metadata) throws MalformedException, RefusedException {
        String name = metadata.text(KEY + "pre")
                .orElseThrow(() -> new RefusedException(Refusal.UNSUPPORTED_MODE, "the file does not say which pre-tokenizer it wants (" + KEY + "pre)"));
        PreTokenizer pre = PreTokenizer.of(name)
                .orElseThrow(() -> new RefusedException(Refusal.UNSUPPORTED_MODE, "this build has no pre-tokenizer " + quoted(name)));
        Vocabulary vocabulary = vocabulary(metadata, pre.addsBos());
        return new ByteLevelTokenizer(vocabulary, pre, new MergeTable(vocabulary, merges(metadata)));
    }

    private static Vocabulary vocabulary(GgufMetadata metadata, boolean addsBos) throws MalformedException {
        GgufValue.Texts tokens = metadata.texts(KEY + "tokens").orElseThrow(() -> GgufMetadata.missing(KEY + "tokens"));
        int size = tokens.count();
        if (size > TOKENS_MAX) {
            throw new MalformedException(KEY + "tokens", -1, "at most " + TOKENS_MAX + " tokens", Integer.toString(size));
        }
        List<String> texts = new ArrayList<>(size);
        for (int id = 0; id < size; id++) {
            texts.add(tokens.text(id));
        }
        TokenKind[] kinds = kinds(metadata, size);
        OptionalInt bos = id(metadata, "bos_token_id", size);
        OptionalInt unknown = id(metadata, "unknown_token_id", size);
        boolean adds = metadata.truth(KEY + "add_bos_token").orElse(addsBos);
        Vocabulary.Marks marks = new Vocabulary.Marks(bos, adds, unknown, ends(metadata, texts, kinds));
        return new Vocabulary(texts, kinds, scores(metadata, size), marks, MatchedTokens.of(metadata, texts, kinds));
    }

    private static TokenKind[] kinds(GgufMetadata metadata, int size) throws MalformedException {
        TokenKind[] kinds = new TokenKind[size];
        Arrays.fill(kinds, TokenKind.NORMAL);
        Optional<GgufValue.Numbers> numbers = sized(metadata, "token_type", size);
        if (numbers.isPresent()) {
            for (int id = 0; id < size; id++) {
                long code = numbers.get().whole(id);
                String path = KEY + "token_type[" + id + "]";
                kinds[id] = TokenKind.of(code).orElseThrow(() -> new MalformedException(path, -1, "1 to 6", Long.toString(code)));
            }
        }
        return kinds;
    }

    private static float[] scores(GgufMetadata metadata, int size) throws MalformedException {
        float[] scores = new float[size];
        Optional<GgufValue.Numbers> numbers = sized(metadata, "scores", size);
        if (numbers.isPresent()) {
            for (int id = 0; id < size; id++) {
                scores[id] = (float) numbers.get().real(id);
                if (!Float.isFinite(scores[id])) {
                    throw new MalformedException(KEY + "scores[" + id + "]", -1, "a finite number", Float.toString(scores[id]));
                }
            }
        }
        return scores;
    }

    private static Optional<GgufValue.Numbers> sized(GgufMetadata metadata, String name, int size) throws MalformedException {
        Optional<GgufValue.Numbers> numbers = metadata.numbers(KEY + name);
        if (numbers.isPresent() && numbers.get().count() != size) {
            throw new MalformedException(KEY + name, -1, size + " entries, one a token", Integer.toString(numbers.get().count()));
        }
        return numbers;
    }

    private static OptionalInt id(GgufMetadata metadata, String name, int size) throws MalformedException {
        OptionalLong id = metadata.count(KEY + name, size - 1L);
        return id.isPresent() ? OptionalInt.of((int) id.getAsLong()) : OptionalInt.empty();
    }

    private static Set<Integer> ends(GgufMetadata metadata, List<String> texts, TokenKind[] kinds) throws MalformedException {
        Set<Integer> ends = new HashSet<>();
        for (String key : END_KEYS) {
            id(metadata, key, texts.size()).ifPresent(ends::add);
        }
        Map<String, Boolean> wanted = new java.util.HashMap<>();
        ENDS.forEach(each -> wanted.put(each, true));
        wanted.put(END_OR_TEXT, false);
        for (int id = 0; id < texts.size(); id++) {
            Boolean always = wanted.get(texts.get(id));
            if (always != null && (always || kinds[id] != TokenKind.NORMAL)) {
                ends.add(id);
            }
        }
        return ends;
    }
}
