package dev.credence.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.foundation.codec.JsonFields;
import dev.credence.testkit.External;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelScoreCommandTest {
    @TempDir
    Path folder;

    private static Path model() {
        return External.vectors("tiny language models", "language/tiny/t-llama.gguf");
    }

    private Path text(String text) throws Exception {
        return Files.writeString(folder.resolve("text.txt"), text);
    }

    @Test
    void printsOnePositionATokenAndTheMean() throws Exception {
        Ran ran = Ran.credence("model", "score", model(), "--text", text("abc"), "--json");
        assertThat(ran.code()).as(ran.err()).isZero();
        JsonFields score = ran.json();
        // The file's first token, a space, and three bytes.
        assertThat(ran.out()).startsWith("{\"ids\":[1,");
        assertThat(score.objects("positions", 100)).hasSizeGreaterThan(2);
        assertThat(ran.out()).contains("\"logprob_next\":null").contains("\"mean_negative_logprob\":");
        assertThat(Ran.credence("model", "score", model(), "--text", text("abc"), "--json", "--threads", 2).out()).isEqualTo(ran.out());
        assertThat(Ran.credence("model", "score", model(), "--text", text("abc")).out()).contains("mean negative log-probability  ");
    }

    @Test
    void whatCannotBeScoredIsOneSentence() throws Exception {
        Ran tooLong = Ran.credence("model", "score", model(), "--text", text("x".repeat(300)));
        assertThat(tooLong.code()).isEqualTo(ExitCode.FAILED);
        assertThat(tooLong.err()).contains("tokens, but the model's context has 256");
        Path vocabulary = External.vectors("tokenizers", "tokenizers/ggml-vocab-gpt-2.gguf");
        assertThat(Ran.credence("model", "score", vocabulary, "--text", text("a")).err()).contains("this build does not have the architecture \"gpt2\"");
        byte[] bytes = Files.readAllBytes(model());
        Arrays.fill(bytes, bytes.length - 4, bytes.length, (byte) 0xff);
        Path broken = Files.write(folder.resolve("nan.gguf"), bytes);
        assertThat(Ran.credence("model", "score", broken, "--text", text("a")).err()).contains("holds a number that is not finite");
        Files.write(folder.resolve("text.txt"), new byte[] {-1});
        assertThat(Ran.credence("model", "score", model(), "--text", folder.resolve("text.txt")).code()).isEqualTo(ExitCode.FAILED);
    }
}
