package dev.credence.trials.documents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.testkit.External;
import dev.credence.trials.kit.CommandLines;
import dev.credence.trials.kit.RoleProcess;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: the examples with which README.md and docs/openai.md show OpenAI's API print what stands beneath them.
///
/// Method: a network that serves `models/` as the page says; each fence of `sh`, `python` and `js` runs as it stands, but for the port, and the
/// fence of `text` behind it is compared. With `-Dcredence.documents.write=true` it is written anew instead, for a model that was trained again.
class DocumentedClientsTest {
    private static final Path HOME = Path.of(System.getProperty("credence.home"));
    private static final Pattern FENCE = Pattern.compile("(?ms)^```(sh|python|js)\\n(.*?)^```\\n(?:\\n```text\\n(.*?)^```\\n)?");
    private static final Pattern URL = Pattern.compile("http://127\\.0\\.0\\.1:(\\d+)");
    private static final String GATEWAY = "http://127.0.0.1:8080";

    @TempDir
    Path folder;

    /// An example.
    ///
    /// @param output what stands beneath it, or null
    private record Example(String language, String text, String output) {}

    @Test
    void everyExamplePrintsWhatStandsBeneathIt() throws Exception {
        if (!Files.exists(HOME.resolve("models/meadow/model.gguf"))) {
            External.leaveOut("the documented examples of OpenAI's API", "models/ holds no meadow");
        }
        Path models = Files.createSymbolicLink(folder.resolve("models"), HOME.resolve("models"));
        try (RoleProcess network = RoleProcess.start(folder, folder.resolve("up.out"), List.of("up", "--port", "0"))) {
            network.await("Ctrl-C stops it");
            String url = url(network.printed());
            int compared = 0;
            for (Path document : List.of(HOME.resolve("docs/openai.md"), HOME.resolve("README.md"))) {
                for (Example example : examples(document)) {
                    String text = example.text().replace(GATEWAY, url);
                    String printed = example.language().equals("sh") ? shell(text) : client(example.language(), text);
                    if (example.output() != null) {
                        compare(document, example, printed);
                        compared++;
                    }
                }
            }
            assertThat(compared).isGreaterThanOrEqualTo(3);
        } finally {
            Files.delete(models);
        }
    }

    private static void compare(Path document, Example example, String printed) throws Exception {
        if (Boolean.getBoolean("credence.documents.write")) {
            String beneath = "```\n\n```text\n";
            String before = example.text() + beneath;
            Files.writeString(document, Files.readString(document).replace(before + example.output(), before + printed));
        } else {
            assertThat(printed).as(example.text()).isEqualTo(example.output());
        }
    }

    private static List<Example> examples(Path document) throws Exception {
        List<Example> examples = new ArrayList<>();
        Matcher fence = FENCE.matcher(Files.readString(document));
        while (fence.find()) {
            if (fence.group(2).contains(GATEWAY)) {
                examples.add(new Example(fence.group(1), fence.group(2), fence.group(3)));
            }
        }
        return examples;
    }

    private static String url(String console) {
        Matcher url = URL.matcher(console);
        assertThat(url.find()).as(console).isTrue();
        return url.group();
    }

    // The program's own lines run as the program; all others as a shell does.
    private String shell(String text) throws Exception {
        StringBuilder printed = new StringBuilder();
        for (String line : text.replaceAll("\\\\\n", "").lines().toList()) {
            if (line.startsWith("./credence ")) {
                CommandLines.Ran ran = CommandLines.run(folder, List.of(line.substring(2))).getFirst();
                assertThat(ran.code()).as(ran.toString()).isZero();
            } else {
                printed.append(run(List.of("bash", "-c", line)));
            }
        }
        return printed.toString();
    }

    private String client(String language, String text) throws Exception {
        if (language.equals("python")) {
            String python = variable("CREDENCE_PYTHON", "the documented example for openai-python");
            return run(List.of(python, Files.writeString(folder.resolve("example.py"), text).toString()));
        }
        Path modules = Path.of(variable("CREDENCE_NODE_CLIENTS", "the documented example for openai-node"), "node_modules");
        Path beside = folder.resolve("node_modules");
        if (!Files.exists(beside)) {
            Files.createSymbolicLink(beside, modules);
        }
        return run(List.of("node", Files.writeString(folder.resolve("example.mjs"), text).toString()));
    }

    private static String variable(String name, String suite) {
        String value = System.getenv(name);
        if (value == null || value.isBlank()) {
            External.leaveOut(suite, name + " is not set; ./check --install installs the client");
        }
        return value;
    }

    private String run(List<String> command) throws Exception {
        Path out = Files.createTempFile(folder, "printed", ".txt");
        Process process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).redirectOutput(out.toFile()).start();
        process.getOutputStream().close();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(command.toString()).isTrue();
        String printed = Files.readString(out, StandardCharsets.UTF_8);
        assertThat(process.exitValue()).as(printed).isZero();
        return printed;
    }
}
