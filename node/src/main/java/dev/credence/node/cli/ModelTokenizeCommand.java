package dev.credence.node.cli;

import dev.credence.foundation.codec.JsonArray;
import dev.credence.foundation.codec.JsonLimits;
import dev.credence.foundation.codec.JsonTexts;
import dev.credence.inference.language.tokenizer.Tokenizer;
import dev.credence.inference.language.tokenizer.Tokenizers;
import dev.credence.node.language.MappedModel;
import dev.credence.node.store.AtomicFile;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `credence model tokenize`: texts as the token ids that a model reads.
@Command(
        name = "tokenize",
        mixinStandardHelpOptions = true,
        description = {
            "Prints the token ids of texts, as a language model's file defines them.",
            "Reads a JSON array of texts and prints an array of arrays of ids in the same order; no token is put before a text.",
            "A file that holds a vocabulary alone serves. No network is needed."
        },
        footer = {"", "Example:", "  credence model tokenize model.gguf --input texts.json --json"})
final class ModelTokenizeCommand extends LanguageFileCommand {
    private static final int INPUT_DEPTH_MAX = 8;

    @Parameters(index = "0", paramLabel = "FILE", description = "A GGUF file.")
    private Path file;

    @Option(names = "--input", required = true, paramLabel = "FILE", description = "A JSON array of texts.")
    private Path input;

    @Option(names = "--special", description = "Match control tokens in the texts; without it they are plain text.")
    private boolean special;

    @Option(names = "--json", description = "Print one JSON array on one line.")
    private boolean json;

    ModelTokenizeCommand() {}

    @Override
    public Integer call() throws CommandException {
        List<String> texts = texts();
        print(terminal(), with(file, () -> {
            try (MappedModel model = MappedModel.open(world.disk(), file)) {
                Tokenizer tokenizer = Tokenizers.of(model.file().metadata());
                return texts.stream().map(text -> tokenizer.encode(text, special)).toList();
            }
        }));
        return ExitCode.OK;
    }

    private List<String> texts() throws CommandException {
        JsonLimits limits = new JsonLimits(INPUT_BYTES_MAX, INPUT_DEPTH_MAX, INPUT_VALUES_MAX);
        return with(input, () -> JsonTexts.parse(AtomicFile.read(world.disk(), input, INPUT_BYTES_MAX), limits));
    }

    private void print(Terminal terminal, List<int[]> rows) {
        if (json) {
            terminal.json(JsonArray.of(rows.stream()
                    .map(ids -> JsonArray.ofIntegers(Arrays.stream(ids).asLongStream().toArray()))
                    .toList()));
            return;
        }
        terminal.line("[");
        for (int i = 0; i < rows.size(); i++) {
            terminal.line(Arrays.toString(rows.get(i)) + (i + 1 < rows.size() ? "," : ""));
        }
        terminal.line("]");
    }
}
