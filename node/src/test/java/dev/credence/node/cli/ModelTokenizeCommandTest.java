package dev.credence.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.testkit.External;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelTokenizeCommandTest {
    @TempDir
    Path folder;

    private Path texts(String json) throws Exception {
        return Files.writeString(folder.resolve("texts.json"), json);
    }

    @Test
    void printsTheIdsOfEveryTextInOrder() throws Exception {
        Path file = External.vectors("tokenizers", "tokenizers/ggml-vocab-gpt-2.gguf");
        Path texts = texts("[\"Hello world\", \"\", \"<|endoftext|>\"]");
        Ran plain = Ran.credence("model", "tokenize", file, "--input", texts);
        assertThat(plain.out()).isEqualTo("[\n[15496, 995],\n[],\n[27, 91, 437, 1659, 5239, 91, 29]\n]\n");
        assertThat(plain.code()).isZero();
        assertThat(Ran.credence("model", "tokenize", file, "--input", texts, "--special", "--json").out()).isEqualTo("[[15496,995],[],[50256]]\n");
    }

    @Test
    void everyCharacterOfUnicodeIsText() throws Exception {
        Path file = External.vectors("tokenizers", "tokenizers/ggml-vocab-gpt-2.gguf");
        Path texts = texts("[\"\uffff\", \"\\uFFFE \", \"\\udbff\\udfff\"]");
        assertThat(Ran.credence("model", "tokenize", file, "--input", texts, "--json").out())
                .as("the bytes EF BF BF; EF BF BE and a space; F4 8F BF BF")
                .isEqualTo("[[171,123,123],[171,123,122,220],[176,237,123,123]]\n");
        assertThat(Ran.credence("model", "tokenize", file, "--input", texts("[\"\\ud800\"]")).err()).contains("a lone surrogate");
    }

    @Test
    void badInputIsOneSentence() throws Exception {
        Path file = External.vectors("tokenizers", "tokenizers/ggml-vocab-gpt-2.gguf");
        Ran other = Ran.credence("model", "tokenize", file, "--input", texts("{}"));
        assertThat(other.code()).isEqualTo(ExitCode.FAILED);
        assertThat(other.err()).contains("expected an array of texts").doesNotContain("\tat ");
        assertThat(Ran.credence("model", "tokenize", file, "--input", texts("[\"a\",1]")).err()).contains("[1] at byte 5: expected a text");
        assertThat(Ran.credence("model", "tokenize", file, "--input", folder.resolve("none")).code()).isEqualTo(ExitCode.ENVIRONMENT);
        Path cut = Files.write(folder.resolve("cut.gguf"), java.util.Arrays.copyOf(Files.readAllBytes(file), 5000));
        Ran broken = Ran.credence("model", "tokenize", cut, "--input", texts("[]"));
        assertThat(broken.code()).isEqualTo(ExitCode.FAILED);
        assertThat(broken.err()).contains("tokenizer.ggml.tokens").doesNotContain("\tat ");
        Path empty = Files.write(folder.resolve("empty.gguf"), new byte[0]);
        assertThat(Ran.credence("model", "tokenize", empty, "--input", texts("[]")).err()).contains("magic at byte 0: expected 4 more bytes");
        assertThat(Ran.credence("model", "tokenize", folder, "--input", texts("[]")).code()).isEqualTo(ExitCode.ENVIRONMENT);
    }
}
