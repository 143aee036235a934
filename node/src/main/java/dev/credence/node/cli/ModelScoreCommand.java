package dev.credence.node.cli;

import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.Json;
import dev.credence.foundation.codec.JsonArray;
import dev.credence.foundation.codec.JsonNull;
import dev.credence.foundation.codec.JsonNumber;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.inference.gguf.FiniteCheck;
import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.language.tokenizer.Tokenizers;
import dev.credence.inference.language.transformer.LanguageModel;
import dev.credence.inference.language.transformer.TextScore;
import dev.credence.inference.language.transformer.Transformer;
import dev.credence.node.language.MappedModel;
import dev.credence.node.store.AtomicFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalDouble;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `credence model score`: how likely a language model finds a text.
@Command(
        name = "score",
        mixinStandardHelpOptions = true,
        description = {
            "Prints how likely a language model finds a text, token by token.",
            "The text begins with the model's own first token if its file says so. Control tokens in it are plain text.",
            "No network is needed."
        },
        footer = {"", "Example:", "  credence model score model.gguf --text text.txt --json"})
final class ModelScoreCommand extends LanguageFileCommand {
    private static final int TEXT_BYTES_MAX = 64 << 20;
    private static final int TOP = 5;

    @Parameters(index = "0", paramLabel = "FILE", description = "A GGUF file.")
    private Path file;

    @Option(names = "--text", required = true, paramLabel = "FILE", description = "A text in UTF-8.")
    private Path text;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Mixin
    private LanguageEngineOption engine;

    ModelScoreCommand() {}

    @Override
    public Integer call() throws CommandException {
        String read = with(text, () -> AtomicFile.read(world.disk(), text, TEXT_BYTES_MAX).utf8());
        return with(file, () -> score(read));
    }

    private int score(String read) throws IOException, MalformedException, RefusedException, CommandException {
        Terminal terminal = terminal();
        try (MappedModel mapped = MappedModel.open(world.disk(), file);
                LanguageEngineOption.Running running = engine.start(mapped.file())) {
            FiniteCheck.check(mapped.file());
            LanguageModel model = LanguageModel.of(mapped.file());
            int[] ids = Tokenizers.of(mapped.file().metadata()).encodePrompt(read, false);
            check(ids, model);
            TextScore score = TextScore.of(new Transformer(model, running.choice().kernels()), ids, TOP);
            if (json) {
                terminal.json(json(score));
            } else {
                terminal.line("tokens  " + ids.length);
                terminal.line("mean negative log-probability  " + mean(score));
                terminal.line(running.choice().reason());
            }
            return ExitCode.OK;
        }
    }

    private void check(int[] ids, LanguageModel model) throws CommandException {
        if (ids.length > model.shape().contextMax()) {
            throw CommandException.failed(text + ": the text has " + ids.length + " tokens, but the model's context has " + model.shape().contextMax());
        }
        for (int id : ids) {
            if (id >= model.shape().vocabulary()) {
                throw CommandException.failed(file + ": the vocabulary has a token " + id + ", but the model has " + model.shape().vocabulary() + " rows for tokens");
            }
        }
    }

    private static String mean(TextScore score) {
        OptionalDouble mean = score.meanNegativeLogProbability();
        return mean.isPresent() ? String.format(Locale.ROOT, "%.6f", mean.getAsDouble()) : "none: fewer than two tokens";
    }

    private static JsonObject json(TextScore score) {
        return JsonObject.builder()
                .put("ids", integers(score.ids()))
                .put("positions", JsonArray.of(score.positions().stream().map(ModelScoreCommand::json).toList()))
                .put("mean_negative_logprob", number(score.meanNegativeLogProbability()))
                .build();
    }

    private static JsonObject json(TextScore.Position position) {
        return JsonObject.builder()
                .put("logprob_next", number(position.next()))
                .put("top", integers(position.top()))
                .put("logprob_top", JsonArray.of(Arrays.stream(position.topLogProbabilities()).mapToObj(JsonNumber::of).toList()))
                .build();
    }

    private static Json number(OptionalDouble value) {
        return value.isPresent() ? JsonNumber.of(value.getAsDouble()) : JsonNull.NULL;
    }

    private static JsonArray integers(int[] values) {
        return JsonArray.ofIntegers(Arrays.stream(values).asLongStream().toArray());
    }
}
