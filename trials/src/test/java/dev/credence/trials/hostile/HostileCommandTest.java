package dev.credence.trials.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.node.cli.Main;
import dev.credence.node.cli.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Goal: whatever a user types or whatever stands in a file, the command says in one sentence what it expected and what it found, and ends with the
/// exit code of docs and scripts: 1 failed or malformed, 2 usage, 4 surroundings.
///
/// Method: command lines run inside this process, with files named by their defect.
class HostileCommandTest {
    @TempDir
    private static Path folder;

    @BeforeAll
    static void write() throws IOException {
        file("empty.json", "");
        file("not.json", "this is no JSON");
        file("deep.json", "[".repeat(100_000));
        file("twice.json", "{\"version\":0,\"version\":0}");
        file("nan.json", "{\"version\":NaN}");
        file("huge.json", "{\"version\":1e999999999}");
        file("list.json", "[]");
        file("trust.json", "{\"version\":0,\"network\":\"n\",\"environment\":\"file\",\"signer\":\"" + "A".repeat(43) + "=\"}");
        file("unknown.json", "{\"data\":\"d\",\"port\":0,\"logs\":[],\"name\":\"c\",\"colour\":\"blue\"}");
        file("port.json", "{\"data\":\"d\",\"port\":70000,\"logs\":[],\"name\":\"c\"}");
        file("text-port.json", "{\"data\":\"d\",\"port\":\"80\",\"logs\":[],\"name\":\"c\"}");
        file("key.json", "{\"data\":\"d\",\"port\":0,\"logs\":[\"not a key\"],\"name\":\"c\"}");
        file("url.json", "{\"data\":\"d\",\"port\":0,\"trust\":\"trust.json\",\"ledger\":\"ftp://x\",\"models\":[]}");
        file("lone.json", "{\"data\":\"d\",\"port\":0,\"trust\":\"trust.json\",\"ledger\":\"http://127.0.0.1:1\",\"models\":[]}");
        file("quorum.json", "{\"data\":\"d\",\"port\":0,\"name\":\"n\",\"environment\":\"test\",\"cosigners\":[],\"quorum\":1}");
        Files.write(folder.resolve("binary"), new byte[] {0, -1, 27, '[', '2', 'J', 10});
    }

    private static void file(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    /// A command line that must fail.
    private record Bad(String line, int exitCode, String words) {
        // A malformed receipt is no trouble of the command: it gets a report like any other.
        boolean isJudged() {
            return line.startsWith("verify") && line.endsWith("--trust @trust.json") && exitCode == 1;
        }

        @Override
        public String toString() {
            return line;
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lines")
    void endsWithOneSentenceAndTheRightCode(Bad bad) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();

        int code = Main.run(new Terminal(stream(out), stream(err), false), words(bad.line()));

        String said = err.toString(StandardCharsets.UTF_8);
        String all = said + out.toString(StandardCharsets.UTF_8);
        assertThat(all).contains(bad.words()).doesNotContain("\tat ").doesNotContain("Exception").doesNotContain("\u001b");
        assertThat(code).as(all).isEqualTo(bad.exitCode());
        if (!bad.isJudged() && code != 2) {
            assertThat(said.lines()).singleElement().asString().startsWith("credence: ").hasSizeLessThan(1_000);
        }
    }

    private static Stream<Bad> lines() {
        String verify = "verify @%s --trust @%s";
        List<Bad> bad = new ArrayList<>(List.of(
                new Bad("frobnicate", 2, "frobnicate"),
                new Bad("verify", 2, "--trust"),
                new Bad("verify @list.json", 2, "--trust"),
                new Bad("verify @list.json --trust @trust.json --colour", 2, "--colour"),
                new Bad("verify @list.json --trust @trust.json --policy speed>9000", 2, "policy"),
                new Bad("verify @list.json --trust @trust.json --policy value=5", 2, "value"),
                new Bad("verify @list.json --trust @trust.json --at yesterday", 2, "yesterday"),
                new Bad("verify @list.json --trust @trust.json --replay digits", 2, "--request"),
                new Bad("verify @absent.json --trust @trust.json", 4, "no such file"),
                new Bad("verify @list.json --trust @absent.json", 4, "no such file"),
                new Bad("verify @ --trust @trust.json", 4, ""),
                new Bad("verify @list.json --trust @trust.json --assumptions @not.json", 1, "expected"),
                new Bad("infer digits", 2, "--input"),
                new Bad("infer digits --input @absent.png --gateway http://127.0.0.1:1 --trust @trust.json", 4, ""),
                new Bad("infer digits --input @binary --data @nowhere", 4, "no such file"),
                new Bad("up --operators 0", 2, "expected 1 to"),
                new Bad("up --operators many", 2, "many"),
                new Bad("up --port 70000", 2, "70000"),
                new Bad("ledger", 2, "--config"),
                new Bad("cosigner --config @absent.json", 4, "no such file"),
                new Bad("cosigner --config @unknown.json", 1, "colour"),
                new Bad("cosigner --config @port.json", 1, "70000"),
                new Bad("cosigner --config @text-port.json", 1, "port"),
                new Bad("cosigner --config @key.json", 1, "logs"),
                new Bad("operator --config @url.json", 1, "ftp://x"),
                new Bad("operator --config @lone.json", 1, "trust"),
                new Bad("ledger --config @quorum.json", 1, "quorum"),
                new Bad("ledger submit @not.json --ledger http://127.0.0.1:1", 1, "expected"),
                new Bad("ledger submit @absent.json --ledger http://127.0.0.1:1", 4, "no such file")));
        for (String defect : List.of("empty.json", "not.json", "deep.json", "twice.json", "nan.json", "huge.json", "list.json", "binary")) {
            bad.add(new Bad(verify.formatted(defect, "trust.json"), 1, ""));
            bad.add(new Bad(verify.formatted("list.json", defect), 1, "expected"));
            for (String role : List.of("ledger", "cosigner", "operator", "gateway")) {
                bad.add(new Bad(role + " --config @" + defect, 1, "expected"));
            }
        }
        return bad.stream();
    }

    private static String[] words(String line) {
        return Stream.of(line.split(" "))
                .map(word -> word.startsWith("@") ? folder.resolve(word.substring(1)).toString() : word)
                .toArray(String[]::new);
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
