package dev.credence.trials.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DynamicTest;

/// A script in another language that drives a real client, and prints `ok NAME` or `FAIL NAME: why` a case and `cases N` at its end, so that a
/// script that dies half way fails.
public final class ClientScript {
    private ClientScript() {}

    /// Where such a script lies.
    public static Path of(String name) {
        return Path.of(System.getProperty("credence.home"), "trials", "clients", name);
    }

    /// Runs a command line to its end.
    ///
    /// @param casesMin fewer are a failure
    public static List<DynamicTest> run(int casesMin, String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return cases(output, casesMin);
    }

    private static List<DynamicTest> cases(String output, int casesMin) {
        Map<String, String> results = new TreeMap<>();
        int announced = -1;
        for (String line : output.lines().toList()) {
            if (line.startsWith("ok ")) {
                results.put(line.substring(3), "");
            } else if (line.startsWith("FAIL ")) {
                results.put(line.substring(5, line.indexOf(':')), line);
            } else if (line.startsWith("cases ")) {
                announced = Integer.parseInt(line.substring(6));
            }
        }
        int expected = announced;
        List<DynamicTest> tests = new ArrayList<>();
        results.forEach((name, failure) -> tests.add(DynamicTest.dynamicTest(name, () -> assertThat(failure).isEmpty())));
        tests.add(DynamicTest.dynamicTest(
                "the script ran to its end", () -> assertThat(results).as(output).hasSize(expected).hasSizeGreaterThanOrEqualTo(casesMin)));
        return tests;
    }
}
