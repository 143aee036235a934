package dev.credence.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/// Test data made by others, which lies outside the tree: found by a system property or an environment variable only.
///
/// A test whose data is absent is left out, and its name goes to the list that the check script prints at its end.
public final class External {
    private External() {}

    /// The folder or file `name` under the vectors (`-Dcredence.vectors`, `CREDENCE_VECTORS`); leaves the test out if absent.
    public static Path vectors(String suite, String name) {
        return need(suite, "credence.vectors", "CREDENCE_VECTORS", name);
    }

    /// The file `name` under the models (`-Dcredence.models`, `CREDENCE_MODELS`); leaves the test out if absent.
    public static Path models(String suite, String name) {
        return need(suite, "credence.models", "CREDENCE_MODELS", name);
    }

    /// Leaves the running test out and notes why; never returns.
    public static void leaveOut(String suite, String why) {
        String target = System.getProperty("credence.left.out");
        if (target != null) {
            try {
                Path file = Path.of(target);
                Files.createDirectories(file.getParent());
                Files.writeString(
                        file, suite + ": " + why + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            } catch (IOException failed) {
                throw new UncheckedIOException("the list of what was left out cannot be written", failed);
            }
        }
        Assumptions.abort(suite + " left out: " + why);
    }

    private static Path need(String suite, String property, String variable, String name) {
        Optional<Path> folder = Optional.ofNullable(System.getProperty(property))
                .or(() -> Optional.ofNullable(System.getenv(variable)))
                .filter(text -> !text.isBlank())
                .map(Path::of);
        if (folder.isEmpty()) {
            leaveOut(suite, variable + " is not set");
        }
        Path found = folder.orElseThrow().resolve(name);
        if (!Files.exists(found)) {
            leaveOut(suite, variable + " holds no " + name);
        }
        return found;
    }
}
