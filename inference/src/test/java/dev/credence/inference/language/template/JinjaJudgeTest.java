package dev.credence.inference.language.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.codec.IJson;
import dev.credence.foundation.codec.Json;
import dev.credence.foundation.codec.JsonArray;
import dev.credence.foundation.codec.JsonLimits;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.foundation.codec.JsonString;
import dev.credence.foundation.codec.JsonWriter;
import dev.credence.inference.language.template.guard.TemplateException;
import dev.credence.testkit.External;
import dev.credence.testkit.Seeded;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Random small templates against Jinja2 itself.
///
/// Method: the grammar makes templates from the printed seed, a script renders them with jinja2 (`CREDENCE_PYTHON`), and
/// every prompt must be equal, every error be of the same kind. What we refuse by name does not count, but must be rare.
class JinjaJudgeTest {
    private static final String VARIABLES = """
            {"s":"Hello, World","n":7,"f":2.5,"l":[3,1,2],"d":{"k":1,"a":[1,"x"],"name":"N"},"e":"","no":null,"t":true,
             "words":["foo","Bar","baz","foo"],"nest":[{"name":"x","k":{"v":1}},{"name":"y"},{"name":"X","k":0}],"documents":null,"tools":null,
             "add_generation_prompt":true,
             "messages":[{"role":"user","content":"Hi <b>"},{"role":"assistant","content":null,"k":[1.5,{"q":"ü"}]}]}""";

    @TempDir
    Path folder;

    @Test
    void rendersRandomTemplatesAsJinjaDoes() throws Exception {
        judge(400);
    }

    @Test
    @Tag("campaign")
    void rendersManyRandomTemplatesAsJinjaDoes() throws Exception {
        judge(20_000);
    }

    private void judge(int rounds) throws Exception {
        List<String> templates = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(Seeded.seed());
        for (int i = 0; i < rounds; i++) {
            templates.add(new TemplateGrammar(random).template());
        }
        JsonObject variables = (JsonObject) IJson.parse(Bytes.ofUtf8(VARIABLES), JsonLimits.ofBytes(1 << 16));
        JsonArray answers = jinja(variables, templates);
        int refused = 0;
        int prompts = 0;
        for (int i = 0; i < rounds; i++) {
            Outcome expected = Outcome.of((JsonObject) answers.get(i));
            Outcome found = ours(variables, templates.get(i));
            if (found.refused()) {
                refused++;
                continue;
            }
            prompts += expected.prompt() ? 1 : 0;
            assertThat(found.comparable())
                    .as("round %d of -Dcredence.seed=%d: %s\nJinja2: %s", i, Seeded.seed(), templates.get(i), expected.text())
                    .isEqualTo(expected.comparable());
        }
        assertThat(refused).as("templates refused by name").isLessThan(rounds / 20);
        assertThat(prompts).as("templates that give a prompt").isGreaterThan(rounds / 4);
    }

    /// A prompt or an error.
    private record Outcome(boolean prompt, String text) {
        static Outcome of(JsonObject answer) {
            Optional<Json> prompt = answer.get("prompt");
            return new Outcome(prompt.isPresent(), ((JsonString) prompt.or(() -> answer.get("error")).orElseThrow()).value());
        }

        boolean refused() {
            return !prompt && (text.startsWith("Unsupported: ") || text.startsWith("LimitExceeded: "));
        }

        // Of an error, the name of the exception.
        String comparable() {
            return prompt ? "prompt " + text : "error " + text.substring(0, Math.max(0, text.indexOf(':')));
        }
    }

    private static Outcome ours(JsonObject variables, String template) {
        try {
            PromptInput input = PromptInput.of((JsonArray) variables.get("messages").orElseThrow()).withExtra(variables.members());
            return new Outcome(true, ChatTemplate.parse(template).render(input));
        } catch (TemplateException failed) {
            return new Outcome(false, failed.getMessage());
        }
    }

    private JsonArray jinja(JsonObject variables, List<String> templates) throws Exception {
        String python = System.getenv("CREDENCE_PYTHON");
        if (python == null || python.isBlank()) {
            External.leaveOut("templates against jinja2", "CREDENCE_PYTHON is not set; ./check --install installs jinja2");
        }
        if (new ProcessBuilder(python, "-c", "import jinja2").redirectErrorStream(true).start().waitFor() != 0) {
            External.leaveOut("templates against jinja2", "the Python of CREDENCE_PYTHON has no jinja2");
        }
        Path script = folder.resolve("judge.py");
        try (InputStream source = JinjaJudgeTest.class.getResourceAsStream("/template/judge.py")) {
            Files.copy(source, script);
        }
        Path input = folder.resolve("input.json");
        Path output = folder.resolve("output.json");
        JsonObject all = JsonObject.builder().put("variables", variables).put("templates", JsonArray.ofStrings(templates)).build();
        Files.write(input, JsonWriter.write(all).toArray());
        int code = new ProcessBuilder(python, script.toString())
                .redirectInput(input.toFile())
                .redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start()
                .waitFor();
        if (code != 0) {
            throw new IOException("judge.py ended with " + code);
        }
        return (JsonArray) IJson.parse(Bytes.of(Files.readAllBytes(output)), new JsonLimits(1 << 30, 8, 1 << 22));
    }
}
