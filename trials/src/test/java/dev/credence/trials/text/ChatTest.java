package dev.credence.trials.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.codec.IJson;
import dev.credence.foundation.codec.JsonFields;
import dev.credence.foundation.codec.JsonLimits;
import dev.credence.node.cli.Main;
import dev.credence.node.cli.Terminal;
import dev.credence.trials.kit.RecordingProxy;
import dev.credence.trials.kit.SpeakingTrial;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: `credence chat` shows an answer while it comes, and under it what stands behind it.
class ChatTest {
    @TempDir
    private static Path folder;

    private static SpeakingTrial trial;

    @BeforeAll
    static void start() throws Exception {
        trial = SpeakingTrial.start(folder);
    }

    @AfterAll
    static void stop() throws Exception {
        trial.close();
    }

    private record Ran(int code, String out, String err) {}

    private static Ran chat(String input, String gateway, String... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false);
        List<String> all = new ArrayList<>(List.of("chat", SpeakingTrial.MODEL));
        all.addAll(List.of(words));
        all.addAll(List.of("--max-tokens", "8", "--gateway", gateway, "--trust", trial.trial().network().trustFile().toString()));
        int code = Main.run(terminal, all.toArray(String[]::new));
        return new Ran(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static String honest() {
        return trial.trial().network().gatewayUrl();
    }

    @Test
    void saysOneThingAndVerifiesTheAnswer() throws Exception {
        Path out = folder.resolve("said");
        Ran ran = chat("", honest(), "what is red?", "--policy", "require=replay>=2", "--out", out.toString());
        assertThat(ran.code()).as(ran.toString()).isZero();
        assertThat(ran.out()).contains("[verified, 0.9 nines: re-executed by 2 drawn]");
        assertThat(out.resolve("receipt.json")).exists();
    }

    @Test
    void printsOneObjectForPrograms() throws Exception {
        Ran ran = chat("", honest(), "what is red?", "--json", "--seed", "5", "--temperature", "0");
        assertThat(ran.code()).as(ran.toString()).isZero();
        JsonFields object = JsonFields.of("", IJson.parse(Bytes.ofUtf8(ran.out().strip()), JsonLimits.ofBytes(1 << 20)));
        assertThat(object.string("text", 10_000)).isNotEmpty();
        assertThat(object.string("badge", 1_000)).contains("signed by operator");
    }

    @Test
    void readsLinesUntilTheirEndAndReportsOnRequest() {
        Ran ran = chat("what is red?\n\nand green?\n/report\n", honest());
        assertThat(ran.code()).as(ran.toString()).isZero();
        assertThat(ran.out().split("signed by operator", -1)).hasSize(3);
        assertThat(ran.out()).contains("not claimed");
    }

    @Test
    void saysWhatFailsWhereTheGatewayLies() throws Exception {
        try (RecordingProxy gateway = RecordingProxy.start(honest())) {
            gateway.lies((_, answer) -> answer.replaceFirst("\"content\":\"[^\"]", "\"content\":\"Q"));
            Ran ran = chat("", gateway.url(), "what is red?", "--temperature", "0");
            assertThat(ran.code()).isEqualTo(1);
            assertThat(ran.out()).contains("[FAILED", "ANSWER_MISMATCH");
        }
    }

    @Test
    void repeatsTheGatewaysRefusal() {
        Ran ran = chat("", honest(), "what is red?", "--temperature", "-3");
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.err()).contains("temperature");
    }
}
