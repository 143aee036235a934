package dev.credence.node.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `credence model`: models on a hub, in folders, and against recorded answers.
@Command(
        name = "model",
        mixinStandardHelpOptions = true,
        description = "Publishes, finds, fetches, checks and tests models.",
        subcommands = {ModelAddCommand.class, ModelGetCommand.class, ModelListCommand.class, ModelShowCommand.class, ModelPullCommand.class,
            ModelQuantizeCommand.class, ModelVerifyCommand.class, ModelTestCommand.class, ModelTokenizeCommand.class,
            ModelPromptCommand.class, ModelScoreCommand.class, ModelConvertCommand.class},
        footer = {"", "Example:", "  credence model test models/digits models/tumour"})
final class ModelCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    ModelCommand() {}

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.root().commandLine().getOut());
        return ExitCode.USAGE;
    }
}
