package dev.credence.node.cli;

import dev.credence.node.config.GatewayConfig;
import dev.credence.node.gateway.GatewayNode;
import dev.credence.node.gateway.GatewaySettings;
import dev.credence.node.hub.Hub;
import dev.credence.node.network.LocalNetwork;
import dev.credence.node.store.DataDirectory;
import java.io.IOException;
import picocli.CommandLine.Command;

/// `credence gateway`: a gateway with its hub alone.
@Command(
        name = "gateway",
        mixinStandardHelpOptions = true,
        description = "Runs a gateway with its hub: the Open Inference Protocol, receipts, models.",
        footer = {"", "Example:", "  credence gateway --config gateway.json"})
final class GatewayCommand extends RoleCommand {
    GatewayCommand() {}

    @Override
    public Integer call() throws CommandException {
        GatewayConfig config = config(GatewayConfig::decode);
        var trust = trust(config.trust());
        try (DataDirectory directory = DataDirectory.open(world, config.data())) {
            Hub hub = Hub.open(world.disk(), directory.resolve(Hub.FOLDER), config.publishers());
            GatewayNode gateway = GatewayNode.start(
                    new GatewayNode.Start(world, directory, trust, hub, LocalNetwork.BUILD),
                    new GatewaySettings(config.operators(), config.ledger(), config.retention()),
                    config.listen().bind(),
                    config.listen().port());
            return serve("gateway", gateway.url(), gateway::close);
        } catch (IOException failed) {
            throw CommandException.environment(failed.getMessage());
        }
    }
}
