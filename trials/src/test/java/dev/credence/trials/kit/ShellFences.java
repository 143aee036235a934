package dev.credence.trials.kit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The fenced blocks of a document.
public final class ShellFences {
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|([^\\s\"']+)");

    private ShellFences() {}

    /// The lines in fences of `sh`, without comments, continued ones joined.
    public static List<String> lines(Path document) throws IOException {
        List<String> found = new ArrayList<>();
        for (String block : blocks(document, "sh")) {
            for (String line : block.replaceAll("\\\\\n", "").lines().toList()) {
                String bare = line.replaceFirst("(^|\\s)#\\s.*", "").strip();
                if (!bare.isEmpty()) {
                    found.add(bare);
                }
            }
        }
        return found;
    }

    /// The texts in fences of `language`, in their order.
    public static List<String> blocks(Path document, String language) throws IOException {
        List<String> found = new ArrayList<>();
        StringBuilder block = null;
        boolean elsewhere = false;
        for (String line : Files.readAllLines(document)) {
            if (!line.startsWith("```")) {
                if (block != null) {
                    block.append(line).append('\n');
                }
            } else if (block != null) {
                found.add(block.toString());
                block = null;
            } else if (elsewhere || !line.strip().equals("```" + language)) {
                elsewhere = !elsewhere;
            } else {
                block = new StringBuilder();
            }
        }
        return found;
    }

    /// The words of a command line, as a shell sees them where nothing is expanded.
    public static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(line);
        while (word.find()) {
            words.add(word.group(1) != null ? word.group(1) : word.group(2) != null ? word.group(2) : word.group(3));
        }
        return words;
    }
}
