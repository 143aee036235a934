package dev.credence.node.cli;

import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.Json;
import dev.credence.foundation.codec.JsonArray;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.foundation.codec.JsonString;
import dev.credence.inference.language.template.ChatTemplate;
import dev.credence.inference.language.template.guard.TemplateException;
import dev.credence.inference.language.template.time.Moment;
import dev.credence.node.language.PromptCase;
import dev.credence.node.language.PromptSource;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `credence model prompt`: conversations as the prompts that a model reads.
@Command(
        name = "prompt",
        mixinStandardHelpOptions = true,
        description = {
            "Prints the prompts that a chat template makes of conversations.",
            "Reads a JSON array of {messages, tools, add_generation_prompt, bos_token, eos_token, now} and prints an array of {prompt} or"
                    + " {error} in the same order; all but messages may be missing. now is an ISO local time, without it the template's"
                    + " clock is this machine's. No network is needed."
        },
        footer = {"", "Example:", "  credence model prompt model.gguf --input cases.json --json"})
final class ModelPromptCommand extends LanguageFileCommand {
    private static final int INPUT_DEPTH_MAX = 128;

    @Parameters(index = "0", paramLabel = "FILE", description = "A GGUF file, or a file that is a template.")
    private Path file;

    @Option(names = "--input", required = true, paramLabel = "FILE", description = "A JSON array of cases.")
    private Path input;

    @Option(names = "--template", paramLabel = "NAME", description = "One of several templates that a GGUF file has, such as tool_use.")
    private String template;

    @Option(names = "--json", description = "Print one JSON array.")
    private boolean json;

    ModelPromptCommand() {}

    // A prompt, or the sentence that says why there is none.
    private record Outcome(Optional<String> prompt, String error, int line) {
        JsonObject json() {
            return JsonObject.builder()
                    .put(prompt.isPresent() ? "prompt" : "error", JsonString.fit(prompt.orElse(error)))
                    .build();
        }
    }

    @Override
    public Integer call() throws CommandException {
        PromptSource source = with(file, () -> PromptSource.read(world.disk(), file, Optional.ofNullable(template)));
        JsonArray cases = array(input, INPUT_DEPTH_MAX, "cases");
        List<Outcome> outcomes = outcomes(source, cases);
        Terminal terminal = terminal();
        if (json) {
            terminal.json(JsonArray.of(outcomes.stream().map(Outcome::json).toList()));
            return ExitCode.OK;
        }
        for (int i = 0; i < outcomes.size(); i++) {
            print(terminal, i, outcomes.get(i));
        }
        return ExitCode.OK;
    }

    // A template that cannot be read gives every case the same error.
    private List<Outcome> outcomes(PromptSource source, JsonArray cases) {
        Moment now = now();
        List<Outcome> outcomes = new ArrayList<>();
        Optional<ChatTemplate> parsed = Optional.empty();
        Outcome refused = new Outcome(Optional.empty(), "", 0);
        try {
            parsed = Optional.of(ChatTemplate.parse(source.template()));
        } catch (TemplateException failed) {
            refused = new Outcome(Optional.empty(), failed.getMessage(), failed.line());
        }
        for (Json each : cases.items()) {
            outcomes.add(parsed.isPresent() ? outcome(parsed.get(), each, source, now) : refused);
        }
        return outcomes;
    }

    private static Outcome outcome(ChatTemplate template, Json value, PromptSource source, Moment now) {
        try {
            return new Outcome(Optional.of(template.render(PromptCase.read(value, source, now))), "", 0);
        } catch (TemplateException failed) {
            return new Outcome(Optional.empty(), failed.getMessage(), failed.line());
        } catch (MalformedException malformed) {
            return new Outcome(Optional.empty(), malformed.getMessage(), 0);
        }
    }

    private Moment now() {
        ZonedDateTime now = Instant.ofEpochMilli(world.clock().timeMillis()).atZone(ZoneId.systemDefault());
        return new Moment(
                now.getYear(), now.getMonthValue(), now.getDayOfMonth(), now.getHour(), now.getMinute(), now.getSecond(),
                now.getNano() / 1000);
    }

    private static void print(Terminal terminal, int index, Outcome outcome) {
        if (outcome.prompt().isEmpty()) {
            String place = outcome.line() == 0 ? "" : ", line " + outcome.line() + " of the template";
            terminal.line(terminal.bad("case " + (index + 1)) + place + ": " + Terminal.printable(outcome.error()));
            return;
        }
        terminal.line(terminal.good("case " + (index + 1)) + ":");
        outcome.prompt().get().lines().forEach(line -> terminal.line(Terminal.printable(line)));
    }
}
