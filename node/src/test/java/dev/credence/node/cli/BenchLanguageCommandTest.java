package dev.credence.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.foundation.codec.JsonFields;
import dev.credence.foundation.codec.JsonNumeric;
import dev.credence.testkit.External;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class BenchLanguageCommandTest {
    @Test
    void printsRatesOfPromptAndAnswer() throws Exception {
        Path model = External.vectors("tiny language models", "language/tiny/t-qwen3.gguf");
        Ran plain = Ran.credence("bench", "language", "--model", model, "--prompt", 20, "--decode", 4);
        assertThat(plain.code()).as(plain.err()).isZero();
        assertThat(plain.lines().get(0)).matches("prompt of 20 tokens +[0-9.]+ tokens/s");
        assertThat(plain.lines().get(1)).matches("answer of 4 tokens +[0-9.]+ tokens/s");
        JsonFields json = Ran.credence("bench", "language", "--model", model, "--prompt", 20, "--decode", 9, "--threads", 2, "--trace", "--json").json();
        assertThat(json.integer("threads", 0, 9)).isEqualTo(2);
        assertThat(((JsonNumeric) json.any("replay_ratio")).asDouble()).isPositive();
        assertThat(((JsonNumeric) json.any("recorded_tokens_per_second")).asDouble()).isPositive();
        assertThat(json.integer("first_token_ms", 1, Long.MAX_VALUE)).isPositive();
        assertThat(Ran.credence("bench", "language", "--model", model).code()).isEqualTo(ExitCode.USAGE);
    }
}
