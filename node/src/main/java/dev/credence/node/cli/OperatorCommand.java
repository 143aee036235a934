package dev.credence.node.cli;

import dev.credence.inference.execution.Engine;
import dev.credence.inference.kernel.KernelChoice;
import dev.credence.inference.kernel.Workers;
import dev.credence.inference.op.Budget;
import dev.credence.node.config.OperatorConfig;
import dev.credence.node.network.LocalNetwork;
import dev.credence.node.operator.Conduct;
import dev.credence.node.operator.OperatorNode;
import dev.credence.node.store.DataDirectory;
import java.io.IOException;
import picocli.CommandLine.Command;

/// `credence operator`: an operator alone.
@Command(
        name = "operator",
        mixinStandardHelpOptions = true,
        description = "Runs an operator: it registers with the ledger, pulls its models, answers gateways.",
        footer = {"", "Example:", "  credence operator --config operator.json"})
final class OperatorCommand extends RoleCommand {
    OperatorCommand() {}

    @Override
    public Integer call() throws CommandException {
        OperatorConfig config = config(OperatorConfig::decode);
        var trust = trust(config.trust());
        KernelChoice kernels = KernelChoice.of(Workers.CALLER);
        terminal().note(kernels.reason());
        try (DataDirectory directory = DataDirectory.open(world, config.data())) {
            OperatorNode.Start start = new OperatorNode.Start(
                    world, directory, trust, config.ledger(), new Engine(kernels.kernels(), Budget.DEFAULT), LocalNetwork.BUILD);
            OperatorNode operator = OperatorNode.start(
                    start, config.settings(), Conduct.HONEST, config.listen().bind(), config.listen().port());
            terminal().line("operator " + operator.id().hex());
            return serve("operator", operator.url(), operator::close);
        } catch (IOException failed) {
            throw CommandException.environment(failed.getMessage());
        }
    }
}
