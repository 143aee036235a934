package dev.credence.node.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `credence completion`: the script with which bash and zsh complete command lines.
@Command(
        name = "completion",
        mixinStandardHelpOptions = true,
        description = "Prints the completion script for bash and zsh.",
        footer = {"", "Example:", "  source <(credence completion)"})
final class CompletionCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    CompletionCommand() {}

    @Override
    public Integer call() {
        Terminal.of(spec).line(AutoComplete.bash("credence", spec.root().commandLine()));
        return ExitCode.OK;
    }
}
