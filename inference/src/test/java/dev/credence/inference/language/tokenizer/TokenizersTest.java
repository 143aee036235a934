package dev.credence.inference.language.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.foundation.bytes.MalformedException;
import dev.credence.inference.gguf.GgufBuilder;
import dev.credence.inference.gguf.GgufReader;
import dev.credence.inference.graph.RefusedException;
import dev.credence.testkit.Seeded;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The rules that published vocabularies do not show, on vocabularies made for them.
class TokenizersTest {
    private static Tokenizer read(GgufBuilder file) throws Exception {
        return Tokenizers.of(GgufReader.decode(file.segment()).metadata());
    }

    /// ids: 0 <unk>, 1 <s>, 2 </s>, 3… the bytes, then `more` with scores falling by one.
    private static GgufBuilder sentencePiece(String... more) {
        List<String> tokens = new ArrayList<>(List.of("<unk>", "<s>", "</s>"));
        for (int i = 0; i < 256; i++) {
            tokens.add("<0x%02X>".formatted(i));
        }
        tokens.addAll(List.of(more));
        int[] types = new int[tokens.size()];
        float[] scores = new float[tokens.size()];
        for (int i = 0; i < types.length; i++) {
            types[i] = i == 0 ? 2 : i < 3 ? 3 : i < 259 ? 6 : tokens.get(i).startsWith("U") ? 4 : 1;
            scores[i] = i < 259 ? 0 : 258 - i;
        }
        return new GgufBuilder()
                .put("tokenizer.ggml.model", "llama")
                .put("tokenizer.ggml.tokens", tokens)
                .put("tokenizer.ggml.scores", scores)
                .put("tokenizer.ggml.token_type", types)
                .put("tokenizer.ggml.bos_token_id", 1)
                .put("tokenizer.ggml.eos_token_id", 2);
    }

    @Test
    void theHighestScoreMergesFirstAndOfEqualOnesTheLeftmost() throws Exception {
        GgufBuilder file = sentencePiece("bc", "ab", "a", "b", "c").put("tokenizer.ggml.add_space_prefix", false);
        assertThat(read(file).encode("abc", false)).containsExactly(261, 259);
        assertThat(read(file).encode("abab", false)).containsExactly(260, 260);
        GgufBuilder same = sentencePiece("aa", "a").put("tokenizer.ggml.add_space_prefix", false);
        assertThat(read(same).encode("aaa", false)).containsExactly(259, 260);
    }

    @Test
    void aSpaceIsPutBeforeTheTextAndAfterEachSpecialToken() throws Exception {
        Tokenizer tokenizer = read(sentencePiece("▁", "x", "U"));
        assertThat(tokenizer.encode("x", true)).containsExactly(259, 260);
        assertThat(tokenizer.encode("x</s>x", true)).containsExactly(259, 260, 2, 259, 260);
        assertThat(tokenizer.encode("Ux", false)).containsExactly(261, 259, 260);
        assertThat(tokenizer.encode("", true)).isEmpty();
    }

    @Test
    void controlTokensArePlainTextUnlessAsked() throws Exception {
        Tokenizer tokenizer = read(sentencePiece().put("tokenizer.ggml.add_space_prefix", false));
        assertThat(tokenizer.encode("</s>", true)).containsExactly(2);
        assertThat(tokenizer.encode("</s>", false)).containsExactly(3 + '<', 3 + '/', 3 + 's', 3 + '>');
    }

    @Test
    void theLongestSpecialTokenIsMatchedFirst() throws Exception {
        Tokenizer tokenizer = read(sentencePiece("U", "UU", "UUU").put("tokenizer.ggml.add_space_prefix", false));
        assertThat(tokenizer.encode("UUUUUU", false)).containsExactly(261, 261);
        assertThat(tokenizer.encode("UUUUU", false)).containsExactly(261, 260);
    }

    @Test
    void whatHasNoTokenIsItsBytes() throws Exception {
        Tokenizer tokenizer = read(sentencePiece().put("tokenizer.ggml.add_space_prefix", false));
        assertThat(tokenizer.encode("é", false)).containsExactly(3 + 0xc3, 3 + 0xa9);
        assertThat(tokenizer.bytes(3 + 0xc3)).containsExactly(0xc3);
        assertThat(tokenizer.bytes(2)).isEmpty();
    }

    @Test
    void theEndsAreFoundByKeyAndByText() throws Exception {
        Tokenizer tokenizer = read(sentencePiece("<|im_end|>", "a").put("tokenizer.ggml.eot_token_id", 260));
        assertThat(tokenizer.vocabulary().marks().ends()).containsExactlyInAnyOrder(2, 259, 260);
        assertThat(tokenizer.vocabulary().isEnd(3)).isFalse();
    }

    /// Merging by the queue against the obvious loop that looks at all pairs in each step.
    @Test
    void theQueueMergesAsTheObviousLoopDoes() throws Exception {
        Seeded.check(300, (random, _) -> {
            List<String> more = new ArrayList<>(List.of("a", "b", "c"));
            for (int i = 0; i < 12; i++) {
                more.add(letters(random, 2 + random.nextInt(4)));
            }
            String[] distinct = more.stream().distinct().toArray(String[]::new);
            Tokenizer tokenizer = read(sentencePiece(distinct).put("tokenizer.ggml.add_space_prefix", false));
            String text = letters(random, random.nextInt(40));
            assertThat(tokenizer.encode(text, false)).as(text + " by " + more).containsExactly(obvious(tokenizer.vocabulary(), text));
        });
    }

    private static String letters(java.util.random.RandomGenerator random, int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append((char) ('a' + random.nextInt(3)));
        }
        return text.toString();
    }

    private static int[] obvious(Vocabulary vocabulary, String text) {
        List<String> symbols = new ArrayList<>();
        text.chars().forEach(c -> symbols.add(String.valueOf((char) c)));
        while (true) {
            int best = -1;
            for (int i = 0; i + 1 < symbols.size(); i++) {
                int id = vocabulary.idOrNone(symbols.get(i) + symbols.get(i + 1));
                if (id >= 0 && (best < 0 || vocabulary.score(id) > vocabulary.score(vocabulary.idOrNone(symbols.get(best) + symbols.get(best + 1))))) {
                    best = i;
                }
            }
            if (best < 0) {
                return symbols.stream().mapToInt(vocabulary::idOrNone).toArray();
            }
            symbols.set(best, symbols.get(best) + symbols.remove(best + 1));
        }
    }

    @Test
    void aLongTextWithoutSpacesTakesNoQuadraticTime() throws Exception {
        Tokenizer tokenizer = read(sentencePiece("aa", "a", "aaaa", "aaaaaaaa").put("tokenizer.ggml.add_space_prefix", false));
        int[] ids = tokenizer.encode("a".repeat(400_000), false);
        assertThat(ids).hasSize(50_000);
    }

    private static GgufBuilder byteLevel(String pre) {
        return new GgufBuilder()
                .put("tokenizer.ggml.model", "gpt2")
                .put("tokenizer.ggml.pre", pre)
                .put("tokenizer.ggml.tokens", List.of("a", "b", "ab", "Ġ", "1", "2", "12", "123", "3"))
                .put("tokenizer.ggml.merges", List.of("a b", "1 2", "12 3"));
    }

    @Test
    void digitsAreCutAsThePreTokenizerSays() throws Exception {
        assertThat(read(byteLevel("gpt-2")).encode("ab 123123", false)).containsExactly(2, 3, 7, 7);
        assertThat(read(byteLevel("smollm")).encode("ab 12", false)).containsExactly(2, 3, 4, 5);
        assertThat(read(byteLevel("llama-bpe")).encode("12312", false)).containsExactly(7, 6);
        assertThat(read(byteLevel("qwen2")).encode("12", false)).containsExactly(4, 5);
    }

    private static GgufBuilder marked(String... more) {
        return sentencePiece(more).put("tokenizer.ggml.add_space_prefix", false);
    }

    @Test
    void tokensThatEndATurnOrFrameAGapAreControlTokensWhateverTheirKind() throws Exception {
        Tokenizer tokenizer = read(marked("U<|x|>", "<|im_end|>", "<|fim_prefix|>", "<", "|"));
        assertThat(tokenizer.encode("<|im_end|>U<|x|>", true)).containsExactly(260, 259);
        assertThat(tokenizer.encode("<|fim_prefix|>", true)).containsExactly(261);
        assertThat(tokenizer.encode("<|im_end|>", false)).doesNotContain(260);
        Tokenizer named = read(marked("<|fim_prefix|>", "a").put("tokenizer.ggml.fim_pre_token_id", 260));
        assertThat(named.encode("<|fim_prefix|>", true)).doesNotContain(259);
    }

    @Test
    void theTokensAroundAnAnswerOfGptOssAreText() throws Exception {
        assertThat(read(marked("<|channel|>", "<|end|>")).encode("<|channel|>", false)).containsExactly(259);
        assertThat(read(marked("<|end|>")).encode("<|end|>", false)).doesNotContain(259);
        assertThat(read(marked("<|end|>", "<|return|>", "<|call|>")).encode("<|end|>", false)).containsExactly(259);
        assertThat(read(marked("<|tool_response>")).encode("</s>", true)).doesNotContain(2);
    }

    @Test
    void phi3DropsTheSpaceBehindItsTokens() throws Exception {
        Tokenizer tokenizer = read(marked("Uend", "\t", "x").put("general.name", "Phi-3 mini"));
        assertThat(tokenizer.encode("Uend \t\nx<s> ", true)).containsExactly(259, 261, 1, 3 + 0xe2, 3 + 0x96, 3 + 0x81);
        assertThat(read(marked("Uend", "\t", "x")).encode("Uend\tx", true)).containsExactly(259, 260, 261);
    }

    @Test
    void charactersMergeByRankAndLinesArePieces() throws Exception {
        Tokenizer tokenizer = read(new GgufBuilder()
                .put("tokenizer.ggml.model", "gemma4")
                .put("tokenizer.ggml.tokens", List.of("▁", "a", "é", "aé", "▁aé", "\n", "\n\n", "<0xF0>", "<0x9F>"))
                .put("tokenizer.ggml.token_type", new int[] {1, 1, 1, 1, 1, 1, 1, 6, 6})
                .put("tokenizer.ggml.merges", List.of("a é", "▁ aé", "é ▁")));
        assertThat(tokenizer.encode(" aé\n\n aé\n", false)).containsExactly(4, 6, 4, 5);
        assertThat(tokenizer.encode("é \n\n\na", false)).containsExactly(5, 5, 5, 1);
        assertThat(tokenizer.encode("😀", false)).containsExactly(7, 8);
        assertThat(tokenizer.bytes(4)).isEqualTo(" aé".getBytes(StandardCharsets.UTF_8));
        assertThat(tokenizer.bytes(7)).containsExactly(0xf0);
    }

    @Test
    void whatThisBuildDoesNotHaveIsRefusedByName() {
        assertThatThrownBy(() -> read(byteLevel("chameleon"))).isInstanceOf(RefusedException.class).hasMessage("this build has no pre-tokenizer \"chameleon\"");
        GgufBuilder unigram = new GgufBuilder().put("tokenizer.ggml.model", "t5");
        assertThatThrownBy(() -> read(unigram)).isInstanceOf(RefusedException.class).hasMessage("this build has no tokenizer of the kind \"t5\"");
    }

    @Test
    void aVocabularyThatContradictsItselfIsMalformed() {
        refused(new GgufBuilder(), "tokenizer.ggml.model");
        refused(new GgufBuilder().put("tokenizer.ggml.model", "llama"), "tokenizer.ggml.tokens");
        refused(sentencePiece().put("tokenizer.ggml.eot_token_id", 259), "tokenizer.ggml.eot_token_id: expected 0 to 258, found 259");
        refused(new GgufBuilder().put("tokenizer.ggml.model", "llama").put("tokenizer.ggml.tokens", List.of("a")).put("tokenizer.ggml.scores", new float[2]),
                "tokenizer.ggml.scores: expected 1 entries");
        refused(new GgufBuilder().put("tokenizer.ggml.model", "llama").put("tokenizer.ggml.tokens", List.of("a")).put("tokenizer.ggml.token_type", new int[] {7}),
                "tokenizer.ggml.token_type[0]: expected 1 to 6, found 7");
        refused(new GgufBuilder().put("tokenizer.ggml.model", "llama").put("tokenizer.ggml.tokens", List.of("a")).put("tokenizer.ggml.scores", new float[] {Float.NaN}),
                "tokenizer.ggml.scores[0]: expected a finite number");
        for (String written : List.of("<0x-1>", "<0xG0>", "<0x0>", "<0x000>", "")) {
            refused(new GgufBuilder().put("tokenizer.ggml.model", "llama").put("tokenizer.ggml.tokens", List.of(written)).put("tokenizer.ggml.token_type", new int[] {6}),
                    "a byte written <0x00> to <0xFF>");
        }
        refused(new GgufBuilder().put("tokenizer.ggml.model", "gpt2").put("tokenizer.ggml.pre", "gpt-2").put("tokenizer.ggml.tokens", List.of("a")).put("tokenizer.ggml.merges", List.of("ab")),
                "tokenizer.ggml.merges[0]: expected two texts with a space between them");
    }

    private static void refused(GgufBuilder file, String sentence) {
        assertThatThrownBy(() -> read(file)).isInstanceOf(MalformedException.class).hasMessageContaining(sentence);
    }

    @Test
    void textComesOutAsSoonAsItIsWholeAndNeverChanged() {
        Seeded.check(2_000, (random, _) -> {
            byte[] bytes = new byte[random.nextInt(24)];
            String alphabet = "aé€😀\u0000 \n";
            if (random.nextBoolean()) {
                random.nextBytes(bytes);
            } else {
                StringBuilder text = new StringBuilder();
                alphabet.codePoints().filter(_ -> random.nextBoolean()).forEach(text::appendCodePoint);
                bytes = text.toString().getBytes(StandardCharsets.UTF_8);
            }
            TextStream stream = new TextStream();
            StringBuilder joined = new StringBuilder();
            for (byte each : bytes) {
                joined.append(stream.add(new byte[] {each}));
            }
            joined.append(stream.end());
            assertThat(joined.toString()).isEqualTo(new String(bytes, StandardCharsets.UTF_8));
        });
        TextStream stream = new TextStream();
        assertThat(stream.add(new byte[] {'a', (byte) 0xf0, (byte) 0x9f})).isEqualTo("a");
        assertThat(stream.add(new byte[] {(byte) 0x98, (byte) 0x80})).isEqualTo("😀");
        assertThat(stream.end()).isEmpty();
    }

    @Test
    void classesAreThoseOfTheirPinnedVersion() {
        // U+2EBF0 came with 15.1, U+105C0 with 16.0.
        assertThat(Unicode.isLetter(0x2ebf0)).isTrue();
        assertThat(Unicode.isLetter(0x105c0)).isFalse();
        assertThat(Unicode.isNumber(0x0660)).isTrue();
        assertThat(Unicode.isSpace(0x85)).isTrue();
        assertThat(Unicode.isSpace(0x200b)).isFalse();
        assertThat(Unicode.decomposed('é')).isEqualTo('e');
        assertThat(Unicode.decomposed('한')).isEqualTo(0x1112);
        assertThat(Unicode.lower('Ä')).isEqualTo('ä');
        int letters = 0;
        for (int c = 0; c < 0x110000; c++) {
            letters += Unicode.isLetter(c) ? 1 : 0;
        }
        assertThat(letters).isEqualTo(136_726);
    }
}
