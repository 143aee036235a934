package dev.credence.inference.language.tokenizer;

import dev.credence.foundation.bytes.MalformedException;
import dev.credence.inference.gguf.GgufMetadata;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Which tokens are matched in a text as wholes before anything else: always, or where the caller asks for it.
///
/// USER_DEFINED ones always; CONTROL and UNKNOWN ones where asked. Converters often gave the tokens that end a turn or
/// frame a gap to fill another kind than CONTROL: as in llama.cpp such a token is known by its text.
///
/// @param always      ids
/// @param asked       ids that are matched only where the caller asks
/// @param stripsRight ids behind which white space is dropped
record MatchedTokens(BitSet always, BitSet asked, BitSet stripsRight) {
    private static final String KEY = "tokenizer.ggml.";
    private static final String TEXT_END = "</s>";
    private static final Set<String> ENDS = Set.of(
            "<|eot_id|>", "<|im_end|>", "<|end|>", "<|return|>", "<|call|>", "<|flush|>", "<|calls|>", "<end_of_turn>", "<|endoftext|>", TEXT_END,
            "<|eom_id|>", "<EOT>", "_<EOT>", "[EOT]", "[EOS]", "<|end_of_text|>", "<end_of_utterance>", "<eos>", "<turn|>", "<|tool_response>",
            "<｜end▁of▁sentence｜>", "[e~[");
    /// Framing tokens of gpt-oss, which are text of the answer.
    private static final Set<String> FRAMES = Set.of("<|channel|>", "<|message|>", "<|start|>", "<|constrain|>");
    private static final Set<String> PHI_3_KEEPS = Set.of("<unk>", "<s>", "<|endoftext|>");

    /// The tokens around a gap to fill, where none of these keys names one.
    private static final Map<List<String>, Set<String>> GAPS = Map.of(
            List.of("fim_pre_token_id", "prefix_token_id"),
            Set.of("<|fim_prefix|>", "<fim-prefix>", "<fim_prefix>", "<｜fim▁begin｜>", "<PRE>", "▁<PRE>", "<|code_prefix|>", "<|prefix|>"),
            List.of("fim_suf_token_id", "suffix_token_id"),
            Set.of("<|fim_suffix|>", "<fim-suffix>", "<fim_suffix>", "<｜fim▁hole｜>", "<SUF>", "▁<SUF>", "<|code_suffix|>", "<|suffix|>"),
            List.of("fim_mid_token_id", "middle_token_id"),
            Set.of("<|fim_middle|>", "<fim-middle>", "<fim_middle>", "<｜fim▁end｜>", "<MID>", "▁<MID>", "<|code_middle|>", "<|middle|>"),
            List.of("fim_pad_token_id"),
            Set.of("<|fim_pad|>", "<fim-pad>", "<fim_pad>", "<PAD>", "[PAD]"),
            List.of("fim_rep_token_id"),
            Set.of("<|fim_repo|>", "<|repo_name|>", "<fim-repo>", "<REPO>", "<reponame>"),
            List.of("fim_sep_token_id"),
            Set.of("<|file_sep|>"));

    static MatchedTokens of(GgufMetadata metadata, List<String> texts, TokenKind[] kinds) throws MalformedException {
        Set<String> all = new HashSet<>(texts);
        Set<String> control = new HashSet<>(ENDS);
        GAPS.forEach((keys, names) -> {
            if (keys.stream().noneMatch(key -> metadata.keys().contains(KEY + key))) {
                control.addAll(names);
            }
        });
        Set<String> defined = new HashSet<>(FRAMES);
        if (all.contains("<|return|>") && all.contains("<|call|>")
                || all.contains("<|flush|>") && (all.contains("<|call|>") || all.contains("<|calls|>"))) {
            defined.add("<|end|>");
        }
        boolean textEndIsText = all.contains("<|tool_response>");
        String name = metadata.text("general.name").orElse("").toLowerCase(Locale.ROOT);
        boolean phi3 = name.contains("phi-3") || name.contains("phi3");
        MatchedTokens matched = new MatchedTokens(new BitSet(), new BitSet(), new BitSet());
        for (int id = 0; id < kinds.length; id++) {
            String text = texts.get(id);
            if (text.isEmpty() || textEndIsText && text.equals(TEXT_END)) {
                continue;
            }
            TokenKind kind = defined.contains(text) ? TokenKind.USER_DEFINED : control.contains(text) ? TokenKind.CONTROL : kinds[id];
            switch (kind) {
                case USER_DEFINED -> matched.always.set(id);
                case CONTROL, UNKNOWN -> matched.asked.set(id);
                case NORMAL, UNUSED, BYTE -> {}
            }
            boolean whole = matched.always.get(id) || matched.asked.get(id);
            matched.stripsRight.set(id, phi3 && whole && !PHI_3_KEEPS.contains(text));
        }
        return matched;
    }
}
