package dev.credence.node.cli;

import dev.credence.foundation.note.KeyKind;
import dev.credence.foundation.note.NoteKey;
import dev.credence.node.config.CosignerConfig;
import dev.credence.node.network.CosignerRole;
import dev.credence.node.store.DataDirectory;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `credence cosigner`: a cosigner alone.
@Command(
        name = "cosigner",
        mixinStandardHelpOptions = true,
        description = {"Runs a cosigner.", "--print-key prints its verifier key, made at first use, and ends."},
        footer = {"", "Example:", "  credence cosigner --config cosigner.json --print-key"})
final class CosignerCommand extends RoleCommand {
    @Option(names = "--print-key", description = "Print the verifier key and end.")
    private boolean printKey;

    CosignerCommand() {}

    @Override
    public Integer call() throws CommandException {
        CosignerConfig config = config(CosignerConfig::decode);
        try (DataDirectory directory = DataDirectory.open(world, config.data())) {
            if (printKey) {
                terminal().line(new NoteKey(config.name(), KeyKind.COSIGNER, CosignerRole.key(directory)).text());
                return ExitCode.OK;
            }
            CosignerRole role = CosignerRole.start(
                    world, directory, config.name(), config.logs(), config.listen().bind(), config.listen().port());
            return serve("cosigner", role.url(), role::close);
        } catch (IOException failed) {
            throw CommandException.environment(failed.getMessage());
        }
    }
}
