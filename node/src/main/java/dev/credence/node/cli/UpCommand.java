package dev.credence.node.cli;

import dev.credence.client.GatewayException;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.inference.graph.RefusedException;
import dev.credence.node.asking.Asked;
import dev.credence.node.asking.Asking;
import dev.credence.node.asking.Question;
import dev.credence.node.catalogue.CatalogueEntry;
import dev.credence.node.hub.HubException;
import dev.credence.node.input.InputReader;
import dev.credence.node.network.LocalNetwork;
import dev.credence.node.network.LocalSettings;
import dev.credence.node.store.AtomicFile;
import dev.credence.node.world.SystemWorld;
import dev.credence.node.world.World;
import dev.credence.verification.VerificationReport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `credence up`: a local network, its first verified inference, and then service until it is stopped.
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description = {
            "Starts a local network in one process: a ledger, two cosigners, a gateway with the hub, operators.",
            "Publishes the models of models/, makes a first verified inference, then serves until Ctrl-C."
        },
        footer = {"", "Example:", "  credence up --data /tmp/network --port 0 --operators 5 --once"})
final class UpCommand implements Callable<Integer> {
    private static final String SAMPLE = "digits/samples/digit-7.png";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Option(names = "--data", paramLabel = "DIR", description = "Where everything is kept (default: .credence).")
    private Path data = Path.of(".credence");

    @Option(names = "--port", paramLabel = "N", description = "The gateway's port; 0 for any free one (default: 8080).")
    private int port = 8080;

    @Option(names = "--bind", paramLabel = "ADDRESS", description = "Address to listen on (default: 127.0.0.1).")
    private String bind = "127.0.0.1";

    @Option(names = "--operators", paramLabel = "N", description = "How many operators (default: 3).")
    private int operators = 3;

    @Option(names = "--with", paramLabel = "NAME", description = "A model of the catalogue to fetch and publish too ('model get --list'); may be repeated.")
    private List<String> with = List.of();

    @Option(names = "--once", description = "Stop after the first verified inference.")
    private boolean once;

    @Spec
    private CommandSpec spec;

    private final World world = new SystemWorld();
    private final RoleLife life = new RoleLife();
    private Terminal terminal;

    UpCommand() {}

    @Override
    public Integer call() throws CommandException {
        terminal = Terminal.of(spec);
        if (operators < 1 || operators > LocalSettings.OPERATORS_MAX) {
            throw CommandException.usage("--operators: expected 1 to " + LocalSettings.OPERATORS_MAX + ", found " + operators);
        }
        if (port < 0 || port > 65_535) {
            throw CommandException.usage("--port: expected 0 to 65535, found " + port);
        }
        Path models = Path.of(System.getProperty("credence.home", ".")).resolve("models");
        LocalSettings settings = settings(models);
        long began = world.clock().steadyNanos();
        try (LocalNetwork network = LocalNetwork.start(
                world,
                settings,
                step -> terminal.progress("starting " + step + " …", false))) {
            terminal.progress(String.format(Locale.ROOT, "ready after %.1f s", seconds(began)), true);
            VerificationReport report = first(network, models);
            if (report.verdict() == VerificationReport.Verdict.FAILED) {
                return ExitCode.FAILED;
            }
            // Where there is nobody to be drawn no evidence is to be had, and the network is as good as it gets.
            boolean verified = report.verdict() == VerificationReport.Verdict.VERIFIED;
            if (!verified && (once || operators > 1)) {
                return ExitCode.INCOMPLETE;
            }
            addresses(network);
            if (!once) {
                serve();
            }
            return ExitCode.OK;
        } catch (IOException failed) {
            throw CommandException.environment(failed.getMessage());
        } catch (MalformedException | RefusedException | HubException | GatewayException refused) {
            throw CommandException.failed(refused.getMessage());
        } finally {
            life.closed();
        }
    }

    // A model that does not come is told, and everything else goes on; one that the catalogue does not know is a mistake of the caller's.
    private LocalSettings settings(Path models) throws CommandException {
        List<CatalogueEntry> wanted = new ArrayList<>();
        for (String name : with) {
            wanted.add(CatalogueFiles.entry(name));
        }
        LocalSettings settings = LocalSettings.honest(data, bind, port, operators, models);
        for (CatalogueEntry entry : wanted) {
            try {
                Path file = CatalogueFiles.fetch(entry, world.disk(), data, terminal);
                settings = settings.with(new LocalSettings.NamedModel(file, entry.release(), entry.licence()));
            } catch (CommandException missing) {
                terminal.error(missing.getMessage() + "; going on without it");
            }
        }
        return settings;
    }

    private VerificationReport first(LocalNetwork network, Path models)
            throws IOException, MalformedException, HubException, GatewayException {
        int drawn = Math.min(2, operators - 1);
        String policy = drawn == 0 ? null : "require=replay>=" + drawn;
        Path sample = models.resolve(SAMPLE);
        terminal.line("asking digits about " + sample + (drawn == 0 ? "" : ", " + drawn + " other operators re-execute it") + " …");
        long began = world.clock().steadyNanos();
        Asked asked = new Asking(world, network.gatewayUrl(), network.trust())
                .ask(new Question(
                        "digits",
                        sample.getFileName().toString(),
                        AtomicFile.read(world.disk(), sample, InputReader.FILE_BYTES_MAX),
                        Optional.ofNullable(policy),
                        "0",
                        PATIENCE));
        Path out = data.resolve("first");
        ExchangeFiles.write(world.disk(), out, asked);
        asked.words().forEach(line -> terminal.line(terminal.strong("answer       ") + line));
        terminal.line(String.format(Locale.ROOT, "receipt      %s  (after %.2f s)", out.resolve(ExchangeFiles.RECEIPT), seconds(began)));
        terminal.report(asked.report());
        why(drawn);
        return asked.report();
    }

    private void why(int drawn) {
        if (drawn > 0) {
            terminal.line("             (" + drawn + " drawn owners agree; a third of all owners is taken for corrupt, so all drawn ones are"
                    + " with a chance of 1 in " + (long) Math.pow(3, drawn) + ")");
        }
    }

    private void addresses(LocalNetwork network) {
        String files = "--request " + data.resolve("first/request.json") + " --answer " + data.resolve("first/answer.json") + " --trust "
                + network.trustFile();
        String receipt = data.resolve("first/receipt.json").toString();
        terminal.line("");
        terminal.line("serving      " + network.gatewayUrl() + "  (OpenAI: /v1, Open Inference Protocol: /v2, receipts: /v1/receipts/{id}, hub: /v1/hub/models)");
        terminal.line("ledger       " + network.ledger().url() + "  (checkpoint: /checkpoint)");
        terminal.line("models       " + network.published());
        terminal.line("try next");
        terminal.line("  ./credence verify " + receipt + " " + files);
        terminal.line("  ./credence verify " + receipt + " " + files + " --replay digits");
        terminal.line("  ./credence infer tumour --input models/tumour/samples/row-1.csv --policy \"require=replay>=1\" --data " + data);
    }

    private void serve() {
        terminal.line("");
        terminal.line("Ctrl-C stops it; the next start finds everything again.");
        life.await();
    }

    private double seconds(long sinceNanos) {
        return (world.clock().steadyNanos() - sinceNanos) / 1e9;
    }
}
