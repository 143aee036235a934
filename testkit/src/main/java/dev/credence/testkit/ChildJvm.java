package dev.credence.testkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Runs a main class in another JVM on this test's class path, with flags of its own.
public final class ChildJvm {
    private ChildJvm() {}

    /// What a child left behind.
    ///
    /// @param output standard output and standard error together
    public record Outcome(int exitCode, String output) {}

    /// Runs `mainClass` to its end.
    ///
    /// @param timeLimit after which the child is killed and this fails
    public static Outcome run(List<String> jvmFlags, Class<?> mainClass, List<String> arguments, Duration timeLimit) {
        try {
            Process child = builder(jvmFlags, mainClass, arguments).redirectErrorStream(true).start();
            child.getOutputStream().close();
            Thread watchdog = Thread.ofPlatform().daemon().start(() -> {
                try {
                    if (!child.waitFor(timeLimit.toMillis(), TimeUnit.MILLISECONDS)) {
                        child.destroyForcibly();
                    }
                } catch (InterruptedException stopped) {
                    child.destroyForcibly();
                }
            });
            String output = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int exitCode = child.waitFor();
            watchdog.interrupt();
            return new Outcome(exitCode, output);
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException("the child JVM of " + mainClass.getName() + " could not be run", failed);
        }
    }

    /// The command of such a child, for tests that talk to it or kill it.
    public static ProcessBuilder builder(List<String> jvmFlags, Class<?> mainClass, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmFlags);
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(mainClass.getName());
        command.addAll(arguments);
        return new ProcessBuilder(command);
    }
}
