package dev.credence.trials.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Sizes, unfinished words and package documentation (STYLE.md).
class TidyTest {
    private static final int FILE_LINES_MAX = 600;

    /// Files that may be longer, each with its reason.
    private static final Map<String, String> LONG_FILES = Map.of();

    private static final Pattern UNFINISHED = Pattern.compile("\\b(TODO|FIXME|XXX|HACK)\\b");
    private static final Pattern SWITCHED_OFF = Pattern.compile("@Disabled|assumeTrue\\(false");

    @Test
    void noFileIsLongerThanItsLimit() {
        List<String> found = new ArrayList<>();
        for (Path file : sources()) {
            int lines = lines(file).size();
            if (lines > FILE_LINES_MAX && !LONG_FILES.containsKey(name(file))) {
                found.add(name(file) + ": " + lines + " lines");
            }
        }
        assertThat(found).as("files of more than %d lines", FILE_LINES_MAX).isEmpty();
    }

    @Test
    void nothingIsLeftUnfinishedOrSwitchedOff() {
        List<String> found = new ArrayList<>();
        for (Path file : sources()) {
            if (file.endsWith("TidyTest.java")) {
                continue;
            }
            for (String line : lines(file)) {
                if (UNFINISHED.matcher(line).find() || SWITCHED_OFF.matcher(line).find()) {
                    found.add(name(file) + ": " + line.strip());
                }
            }
        }
        assertThat(found).isEmpty();
    }

    @Test
    void everyRoomSaysWhatItIsFor() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path file : sources()) {
            Path folder = file.getParent();
            boolean main = name(file).contains("/src/main/java/dev/");
            if (main && !Files.exists(folder.resolve("package-info.java")) && !found.contains(name(folder))) {
                found.add(name(folder));
            }
        }
        assertThat(found).as("rooms without package-info.java").isEmpty();
    }

    static Path home() {
        return Path.of(System.getProperty("credence.home", ".."));
    }

    private static List<Path> sources() {
        try (Stream<Path> files = Files.walk(home())) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !name(file).contains("/target/"))
                    .sorted()
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String name(Path file) {
        return home().relativize(file).toString();
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
