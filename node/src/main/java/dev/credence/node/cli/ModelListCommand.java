package dev.credence.node.cli;

import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.Json;
import dev.credence.foundation.codec.JsonFields;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.foundation.hash.Digest;
import dev.credence.inference.manifest.ManifestFile;
import dev.credence.inference.manifest.ReleaseName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `credence model list`: what a hub has.
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Lists the models of a hub; with words, those whose name or card holds all of them.",
        footer = {"", "Example:", "  credence model list handwritten digits"})
final class ModelListCommand extends HubCommand {
    private static final int MODELS_MAX = 100_000;

    @Parameters(arity = "0..*", paramLabel = "QUERY", description = "Words to search for, any case.")
    private List<String> query = List.of();

    ModelListCommand() {}

    private record Row(ReleaseName release, Digest model, String licence, long sizeBytes, String proof) {
        static Row decode(JsonFields fields) throws MalformedException {
            return new Row(
                    ReleaseName.parse(fields.string("release", 96)),
                    fields.digest("model"),
                    fields.string("licence", 256),
                    fields.integer("size", 0, ManifestFile.SIZE_BYTES_MAX),
                    fields.optionalAny("proof").orElse(null) instanceof JsonObject said ? "  " + ProofView.decode(said).brief() : "");
        }
    }

    @Override
    public Integer call() throws CommandException {
        String words = String.join(" ", query);
        Json reply = ask(hub -> hub.list(words));
        List<Row> rows = ask(_ -> rows(reply));
        Terminal terminal = terminal();
        if (json) {
            terminal.json(reply);
            return ExitCode.OK;
        }
        if (rows.isEmpty()) {
            terminal.line("no model at " + address() + (words.isBlank() ? "" : " has '" + Terminal.printable(words) + "' in its name or card"));
        }
        int width = rows.stream().mapToInt(row -> row.release().toString().length()).max().orElse(0);
        for (Row row : rows) {
            terminal.line(terminal.strong(String.format("%-" + width + "s", row.release())) + "  " + row.model() + "  "
                    + size(row.sizeBytes()) + "  " + Terminal.printable(row.licence()) + row.proof());
        }
        return ExitCode.OK;
    }

    private static List<Row> rows(Json reply) throws MalformedException {
        List<Row> rows = new ArrayList<>();
        for (JsonFields fields : JsonFields.of("hub", reply).objects("models", MODELS_MAX)) {
            rows.add(Row.decode(fields));
        }
        return rows;
    }

    static String size(long bytes) {
        return bytes < 1 << 20
                ? String.format(Locale.ROOT, "%.1f KiB", bytes / 1024.0)
                : String.format(Locale.ROOT, "%.1f MiB", bytes / (1024.0 * 1024.0));
    }
}
