package dev.credence.node.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `credence model convert`: language models in other files as GGUF.
@Command(
        name = "convert",
        mixinStandardHelpOptions = true,
        description = "Writes language models of other formats as GGUF files.",
        subcommands = ModelConvertLlama2cCommand.class,
        footer = {"", "Example:", "  credence model convert llama2c stories260K.bin tok512.bin --out stories.gguf"})
final class ModelConvertCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    ModelConvertCommand() {}

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.root().commandLine().getOut());
        return ExitCode.USAGE;
    }
}
