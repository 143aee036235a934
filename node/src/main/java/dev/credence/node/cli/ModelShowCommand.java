package dev.credence.node.cli;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.inference.manifest.ManifestFile;
import dev.credence.node.hub.Published;
import dev.credence.node.input.Card;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `credence model show`: one model of a hub.
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Shows a model of a hub: id, publisher, licence, inputs, outputs, files and what its card says.",
        footer = {"", "Example:", "  credence model show digits"})
final class ModelShowCommand extends HubCommand {
    @Parameters(index = "0", paramLabel = "MODEL", description = "Name, name@version or model id.")
    private String model;

    ModelShowCommand() {}

    @Override
    public Integer call() throws CommandException {
        Published published = ask(hub -> hub.resolve(model));
        Optional<Card> card = card(published);
        Optional<JsonObject> proof = ask(hub -> hub.proof(model));
        Terminal terminal = terminal();
        if (json) {
            JsonObject.Builder members = PublishedView.json(published);
            proof.ifPresent(said -> members.put("proof", said));
            card.ifPresent(read -> members.put("title", read.title()).put("description", read.description()));
            terminal.json(members.build());
            return ExitCode.OK;
        }
        PublishedView.print(terminal, published);
        if (proof.isPresent()) {
            ask(_ -> ProofView.decode(proof.get())).print(terminal);
        }
        card.ifPresent(read -> {
            terminal.line("title       " + Terminal.printable(read.title()));
            terminal.line("about       " + Terminal.printable(read.description()));
        });
        return ExitCode.OK;
    }

    private Optional<Card> card(Published published) throws CommandException {
        Optional<ManifestFile> file = published.manifest().file("card");
        if (file.isEmpty()) {
            return Optional.empty();
        }
        Bytes bytes = ask(hub -> hub.file(file.get()));
        try {
            return Optional.of(Card.decode(bytes));
        } catch (MalformedException otherKind) {
            // A publisher may have a card of another kind; the model is none the worse.
            return Optional.empty();
        }
    }
}
