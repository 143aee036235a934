package dev.credence.trials.kit;

import dev.credence.node.cli.Main;
import dev.credence.node.cli.Terminal;
import dev.credence.testkit.ChildJvm;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Command lines of the program, run one after the other in a folder of their own: one process for all, since a command's start costs more
/// than most commands.
public final class CommandLines {
    private static final int PATIENCE_SECONDS = 240;

    // What the launcher gives to commands that execute models, since some of these do.
    private static final List<String> FLAGS = List.of(
            "-XX:+UseSerialGC",
            "-Xss4m",
            "-Dcredence.home=" + System.getProperty("credence.home"),
            "--add-modules",
            "jdk.incubator.vector",
            "--sun-misc-unsafe-memory-access=allow",
            "--enable-native-access=ALL-UNNAMED");

    private CommandLines() {}

    /// @param code the exit code
    public record Ran(String line, int code, String out, String err) {}

    /// Runs `lines` in `folder`; relative paths and defaults mean what they mean for somebody who stands there.
    public static List<Ran> run(Path folder, List<String> lines) throws Exception {
        Path records = Files.createTempDirectory(folder, "records");
        List<String> arguments = new ArrayList<>(List.of(records.toString()));
        arguments.addAll(lines);
        Process process = ChildJvm.builder(FLAGS, CommandLines.class, arguments)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(records.resolve("console").toFile())
                .start();
        process.getOutputStream().close();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
        List<Ran> ran = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (!Files.exists(records.resolve(i + ".code"))) {
                throw new IllegalStateException(lines.get(i) + " did not end: " + Files.readString(records.resolve("console")));
            }
            ran.add(new Ran(
                    lines.get(i),
                    Integer.parseInt(Files.readString(records.resolve(i + ".code"))),
                    Files.readString(records.resolve(i + ".out")),
                    Files.readString(records.resolve(i + ".err"))));
        }
        return ran;
    }

    /// Where the records go, then a command line a word.
    public static void main(String[] arguments) throws IOException {
        Path records = Path.of(arguments[0]);
        for (int i = 1; i < arguments.length; i++) {
            List<String> words = ShellFences.words(arguments[i]);
            String number = String.valueOf(i - 1);
            int code;
            try (PrintStream out = stream(records.resolve(number + ".out")); PrintStream err = stream(records.resolve(number + ".err"))) {
                code = Main.run(new Terminal(out, err, false), words.subList(1, words.size()).toArray(String[]::new));
            }
            Files.writeString(records.resolve(number + ".code"), String.valueOf(code));
        }
        System.exit(0);
    }

    private static PrintStream stream(Path file) throws IOException {
        return new PrintStream(Files.newOutputStream(file), true, StandardCharsets.UTF_8);
    }
}
