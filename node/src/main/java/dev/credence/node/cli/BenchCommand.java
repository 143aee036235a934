package dev.credence.node.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `credence bench`: how fast this machine is.
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measures on this machine.",
        subcommands = {BenchInferenceCommand.class, BenchLanguageCommand.class, BenchProofCommand.class},
        footer = {"", "Example:", "  credence bench inference models/digits --threads 2"})
final class BenchCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    BenchCommand() {}

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.root().commandLine().getOut());
        return ExitCode.USAGE;
    }
}
