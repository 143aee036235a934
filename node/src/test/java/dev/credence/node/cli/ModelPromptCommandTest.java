package dev.credence.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.testkit.External;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelPromptCommandTest {
    private static final String TEMPLATE = "{{ bos_token }}{% for m in messages %}{{ m.role }}: {{ m.content }}\n{% endfor %}"
            + "{% if add_generation_prompt %}>{% endif %}{% if tools %}{{ tools|tojson }}{% endif %}{% if mood %}{{ mood }}{% endif %}";

    @TempDir
    Path folder;

    private Path file(String name, String text) throws Exception {
        return Files.writeString(folder.resolve(name), text);
    }

    @Test
    void printsOnePromptOrErrorForEveryCaseInOrder() throws Exception {
        Path template = file("t.jinja", TEMPLATE + "{{ messages[0].content + '' }}");
        Path cases = file("cases.json", """
                [{"messages":[{"role":"user","content":"Hi"}],"add_generation_prompt":true,"bos_token":"<s>","name":"ignored"},
                 {"messages":[{"role":"user"}]},
                 {"messages":[{"role":"user","content":"a"}],"tools":[{"b":1}],"chat_template_kwargs":{"mood":"m"}},
                 {"messages":5}]""");
        Ran json = Ran.credence("model", "prompt", template, "--input", cases, "--json");
        assertThat(json.out()).isEqualTo("[{\"prompt\":\"<s>user: Hi\\n>Hi\"},"
                + "{\"error\":\"UndefinedError: 'dict object' has no attribute 'content'\"},"
                + "{\"prompt\":\"user: a\\n[{\\\"b\\\": 1}]ma\"},"
                + "{\"error\":\"messages: expected an array, found an integer\"}]\n");
        assertThat(json.code()).isZero();
        Ran plain = Ran.credence("model", "prompt", template, "--input", cases);
        assertThat(plain.lines())
                .contains("case 1:", "<s>user: Hi", ">Hi")
                .contains("case 2, line 2 of the template: UndefinedError: 'dict object' has no attribute 'content'");
    }

    @Test
    void theClockIsTheCasesOrThisMachines() throws Exception {
        Path template = file("t.jinja", "{{ strftime_now('%d %b %Y') }}");
        Path cases = file("cases.json", "[{\"messages\":[],\"now\":\"2026-11-23T08:05:00\"},{\"messages\":[]},{\"messages\":[],\"now\":\"soon\"}]");
        Ran ran = Ran.credence("model", "prompt", template, "--input", cases, "--json");
        assertThat(ran.out()).startsWith("[{\"prompt\":\"23 Nov 2026\"},{\"prompt\":\"").contains("{\"error\":\"now: ");
    }

    @Test
    void aTemplateThatIsRefusedGivesEveryCaseItsSentence() throws Exception {
        Path template = file("t.jinja", "\n{% include 'x' %}");
        Path cases = file("cases.json", "[{\"messages\":[]},{\"messages\":[]}]");
        String error = "{\"error\":\"Unsupported: the statement {% include %} (line 2)\"}";
        assertThat(Ran.credence("model", "prompt", template, "--input", cases, "--json").out()).isEqualTo("[" + error + "," + error + "]\n");
    }

    @Test
    void aModelsFileGivesTemplateAndTokens() throws Exception {
        Path model = External.vectors("chat template of a model", "tokenizers/ggml-vocab-qwen2.gguf");
        Path cases = file("cases.json", "[{\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],\"add_generation_prompt\":true}]");
        assertThat(Ran.credence("model", "prompt", model, "--input", cases, "--json").out())
                .startsWith("[{\"prompt\":\"<|im_start|>system\\n")
                .endsWith("<|im_start|>user\\nHi<|im_end|>\\n<|im_start|>assistant\\n\"}]\n");
        assertThat(Ran.credence("model", "prompt", model, "--input", cases, "--template", "none").err())
                .contains("tokenizer.chat_template.none");
    }

    @Test
    void badInputIsOneSentence() throws Exception {
        Path template = file("t.jinja", TEMPLATE);
        Ran other = Ran.credence("model", "prompt", template, "--input", file("cases.json", "{}"));
        assertThat(other.code()).isEqualTo(ExitCode.FAILED);
        assertThat(other.err()).contains("expected an array of cases").doesNotContain("\tat ");
        assertThat(Ran.credence("model", "prompt", folder.resolve("none"), "--input", template).code()).isEqualTo(ExitCode.ENVIRONMENT);
        Path model = file("bad.gguf", "GGUF");
        assertThat(Ran.credence("model", "prompt", model, "--input", file("c.json", "[]")).code()).isEqualTo(ExitCode.FAILED);
    }
}
