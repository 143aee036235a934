package dev.credence.node.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/// docs/commands.md against the program.
class CommandsPageTest {
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

    @Test
    void everyCommandLineOfThePageIsUnderstood() throws IOException {
        List<String> lines = examples();
        assertThat(lines).hasSizeGreaterThan(20);
        for (String line : lines) {
            assertThatCode(() -> program().parseArgs(words(line))).as(line).doesNotThrowAnyException();
        }
    }

    @Test
    void everyCommandHasALineOnThePage() throws IOException {
        Set<String> shown = new TreeSet<>();
        for (String line : examples()) {
            CommandLine.ParseResult result = program().parseArgs(words(line));
            while (result.hasSubcommand()) {
                result = result.subcommand();
            }
            shown.add(result.commandSpec().qualifiedName());
        }
        Set<String> there = new TreeSet<>();
        leaves(program(), there);
        there.remove("credence completion"); // stands inside of another command there
        assertThat(shown).containsAll(there);
    }

    private static void leaves(CommandLine command, Set<String> names) {
        for (Map.Entry<String, CommandLine> each : command.getSubcommands().entrySet()) {
            if (each.getValue().getSubcommands().isEmpty()) {
                names.add(each.getValue().getCommandSpec().qualifiedName());
            } else {
                leaves(each.getValue(), names);
            }
        }
    }

    private static CommandLine program() {
        return new CommandLine(new Main(Terminal.system()));
    }

    private static List<String> examples() throws IOException {
        return Files.readAllLines(Ran.home().resolve("docs/commands.md")).stream()
                .filter(line -> line.startsWith("credence "))
                .map(line -> line.replaceFirst("\\s+#.*", ""))
                .toList();
    }

    private static String[] words(String line) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(line);
        while (matcher.find()) {
            words.add(matcher.group(1) != null ? matcher.group(1) : matcher.group(2));
        }
        return words.subList(1, words.size()).toArray(String[]::new);
    }
}
