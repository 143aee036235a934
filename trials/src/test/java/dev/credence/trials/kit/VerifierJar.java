package dev.credence.trials.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The offline verifier's one jar, which only a build up to `package` makes.
public final class VerifierJar {
    private static final Path HOME = Path.of(System.getProperty("credence.home"));
    private static final List<String> SOURCES = List.of("foundation", "inference", "proof", "receipt", "verification", "verifier");

    public static final Path PATH = HOME.resolve("verifier/target/credence-verify.jar");

    private VerifierJar() {}

    /// The jar, if it is there and no older than what it is made of: another one would answer for another program.
    public static Optional<Path> built() throws IOException {
        if (!Files.exists(PATH)) {
            return Optional.empty();
        }
        FileTime made = Files.getLastModifiedTime(PATH);
        for (String module : SOURCES) {
            try (Stream<Path> files = Files.walk(HOME.resolve(module).resolve("src/main"))) {
                if (files.filter(Files::isRegularFile).anyMatch(file -> time(file).compareTo(made) > 0)) {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(PATH);
    }

    private static FileTime time(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
