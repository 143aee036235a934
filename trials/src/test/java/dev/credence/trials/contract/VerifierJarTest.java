package dev.credence.trials.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.node.cli.Main;
import dev.credence.node.cli.Terminal;
import dev.credence.node.publishing.ModelFolder;
import dev.credence.node.world.SystemWorld;
import dev.credence.testkit.External;
import dev.credence.trials.kit.VerifierJar;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: the one small jar tells of a receipt what the full program tells, byte for byte, with nothing but a JDK and files.
///
/// Method: the jar is copied into an empty folder beside a receipt vector's files and run there in a process without an environment;
/// the same words go to `credence verify` inside this process.
class VerifierJarTest {
    private static final Path HOME = Path.of(System.getProperty("credence.home"));
    private static final Path VECTORS = HOME.resolve("verification/src/test/resources/vectors/receipt");
    private static final long JAR_BYTES_MAX = 3_000_000;
    private static final String TIME = "2026-11-18T18:00:00Z";

    @TempDir
    Path folder;

    private record Ran(int code, String out, String err) {}

    @BeforeEach
    void copyTheJar() throws IOException {
        if (VerifierJar.built().isEmpty()) {
            External.leaveOut("VerifierJarTest", "verifier/target/credence-verify.jar is not built, or older than its sources (./check and scripts/verifier.sh build it)");
        }
        Files.copy(VerifierJar.PATH, folder.resolve("credence-verify.jar"));
    }

    @Test
    void aGoodReceiptIsVerified() throws Exception {
        bring("good-two-replays");
        Ran ran = agreed("--policy", "require=replay>=2");
        assertThat(ran.code()).as(ran.toString()).isZero();
        assertThat(ran.out()).contains("verified, 0.9 nines");
    }

    @Test
    void oneFlippedByteOfTheAnswerFails() throws Exception {
        bring("good-two-replays");
        Path answer = folder.resolve("answer.json");
        Files.writeString(answer, Files.readString(answer).replace("\"data\":[8]", "\"data\":[9]"));
        Ran ran = agreed();
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.out()).contains("matches answer").contains("verdict      failed");
    }

    @Test
    void aReceiptThatIsNotLoggedYetIsIncomplete() throws Exception {
        bring("not-logged-yet");
        Ran ran = agreed();
        assertThat(ran.code()).isEqualTo(3);
        assertThat(ran.out()).contains("verdict      incomplete");
    }

    @Test
    void aReceiptThatIsNoJsonIsJudgedToo() throws Exception {
        bring("good-two-replays");
        Files.writeString(folder.resolve("receipt.json"), "no receipt \u001b[2J");
        Ran ran = agreed();
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.out()).doesNotContain("\u001b");
    }

    @Test
    void whoHasTheWeightsNeedNotBelieveTheirRoot() throws Exception {
        prove();
        String assumption = "code-root-is-the-files";
        List<String> words = List.of(
                "receipt.json", "--request", "request.json", "--answer", "answer.json", "--trust", "trust.json",
                "--policy", "require=argument;forbid-assumption=" + assumption, "--model-files", folder.resolve("model").toString());
        Ran with = jar(words.toArray(String[]::new));
        assertThat(with.code()).as(with.toString()).isZero();
        assertThat(with.out()).contains("verified").doesNotContain(assumption);
        assertThat(program(words).out()).doesNotContain(assumption);
        assertThat(jar(words.subList(0, words.size() - 2).toArray(String[]::new)).code()).as("without the files").isEqualTo(3);

        byte[] weights = Files.readAllBytes(folder.resolve("model/weights.int8"));
        weights[5] ^= 1;
        Files.write(folder.resolve("model/weights.int8"), weights);
        Ran changed = jar("receipt.json", "--trust", "trust.json", "--model-files", "model");
        assertThat(changed.code()).isEqualTo(1);
        assertThat(changed.err().lines()).singleElement().asString().contains("weights.int8").contains("(as the file is)");
    }

    // A proved answer of the digits, and the model's files beside it.
    private void prove() throws Exception {
        ModelFolder.Content content = ModelFolder.read(new SystemWorld().disk(), HOME.resolve("models/digits-int8"));
        Path model = Files.createDirectory(folder.resolve("model"));
        Files.write(model.resolve("manifest.json"), content.manifest().encode().toArray());
        for (var file : content.manifest().files()) {
            Files.write(model.resolve(file.name()), content.file(file).toArray());
        }
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = Main.run(
                new Terminal(stream(new ByteArrayOutputStream()), stream(err), false),
                "prove", HOME.resolve("models/digits-int8").toString(), "--input", HOME.resolve("models/digits/samples/digit-7.png").toString(),
                "--out", folder.resolve("proved").toString(), "--data", folder.resolve("data").toString());
        assertThat(code).as(err.toString(StandardCharsets.UTF_8)).isZero();
        for (String file : List.of("receipt.json", "trust.json", "request.json", "answer.json")) {
            Files.copy(folder.resolve("proved").resolve(file), folder.resolve(file));
        }
    }

    @Test
    void whatItCannotDoItSaysInOneSentence() throws Exception {
        bring("good-two-replays");
        Ran replay = jar("receipt.json", "--request", "request.json", "--trust", "trust.json", "--replay", "digits");
        assertThat(replay.code()).isEqualTo(2);
        assertThat(replay.err().lines()).singleElement().asString().contains("'./credence verify … --replay MODEL' of the full program");
        Ran nothing = jar();
        assertThat(nothing.code()).isEqualTo(2);
        assertThat(nothing.err().lines()).singleElement().asString().startsWith("credence-verify: expected a receipt file");
    }

    @Test
    void itIsSmallAndHoldsOurFloorsAndCurveArithmeticOnly() throws Exception {
        assertThat(Files.size(VerifierJar.PATH)).isLessThan(JAR_BYTES_MAX);
        try (JarFile jar = new JarFile(VerifierJar.PATH.toFile())) {
            List<String> classes = jar.stream().map(entry -> entry.getName()).filter(name -> name.endsWith(".class")).toList();
            assertThat(classes).contains("dev/credence/verification/ReceiptVerifier.class", "org/bouncycastle/math/ec/rfc8032/Ed25519.class");
            assertThat(classes).allMatch(name -> name.matches("(dev/credence/(foundation|inference|proof|receipt|verification|verifier)|org/bouncycastle)/.*"));
            assertThat(jar.stream().map(entry -> entry.getName())).noneMatch(name -> name.matches("META-INF/.*\\.(SF|RSA|DSA)"));
        }
    }

    private void bring(String vector) throws IOException {
        for (String file : List.of("receipt.json", "trust.json", "request.json", "answer.json")) {
            Files.copy(VECTORS.resolve(vector).resolve(file), folder.resolve(file));
        }
    }

    /// What the jar says of the files, having said the same as the full program for people and for programs.
    private Ran agreed(String... more) throws Exception {
        List<String> words = new ArrayList<>(List.of(
                "receipt.json", "--request", "request.json", "--answer", "answer.json", "--trust", "trust.json", "--at", TIME));
        words.addAll(List.of(more));
        Ran people = jar(words.toArray(String[]::new));
        assertThat(people).isEqualTo(program(words));
        words.add("--json");
        assertThat(jar(words.toArray(String[]::new))).isEqualTo(program(words));
        return people;
    }

    private Ran jar(String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Dstdout.encoding=UTF-8", "-Dstderr.encoding=UTF-8", "-jar", "credence-verify.jar"));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().clear();
        Path out = folder.resolve("out.txt");
        Path err = folder.resolve("err.txt");
        Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
        process.getOutputStream().close();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("the jar ends").isTrue();
        return new Ran(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    private Ran program(List<String> words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        List<String> line = new ArrayList<>(List.of("verify"));
        words.forEach(word -> line.add(word.endsWith(".json") ? folder.resolve(word).toString() : word));
        int code = Main.run(new Terminal(stream(out), stream(err), false), line.toArray(String[]::new));
        return new Ran(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
