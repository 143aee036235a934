package dev.credence.trials.house;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.node.cli.Main;
import dev.credence.node.cli.Terminal;
import dev.credence.trials.kit.ShellFences;
import dev.credence.verification.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Goal: what the documents say exists.
///
/// Method: every relative link leads to a file, and to a heading where it names one; every `credence` command in a fence of `sh` is parsed
/// by the program itself (its `--help` comes after all words, so that an unknown command, option or value is an error and nothing is executed);
/// every reason of a verdict stands in the specification and is named by a test of the rooms that decide it.
class DocumentsTest {
    private static final Pattern LINK = Pattern.compile("\\[[^\\]\\[]*\\]\\(([^)\\s]+)\\)");

    @Test
    void everyRelativeLinkLeadsSomewhere() {
        List<String> broken = new ArrayList<>();
        for (Path document : documents()) {
            Matcher link = LINK.matcher(prose(document));
            while (link.find()) {
                String target = link.group(1);
                if (!target.contains("://") && !target.startsWith("mailto:") && !leads(document, target)) {
                    broken.add(name(document) + " -> " + target);
                }
            }
        }
        assertThat(broken).isEmpty();
    }

    private static boolean leads(Path document, String target) {
        int hash = target.indexOf('#');
        String path = hash < 0 ? target : target.substring(0, hash);
        Path file = path.isEmpty() ? document : document.getParent().resolve(path).normalize();
        if (!Files.exists(file)) {
            return false;
        }
        return hash < 0 || !file.toString().endsWith(".md") || text(file).lines()
                .filter(line -> line.startsWith("#"))
                .map(DocumentsTest::anchor)
                .anyMatch(target.substring(hash + 1)::equals);
    }

    // As code hosts make it: lower case, hyphens for spaces, nothing else but letters, digits, hyphens and underscores.
    private static String anchor(String heading) {
        return heading.replaceFirst("^#+\\s*", "").toLowerCase(java.util.Locale.ROOT).replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-');
    }

    @Test
    void everyCommandOfTheDocumentsIsOneThatTheProgramKnows() throws IOException {
        List<String> wrong = new ArrayList<>();
        int commands = 0;
        for (Path document : documents()) {
            for (String line : commands(document)) {
                commands++;
                String trouble = trouble(line);
                if (!trouble.isEmpty()) {
                    wrong.add(name(document) + ": " + line + " -> " + trouble);
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(commands).as("commands found").isGreaterThan(3);
    }

    private static String trouble(String line) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream errors = new PrintStream(err, true, StandardCharsets.UTF_8);
        List<String> words = new ArrayList<>(ShellFences.words(line));
        words.removeFirst();
        words.add("--help");
        int code = Main.run(
                new Terminal(new PrintStream(PrintStream.nullOutputStream()), errors, false), words.toArray(String[]::new));
        return code == 0 ? "" : err.toString(StandardCharsets.UTF_8).lines().findFirst().orElse("exit code " + code);
    }

    /// Lines in fences of `sh` that start the program, without redirections.
    private static List<String> commands(Path document) throws IOException {
        return ShellFences.lines(document).stream()
                .filter(line -> line.startsWith("./credence ") || line.startsWith("credence "))
                .map(line -> line.split("\\s[|>&;]+\\s")[0])
                .toList();
    }

    @Test
    void everyReasonStandsInTheSpecificationAndInATest() throws IOException {
        String specification = text(TidyTest.home().resolve("docs/spec/receipt.md"));
        StringBuilder tests = new StringBuilder();
        for (String module : List.of("verification", "receipt", "node", "trials")) {
            try (Stream<Path> files = Files.walk(TidyTest.home().resolve(module).resolve("src/test"))) {
                files.filter(Files::isRegularFile)
                        .filter(file -> file.toString().endsWith(".java") || file.toString().endsWith(".json"))
                        .forEach(file -> tests.append(text(file)));
            }
        }
        List<String> missing = new ArrayList<>();
        for (Reason reason : Reason.values()) {
            Pattern word = Pattern.compile("\\b" + reason.name() + "\\b");
            if (!word.matcher(specification).find()) {
                missing.add(reason + " is not in docs/spec/receipt.md");
            }
            if (!word.matcher(tests).find()) {
                missing.add(reason + " is named by no test");
            }
        }
        assertThat(missing).isEmpty();
    }

    private static List<Path> documents() {
        try (Stream<Path> files = Files.walk(TidyTest.home())) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .filter(file -> !name(file).contains("target/") && !name(file).startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    // Without fences and inline code, in which brackets and parentheses are no links.
    private static String prose(Path document) {
        return text(document).replaceAll("(?ms)^```.*?^```", "").replaceAll("`[^`\n]*`", "");
    }

    private static String name(Path file) {
        return TidyTest.home().relativize(file).toString();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
