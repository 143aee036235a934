package dev.credence.node.cli;

import dev.credence.inference.graph.RefusedException;
import dev.credence.node.hub.ModelPackage;
import dev.credence.node.hub.PackageReport;
import dev.credence.node.hub.Published;
import dev.credence.node.store.StoreException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `credence model pull`: a verified copy of a model.
@Command(
        name = "pull",
        mixinStandardHelpOptions = true,
        description = {
            "Fetches a model into a folder and verifies it: the publisher's signature, every file's SHA-256, graph and weights.",
            "Nothing is written before everything is verified."
        },
        footer = {"", "Example:", "  credence model pull digits@1.0.0 --out digits"})
final class ModelPullCommand extends HubCommand {
    @Parameters(index = "0", paramLabel = "MODEL", description = "Name, name@version or model id.")
    private String model;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "The folder to write to; created if absent.")
    private Path out;

    @Option(names = "--publisher", paramLabel = "ID", description = "Accept this publisher's signature only (a key id of 64 digits).")
    private String publisher;

    ModelPullCommand() {}

    @Override
    public Integer call() throws CommandException {
        Terminal terminal = terminal();
        Published published = ask(hub -> hub.resolve(model));
        String signer = published.release().release().publisher().hex();
        if (publisher != null && !publisher.equals(signer)) {
            throw CommandException.failed(published.name() + " is signed by the publisher " + signer + ", not by " + publisher);
        }
        long bytes = published.manifest().files().stream().mapToLong(file -> file.sizeBytes()).sum();
        terminal.progress("fetching " + ModelListCommand.size(bytes) + " of " + published.name() + " …", false);
        PackageReport report = pull(published);
        terminal.clearProgress();
        if (json) {
            terminal.json(PublishedView.json(published).put("verified", true).put("out", out.toString()).build());
            return ExitCode.OK;
        }
        PublishedView.print(terminal, published);
        terminal.line(terminal.good("verified") + "    signature of the publisher, SHA-256 of " + report.files().size() + " files, graph, weights");
        terminal.line("written to  " + out);
        return ExitCode.OK;
    }

    private PackageReport pull(Published published) throws CommandException {
        return ask(hub -> {
            try {
                return ModelPackage.pull(hub, published, world.disk(), out);
            } catch (RefusedException refused) {
                throw CommandException.failed("the model file of " + published.name() + ": " + refused.getMessage());
            } catch (StoreException occupied) {
                throw CommandException.failed(occupied.getMessage());
            }
        });
    }
}
