package dev.credence.trials.kit;

import dev.credence.node.cli.Main;
import dev.credence.testkit.ChildJvm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// The program in a process of its own, with what it prints in a file.
public final class RoleProcess implements AutoCloseable {
    private static final List<String> FLAGS = List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xss4m",
            "-Dcredence.home=" + System.getProperty("credence.home"),
            "--sun-misc-unsafe-memory-access=allow",
            "--enable-native-access=ALL-UNNAMED");
    private static final String SERVING = " serving at ";
    private static final Duration START_MAX = Duration.ofSeconds(40);

    private final Process process;
    private final Path output;

    private RoleProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /// @param exitCode of a command that has ended
    /// @param output   what it printed, standard error included
    public record Ended(int exitCode, String output) {}

    /// Starts `credence <words>` and returns at once.
    ///
    /// @param output file that takes what it prints
    public static RoleProcess start(Path output, List<String> words) throws IOException {
        return start(Path.of("").toAbsolutePath(), output, words);
    }

    /// The same in another working directory.
    public static RoleProcess start(Path folder, Path output, List<String> words) throws IOException {
        ProcessBuilder builder = ChildJvm.builder(FLAGS, Main.class, words).directory(folder.toFile());
        Process process = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
        process.getOutputStream().close();
        return new RoleProcess(process, output);
    }

    /// Runs `credence <words>` to its end.
    public static Ended run(Path output, String... words) throws Exception {
        try (RoleProcess running = start(output, List.of(words))) {
            return running.ended();
        }
    }

    /// Waits for the end.
    public Ended ended() throws Exception {
        if (!process.waitFor(90, TimeUnit.SECONDS)) {
            throw new IllegalStateException("still running after 90 s: " + printed());
        }
        return new Ended(process.exitValue(), printed());
    }

    /// Waits until the role says where it serves.
    public String url() throws Exception {
        String line = await(SERVING);
        return line.substring(line.indexOf(SERVING) + SERVING.length()).strip();
    }

    /// Waits until it prints a line with `words`, and gives that line.
    public String await(String words) throws Exception {
        long deadline = System.nanoTime() + START_MAX.toNanos();
        while (System.nanoTime() < deadline) {
            Optional<String> line = printed().lines().filter(text -> text.contains(words)).findFirst();
            if (line.isPresent()) {
                return line.get();
            }
            if (!process.isAlive()) {
                throw new IllegalStateException("the role ended with " + process.exitValue() + ": " + printed());
            }
            Thread.sleep(20);
        }
        throw new IllegalStateException("the role does not serve yet: " + printed());
    }

    public String printed() throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line : Files.readString(output, StandardCharsets.UTF_8).lines().toList()) {
            if (!line.startsWith("WARNING: Using incubator modules")) {
                lines.add(line);
            }
        }
        return String.join("\n", lines);
    }

    /// Ends it as a power cut would: no hook runs.
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /// Asks it to end, as Ctrl-C does.
    public Ended interrupt() throws Exception {
        process.destroy();
        return ended();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
