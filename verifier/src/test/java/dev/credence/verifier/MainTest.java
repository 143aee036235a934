package dev.credence.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.JsonFields;
import dev.credence.foundation.codec.JsonLimits;
import dev.credence.foundation.codec.StrictJson;
import dev.credence.verification.report.Palette;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Goal: the small program says of every receipt vector what the specification says, and of every bad command line one sentence.
/// Method: its entry inside this process; the jar itself is run by `trials`.
class MainTest {
    private static final Path VECTORS =
            Path.of(System.getProperty("credence.home", ".."), "verification", "src", "test", "resources", "vectors", "receipt");
    private static final Path GOOD = VECTORS.resolve("good-two-replays");

    @TempDir
    private Path folder;

    private record Ran(int code, String out, String err) {}

    private static Ran run(Palette palette, List<String> words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = Main.run(stream(out), stream(err), palette, words.toArray(String[]::new));
        return new Ran(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static JsonFields read(Bytes json) throws MalformedException {
        return JsonFields.of("", StrictJson.parse(json, JsonLimits.ofBytes(1 << 16)));
    }

    /// The words that verify a vector, or none where it needs a reader who has the model.
    private static List<String> words(Path vector) throws IOException, MalformedException {
        JsonFields given = read(Bytes.of(Files.readAllBytes(vector.resolve("expect.json")))).object("given");
        if (given.optionalObject("local").isPresent() || given.optionalObject("code").isPresent()) {
            return List.of();
        }
        List<String> words = new ArrayList<>(List.of(vector.resolve("receipt.json").toString(), "--trust", vector.resolve("trust.json").toString()));
        for (String body : List.of("request", "answer")) {
            if (Files.exists(vector.resolve(body + ".json"))) {
                words.addAll(List.of("--" + body, vector.resolve(body + ".json").toString()));
            }
        }
        words.addAll(List.of("--at=" + Instant.ofEpochMilli(given.integer("time", 0, Long.MAX_VALUE))));
        words.addAll(List.of("--policy", given.string("policy", 10_000)));
        return words;
    }

    @Test
    void everyVectorGetsItsVerdictAndExitCode() throws Exception {
        int judged = 0;
        for (Path vector : vectors()) {
            List<String> words = words(vector);
            if (words.isEmpty()) {
                continue;
            }
            judged++;
            String expected = read(Bytes.of(Files.readAllBytes(vector.resolve("expect.json")))).object("outcome").string("verdict", 20);
            Ran ran = run(Palette.PLAIN, words);
            assertThat(ran.code()).as(vector + ": " + ran).isEqualTo(code(expected));
            assertThat(ran.out().lines().toList().getLast()).startsWith("verdict      " + expected);
        }
        assertThat(judged).as("vectors without a re-execution").isGreaterThan(100);
    }

    private static int code(String verdict) {
        return List.of("verified", "failed", "", "incomplete").indexOf(verdict);
    }

    private static List<Path> vectors() throws IOException {
        try (Stream<Path> children = Files.list(VECTORS)) {
            return children.sorted().toList();
        }
    }

    @Test
    void anotherAssumptionTableIsNamedInTheReport() throws Exception {
        Path table = Path.of(System.getProperty("credence.home", ".."), "receipt/src/main/resources/dev/credence/receipt/confidence/assumptions.json");
        String own = Files.readString(table).replaceFirst("\"version\": *1", "\"version\":77").replaceFirst("\"n\": *1, *\"d\": *3", "\"n\":1,\"d\":2");
        Path other = Files.writeString(folder.resolve("assumptions.json"), own);
        List<String> words = new ArrayList<>(words(GOOD));
        words.removeLast();
        words.addAll(List.of("", "--assumptions", other.toString()));
        Ran ran = run(Palette.PLAIN, words);
        assertThat(ran.out()).contains("assumptions 77").contains("verified, 0.6 nines");
    }

    @Test
    void helpIsPrintedForWhoAsks() {
        for (String word : List.of("--help", "-h")) {
            Ran ran = run(Palette.PLAIN, List.of("x", word));
            assertThat(ran.code()).isZero();
            assertThat(ran.out()).contains("--trust FILE").contains("Exit code");
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            ""                                             | 2 | expected a receipt file
            r.json                                         | 2 | expected --trust FILE
            r.json --trust                                 | 2 | expected FILE after --trust
            r.json --trust a --trust b                     | 2 | expected --trust once
            r.json s.json --trust a                        | 2 | expected one receipt, found 'r.json' and 's.json'
            r.json --trust a --colour red                  | 2 | unknown option '--colour'
            r.json --trust a --replay digits               | 2 | './credence verify … --replay MODEL' of the full program
            absent.json --trust @trust.json                | 4 | absent.json: there is no such file
            @ --trust @trust.json                          | 4 | directory
            @receipt.json --trust absent.json              | 4 | absent.json: there is no such file
            @receipt.json --trust @receipt.json            | 1 | receipt.json: at byte
            @receipt.json --trust @trust.json --at noon    | 2 | --at: expected a time such as
            @receipt.json --trust @trust.json --at +1000000000-12-31T23:59:59Z | 2 | --at: expected a time within
            @receipt.json --trust @trust.json --policy x=1 | 2 | --policy:
            @receipt.json --trust @trust.json --assumptions @trust.json | 1 | trust.json: date: expected this member
            @receipt.json --trust @trust.json --request absent.json | 4 | absent.json: there is no such file
            @receipt.json --trust @trust.json --model-files absent  | 4 | manifest.json: there is no such file
            @receipt.json --trust @trust.json --model-files         | 2 | expected FOLDER after --model-files
            """)
    void whatIsNotUnderstoodOrNotThereGetsOneSentence(String line, int code, String sentence) {
        List<String> words = line.isEmpty() ? List.of() : List.of(line.replace("@", GOOD + "/").split(" "));
        Ran ran = run(Palette.PLAIN, words);
        assertThat(ran.code()).as(ran.toString()).isEqualTo(code);
        assertThat(ran.err().lines()).singleElement().asString().startsWith("credence-verify: ").contains(sentence);
        assertThat(ran.out()).isEmpty();
    }

    @Test
    void filesThatAreNoModelsAreNamed() throws Exception {
        Files.copy(GOOD.resolve("trust.json"), folder.resolve("manifest.json"));
        Ran ran = run(Palette.PLAIN, List.of(
                GOOD.resolve("receipt.json").toString(), "--trust", GOOD.resolve("trust.json").toString(), "--model-files", folder.toString()));
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.err()).contains("manifest.json: ");
    }

    @Test
    void aTrustFileWithoutEndIsNotReadToItsEnd() throws Exception {
        Path long1 = Files.write(folder.resolve("long.json"), new byte[8 << 20]);
        Ran ran = run(Palette.PLAIN, List.of(GOOD.resolve("receipt.json").toString(), "--trust", long1.toString()));
        assertThat(ran.code()).isEqualTo(4);
        assertThat(ran.err()).contains("has more than the");
    }

    @Test
    void aFileNameCannotSteerTheTerminal() {
        Ran ran = run(Palette.PLAIN, List.of("\u001b[2J\u202e.json", "--trust", GOOD.resolve("trust.json").toString()));
        assertThat(ran.code()).isEqualTo(4);
        assertThat(ran.err()).doesNotContain("\u001b").doesNotContain("\u202e");
    }
}
