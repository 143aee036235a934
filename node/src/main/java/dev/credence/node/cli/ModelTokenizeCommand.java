package dev.credence.node.cli;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.IJson;
import dev.credence.foundation.codec.Json;
import dev.credence.foundation.codec.JsonArray;
import dev.credence.foundation.codec.JsonLimits;
import dev.credence.foundation.codec.JsonString;
import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.language.tokenizer.Tokenizer;
import dev.credence.inference.language.tokenizer.Tokenizers;
import dev.credence.node.language.MappedModel;
import dev.credence.node.store.AtomicFile;
import dev.credence.node.world.SystemWorld;
import dev.credence.node.world.World;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

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
final class ModelTokenizeCommand implements Callable<Integer> {
    private static final int INPUT_BYTES_MAX = 256 << 20;

    @Parameters(index = "0", paramLabel = "FILE", description = "A GGUF file.")
    private Path file;

    @Option(names = "--input", required = true, paramLabel = "FILE", description = "A JSON array of texts.")
    private Path input;

    @Option(names = "--special", description = "Match control tokens in the texts; without it they are plain text.")
    private boolean special;

    @Option(names = "--json", description = "Print one JSON array on one line.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    private final World world = new SystemWorld();

    ModelTokenizeCommand() {}

    @Override
    public Integer call() throws CommandException {
        List<String> texts = texts();
        try (MappedModel model = MappedModel.open(world.disk(), file)) {
            Tokenizer tokenizer = Tokenizers.of(model.file().metadata());
            List<int[]> rows = texts.stream().map(text -> tokenizer.encode(text, special)).toList();
            print(Terminal.of(spec), rows);
            return ExitCode.OK;
        } catch (MalformedException malformed) {
            throw CommandException.malformed(file, malformed);
        } catch (RefusedException refused) {
            throw CommandException.failed(file + ": " + refused.getMessage());
        } catch (IOException failed) {
            throw CommandException.file(file, failed);
        }
    }

    private List<String> texts() throws CommandException {
        try {
            Bytes bytes = AtomicFile.read(world.disk(), input, INPUT_BYTES_MAX);
            if (!(IJson.parse(bytes, new JsonLimits(INPUT_BYTES_MAX, 8, 1 << 22)) instanceof JsonArray(List<Json> items))) {
                throw new MalformedException("", -1, "an array of texts", "another value");
            }
            List<String> texts = new ArrayList<>();
            for (Json item : items) {
                if (!(item instanceof JsonString(String text))) {
                    throw new MalformedException("[" + texts.size() + "]", -1, "a text", "another value");
                }
                texts.add(text);
            }
            return texts;
        } catch (MalformedException malformed) {
            throw CommandException.malformed(input, malformed);
        } catch (IOException failed) {
            throw CommandException.file(input, failed);
        }
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
