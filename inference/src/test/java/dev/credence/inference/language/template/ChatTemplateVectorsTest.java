package dev.credence.inference.language.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.codec.IJson;
import dev.credence.foundation.codec.Json;
import dev.credence.foundation.codec.JsonArray;
import dev.credence.foundation.codec.JsonBoolean;
import dev.credence.foundation.codec.JsonLimits;
import dev.credence.foundation.codec.JsonNull;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.foundation.codec.JsonString;
import dev.credence.inference.language.template.guard.TemplateException;
import dev.credence.testkit.External;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Templates of published models against what Jinja2 under Hugging Face's settings made of them.
class ChatTemplateVectorsTest {
    private static final int ROWS = 84;

    @Test
    void givesEveryRecordedPromptAndError() throws Exception {
        Path file = External.vectors("chat templates", "language/chat-templates.json");
        JsonArray rows = (JsonArray) IJson.parse(Bytes.of(Files.readAllBytes(file)), JsonLimits.ofBytes(1 << 24));
        Map<String, ChatTemplate> templates = new HashMap<>();
        assertThat(rows.size()).isEqualTo(ROWS);
        for (Json each : rows.items()) {
            JsonObject row = (JsonObject) each;
            String name = text(row, "template").orElseThrow();
            if (!templates.containsKey(name)) {
                templates.put(name, ChatTemplate.parse(Files.readString(file.resolveSibling("templates").resolve(name))));
            }
            ChatTemplate template = templates.get(name);
            Optional<String> error = text(row, "error");
            String what = name + " " + text(row, "conversation").orElse("");
            if (error.isPresent()) {
                assertThatThrownBy(() -> template.render(input(row)))
                        .as(what)
                        .isInstanceOf(TemplateException.class)
                        .hasMessage(error.get());
            } else {
                assertThat(template.render(input(row))).as(what).isEqualTo(text(row, "expected").orElseThrow());
            }
        }
    }

    private static Optional<String> text(JsonObject row, String name) {
        return row.get(name).map(value -> ((JsonString) value).value());
    }

    private static PromptInput input(JsonObject row) {
        Optional<Json> tools = row.get("tools").filter(value -> !(value instanceof JsonNull));
        PromptInput input = PromptInput.of((JsonArray) row.get("messages").orElseThrow())
                .withGenerationPrompt(((JsonBoolean) row.get("add_generation_prompt").orElseThrow()).value())
                .withTokens(text(row, "bos_token"), text(row, "eos_token"));
        return tools.isPresent() ? input.withTools(tools.get()) : input;
    }
}
