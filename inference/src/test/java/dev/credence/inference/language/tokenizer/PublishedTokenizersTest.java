package dev.credence.inference.language.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.inference.gguf.GgufReader;
import dev.credence.testkit.External;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Published vocabularies give exactly the ids that llama.cpp's own tests expect of them, and the ids give the text back.
class PublishedTokenizersTest {
    private static final String SEPARATOR = "\n__ggml_vocab_test__\n";

    static Tokenizer load(String name) throws Exception {
        Path file = External.vectors("tokenizers", "tokenizers/ggml-vocab-" + name + ".gguf");
        return Tokenizers.of(GgufReader.decode(MemorySegment.ofArray(Files.readAllBytes(file))).metadata());
    }

    private record Row(String text, int[] ids) {}

    private static List<Row> rows(String name) throws Exception {
        String[] texts = Files.readString(External.vectors("tokenizers", "tokenizers/ggml-vocab-" + name + ".gguf.inp")).split(SEPARATOR, -1);
        List<String> lines = Files.readAllLines(External.vectors("tokenizers", "tokenizers/ggml-vocab-" + name + ".gguf.out"));
        return java.util.stream.IntStream.range(0, lines.size())
                .mapToObj(i -> new Row(texts[i], ids(lines.get(i))))
                .toList();
    }

    private static int[] ids(String line) {
        return line.isBlank() ? new int[0] : Arrays.stream(line.strip().split(" ")).mapToInt(Integer::parseInt).toArray();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpt-2", "llama-bpe", "llama-spm", "qwen2", "bert-bge"})
    void everyTextGivesItsIds(String name) throws Exception {
        Tokenizer tokenizer = load(name);
        List<Row> rows = rows(name);
        assertThat(rows).hasSizeGreaterThan(40);
        for (Row row : rows) {
            assertThat(tokenizer.encode(row.text, false)).as(row.text).containsExactly(row.ids);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpt-2", "llama-bpe", "llama-spm", "qwen2"})
    void theIdsGiveTheTextBackPieceByPiece(String name) throws Exception {
        Tokenizer tokenizer = load(name);
        for (Row row : rows(name)) {
            TextStream stream = new TextStream();
            StringBuilder text = new StringBuilder();
            for (int id : tokenizer.encode(row.text, false)) {
                text.append(stream.add(tokenizer.bytes(id)));
            }
            text.append(stream.end());
            String lead = tokenizer instanceof SentencePieceTokenizer && !row.text.isEmpty() ? " " : "";
            assertThat(text.toString()).isEqualTo(lead + row.text);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"llama-bpe", "llama-spm"})
    void aPromptBeginsWithOneToken(String name) throws Exception {
        Tokenizer tokenizer = load(name);
        int bos = tokenizer.vocabulary().marks().bos().orElseThrow();
        int[] plain = tokenizer.encodePrompt("Hello", true);
        assertThat(plain).hasSizeGreaterThan(1).startsWith(bos);
        assertThat(tokenizer.encodePrompt(tokenizer.vocabulary().text(bos) + "Hello", true)).containsExactly(plain);
        assertThat(tokenizer.encode(tokenizer.vocabulary().text(bos) + "Hello", false)).doesNotContain(bos);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpt-2", "qwen2"})
    void otherByteLevelVocabulariesBeginWithoutOne(String name) throws Exception {
        Tokenizer tokenizer = load(name);
        assertThat(tokenizer.encodePrompt("Hello", true)).containsExactly(tokenizer.encode("Hello", true));
    }
}
