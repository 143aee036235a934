package dev.credence.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.hash.Sha256;
import dev.credence.testkit.External;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelConvertCommandTest {
    @TempDir
    Path folder;

    private static Path stories() {
        return External.models("stories260K", "stories260K.bin");
    }

    private static Path tokens() {
        return External.models("stories260K", "tok512.bin");
    }

    @Test
    void writesAFileThatTheOtherCommandsRead() throws Exception {
        Path out = folder.resolve("stories.gguf");
        Ran ran = Ran.credence("model", "convert", "llama2c", stories(), tokens(), "--out", out, "--type", "q8_0", "--json");
        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(ran.out()).contains("\"sha256\":\"" + Sha256.of(Bytes.wrap(Files.readAllBytes(out))).hex() + "\"").contains("\"bytes\":" + Files.size(out));
        Path texts = Files.writeString(folder.resolve("texts.json"), "[\"Once upon a time\"]");
        assertThat(Ran.credence("model", "tokenize", out, "--input", texts, "--json").out().strip()).isEqualTo("[[403,407,261,378]]");
        Path story = Files.writeString(folder.resolve("story.txt"), "Once upon a time, there was a little girl named Lily.");
        Ran score = Ran.credence("model", "score", out, "--text", story);
        assertThat(score.code()).as(score.err()).isZero();
        String mean = score.lines().stream().filter(line -> line.startsWith("mean negative")).findFirst().orElseThrow().replaceAll(".* ", "");
        assertThat(Double.parseDouble(mean)).as("a sentence that it learnt").isBetween(0.05, 0.6);
        Path again = folder.resolve("again.gguf");
        assertThat(Ran.credence("model", "convert", "llama2c", stories(), tokens(), "--out", again, "--type", "Q8_0", "--name", "stories260K.bin").out())
                .contains("5 layers of width 64, 260032 parameters, 512 tokens, context 512");
        assertThat(Files.mismatch(out, again)).isEqualTo(-1);
    }

    @Test
    void aTemplateAndMarksGoIntoTheFile() throws Exception {
        Path out = folder.resolve("chat.gguf");
        Path template = Files.writeString(folder.resolve("chat.jinja"), "{% for m in messages %}<s>{{ m.content }}</s>{% endfor %}");
        Ran ran = Ran.credence("model", "convert", "llama2c", stories(), tokens(), "--out", out, "--template", template, "--control", "▁the", "--end", "</s>",
                "--licence", "MIT", "--no-space-prefix");
        assertThat(ran.code()).as(ran.err()).isZero();
        Path cases = Files.writeString(folder.resolve("cases.json"), "[{\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}]");
        assertThat(Ran.credence("model", "prompt", out, "--input", cases, "--json").out()).contains("<s>Hi</s>");
    }

    @Test
    void whatCannotBeConvertedIsOneSentence() throws Exception {
        Path out = folder.resolve("x.gguf");
        assertThat(Ran.credence("model", "convert", "llama2c", tokens(), tokens(), "--out", out).code()).isEqualTo(ExitCode.FAILED);
        assertThat(Ran.credence("model", "convert", "llama2c", stories(), stories(), "--out", out).err()).contains("stories260K.bin: tokens[");
        assertThat(Ran.credence("model", "convert", "llama2c", stories(), tokens(), "--out", out, "--type", "q2").code()).isEqualTo(ExitCode.USAGE);
        assertThat(Ran.credence("model", "convert", "llama2c", stories(), tokens(), "--out", out, "--control", "<none>").err()).contains("no such token");
        Path broken = Files.writeString(folder.resolve("broken.jinja"), "{% for %}");
        assertThat(Ran.credence("model", "convert", "llama2c", stories(), tokens(), "--out", out, "--template", broken).err()).contains("broken.jinja");
        assertThat(Ran.credence("model", "convert", "llama2c", folder.resolve("none.bin"), tokens(), "--out", out).err()).contains("none.bin");
        assertThat(Ran.credence("model", "convert").code()).isEqualTo(ExitCode.USAGE);
        assertThat(out).doesNotExist();
    }
}
