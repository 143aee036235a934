package dev.credence.inference.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/// How many backend tests pass, and how many stand outside of the claims for which reason.
///
/// @param outside number of cases by reason, most first
record ConformanceTally(int passed, Map<String, Integer> outside) {
    static final String RESOURCE = "conformance.txt";

    static ConformanceTally of(Map<String, NodeSuite.Outcome> outcomes) {
        int passed = 0;
        Map<String, Integer> reasons = new TreeMap<>();
        for (NodeSuite.Outcome outcome : outcomes.values()) {
            switch (outcome) {
                case NodeSuite.Outcome.Passed _ -> passed++;
                case NodeSuite.Outcome.Failed _ -> throw new IllegalArgumentException("a failure is no outcome to record");
                case NodeSuite.Outcome.Outside(var refusal) -> reasons.merge(reason(refusal.getMessage()), 1, Integer::sum);
            }
        }
        Map<String, Integer> sorted = new LinkedHashMap<>();
        reasons.entrySet().stream()
                .sorted((a, b) -> a.getValue().equals(b.getValue())
                        ? a.getKey().compareTo(b.getKey())
                        : b.getValue() - a.getValue())
                .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
        return new ConformanceTally(passed, sorted);
    }

    // The reason without the names that this one model uses.
    private static String reason(String message) {
        return message.replaceAll("^node .*?\\)?: (?=\\S)", "")
                .replaceAll("the (?:body's )?(?:input|output) '.*?' is ", "an input or output is ")
                .replaceAll("^graph\\S*('\\S*')? has ", "a constant has ")
                .replaceAll("^graph.* refers", "an attribute refers");
    }

    String text() {
        StringBuilder text = new StringBuilder(passed + "\tpassed\n");
        outside.forEach((reason, count) -> text.append(count).append('\t').append(reason).append('\n'));
        return text.toString();
    }

    static ConformanceTally read() {
        try (InputStream in = ConformanceTally.class.getResourceAsStream("/" + RESOURCE)) {
            String[] lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n");
            Map<String, Integer> outside = new LinkedHashMap<>();
            for (int i = 1; i < lines.length; i++) {
                String[] parts = lines[i].split("\t");
                outside.put(parts[1], Integer.parseInt(parts[0]));
            }
            return new ConformanceTally(Integer.parseInt(lines[0].split("\t")[0]), outside);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
