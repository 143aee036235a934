package dev.credence.node.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// The program's entry: `credence <command> …`.
@Command(
        name = "credence",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        description = "A network whose answers carry receipts that anyone can check.",
        subcommands = {UpCommand.class, InferCommand.class, ChatCommand.class, ProxyCommand.class, VerifyCommand.class, ProveCommand.class, LedgerCommand.class,
            CosignerCommand.class, OperatorCommand.class, GatewayCommand.class, ModelCommand.class, BenchCommand.class, CompletionCommand.class,
            DoctorCommand.class})
public final class Main implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    private final Terminal terminal;

    /// The program of this build, printing to `terminal`.
    Main(Terminal terminal) {
        this.terminal = terminal;
    }

    Terminal terminal() {
        return terminal;
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return ExitCode.USAGE;
    }

    public static void main(String[] arguments) {
        int code = run(Terminal.system(), arguments);
        System.out.flush();
        System.exit(code);
    }

    /// Runs one command line and gives its exit code.
    public static int run(Terminal terminal, String... arguments) {
        CommandLine line = new CommandLine(new Main(terminal));
        line.setOut(terminal.writer());
        line.setErr(terminal.errorWriter());
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler((failure, _, _) -> report(terminal, failure));
        line.getCommandSpec().exitCodeOnInvalidInput(ExitCode.USAGE);
        return line.execute(arguments);
    }

    private static int report(Terminal terminal, Exception failure) {
        if (failure instanceof CommandException known) {
            terminal.error(known.getMessage());
            return known.exitCode();
        }
        terminal.error("the command failed unexpectedly: " + failure);
        if (Boolean.getBoolean("credence.debug")) {
            failure.printStackTrace();
        } else {
            terminal.note("CREDENCE_JAVA_OPTS=-Dcredence.debug=true shows where.");
        }
        return ExitCode.ENVIRONMENT;
    }

    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"credence 0.1.0 on Java " + Runtime.version()};
        }
    }
}
