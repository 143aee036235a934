package dev.credence.node.cli;

import dev.credence.foundation.note.NoteKey;
import dev.credence.node.config.LedgerConfig;
import dev.credence.node.network.LedgerRole;
import dev.credence.node.network.TrustFiles;
import dev.credence.node.store.AtomicFile;
import dev.credence.node.store.DataDirectory;
import dev.credence.settlement.genesis.Genesis;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `credence ledger`: a ledger alone.
@Command(
        name = "ledger",
        mixinStandardHelpOptions = true,
        subcommands = {LedgerSubmitCommand.class},
        description = {
            "Runs a ledger. The first start founds the network and writes trust.json into its data directory.",
            "--print-key founds it too, prints the log's verifier key for the cosigners' configuration, and ends."
        },
        footer = {"", "Example:", "  credence ledger --config ledger.json"})
final class LedgerCommand extends RoleCommand {
    @Option(names = "--print-key", description = "Print the log's verifier key and end.")
    private boolean printKey;

    LedgerCommand() {}

    @Override
    public Integer call() throws CommandException {
        LedgerConfig config = config(LedgerConfig::decode);
        try (DataDirectory directory = DataDirectory.open(world, config.data())) {
            List<Genesis.GenesisCosigner> members = config.cosigners().stream()
                    .map(peer -> new Genesis.GenesisCosigner(peer.key().name(), peer.key().key()))
                    .toList();
            Genesis genesis = LedgerRole.genesis(
                    world,
                    directory,
                    new LedgerRole.Founding(config.name(), config.environment(), config.faucet(), members, config.quorum()));
            Path trust = directory.resolve("trust.json");
            AtomicFile.write(world.disk(), trust, TrustFiles.of(genesis).encode());
            NoteKey key = TrustFiles.logKey(genesis);
            if (printKey) {
                terminal().line(key.text());
                return ExitCode.OK;
            }
            Map<String, URI> addresses = new LinkedHashMap<>();
            config.cosigners().forEach(peer -> addresses.put(peer.key().name(), peer.url()));
            LedgerRole role = LedgerRole.start(
                    world, directory, genesis, addresses, config.listen().bind(), config.listen().port());
            terminal().line("network " + genesis.network() + ", trust file " + trust);
            return serve("ledger", role.url(), role::close);
        } catch (IOException failed) {
            throw CommandException.environment(failed.getMessage());
        }
    }
}
