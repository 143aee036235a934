package dev.credence.node.cli;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.inference.execution.Engine;
import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.kernel.KernelChoice;
import dev.credence.inference.kernel.Workers;
import dev.credence.inference.op.Budget;
import dev.credence.node.generation.LanguageHost;
import dev.credence.node.hub.HubException;
import dev.credence.node.reexecution.CommittedWeights;
import dev.credence.node.reexecution.LocalModel;
import dev.credence.node.reexecution.Reexecution;
import dev.credence.node.store.AtomicFile;
import dev.credence.node.world.Disk;
import dev.credence.node.world.SystemWorld;
import dev.credence.node.world.World;
import dev.credence.receipt.confidence.AssumptionTable;
import dev.credence.receipt.envelope.ReceiptFile;
import dev.credence.receipt.envelope.TrustFile;
import dev.credence.receipt.statement.Statement;
import dev.credence.verification.ReceiptVerifier;
import dev.credence.verification.VerificationInput;
import dev.credence.verification.VerificationInput.Exhibit;
import dev.credence.verification.VerificationInput.Standard;
import dev.credence.verification.VerificationReport;
import dev.credence.verification.appraisal.Policy;
import dev.credence.verification.argument.RecomputedCode;
import dev.credence.verification.replay.LocalReexecution;
import dev.credence.verification.report.ReportJson;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `credence verify`: checks a receipt offline, from files alone.
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = {
            "Checks a receipt offline: no network, no hub, no ledger.",
            "Exit code 0 verified, 1 a check failed, 3 nothing failed but something is missing."
        },
        footer = {
            "",
            "Example:",
            "  credence verify out/receipt.json --request out/request.json --answer out/answer.json --trust .credence/trust.json"
        })
final class VerifyCommand implements Callable<Integer> {
    private static final int BODY_BYTES_MAX = 256 << 20;

    @Parameters(index = "0", paramLabel = "RECEIPT", description = "The receipt file.")
    private Path receipt;

    @Option(names = "--request", paramLabel = "FILE", description = "The request as it was sent.")
    private Path request;

    @Option(names = "--answer", paramLabel = "FILE", description = "The answer as it was received.")
    private Path answer;

    @Option(names = "--trust", required = true, paramLabel = "FILE", description = "The network's trust file.")
    private Path trust;

    @Option(names = "--policy", paramLabel = "TEXT", description = "What evidence is required, such as 'require=replay>=2; min-nines=0.9'.")
    private String policy;

    @Option(names = "--assumptions", paramLabel = "FILE", description = "Another assumption table than the built-in one.")
    private Path assumptions;

    @Option(names = "--at", paramLabel = "TIME", description = "Judge as of this time (2026-11-23T12:00:00Z) instead of now.")
    private String at;

    @Option(
            names = "--replay",
            paramLabel = "MODEL",
            description = "Re-execute here: a folder that 'model pull' wrote, or a model of the hub that lies beside the trust file.")
    private String replay;

    @Option(
            names = "--model-files",
            paramLabel = "MODEL",
            description = "Compute the root of an argument's weights anew from the model's own files, found as for --replay.")
    private String modelFiles;

    @Option(names = "--json", description = "Print the report as one JSON object.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    private final World world = new SystemWorld();

    VerifyCommand() {}

    @Override
    public Integer call() throws CommandException {
        Standard standard = standard();
        Exhibit exhibit = new Exhibit(
                read(receipt, ReceiptFile.BYTES_MAX),
                request == null ? Optional.empty() : Optional.of(read(request, BODY_BYTES_MAX)),
                answer == null ? Optional.empty() : Optional.of(read(answer, BODY_BYTES_MAX)),
                Optional.empty());
        if (replay != null) {
            exhibit = exhibit.with(reexecute(exhibit));
        }
        if (modelFiles != null) {
            exhibit = exhibit.with(recompute(exhibit));
        }
        VerificationReport report = ReceiptVerifier.verify(new VerificationInput(exhibit, standard));
        Terminal terminal = Terminal.of(spec);
        if (json) {
            terminal.json(ReportJson.of(report));
        } else {
            terminal.report(report);
        }
        return switch (report.verdict()) {
            case VERIFIED -> ExitCode.OK;
            case FAILED -> ExitCode.FAILED;
            case INCOMPLETE -> ExitCode.INCOMPLETE;
        };
    }

    private Standard standard() throws CommandException {
        TrustFile trusted;
        try {
            trusted = TrustFile.decode(read(trust, TrustFile.BYTES_MAX));
        } catch (MalformedException malformed) {
            throw CommandException.malformed(trust, malformed);
        }
        Standard standard = Standard.of(trusted, timeMillis());
        if (assumptions != null) {
            try {
                standard = standard.with(AssumptionTable.decode(read(assumptions, AssumptionTable.BYTES_MAX)));
            } catch (MalformedException malformed) {
                throw CommandException.malformed(assumptions, malformed);
            }
        }
        return policy == null ? standard : standard.with(policy());
    }

    private Policy policy() throws CommandException {
        try {
            return Policy.parse(policy);
        } catch (MalformedException malformed) {
            throw CommandException.usage("--policy: " + malformed.getMessage());
        }
    }

    private long timeMillis() throws CommandException {
        if (at == null) {
            return world.clock().timeMillis();
        }
        try {
            return Instant.parse(at).toEpochMilli();
        } catch (DateTimeParseException malformed) {
            throw CommandException.usage("--at: expected a time such as 2026-11-23T12:00:00Z, found '" + at + "'");
        } catch (ArithmeticException far) {
            throw CommandException.usage("--at: expected a time within 292 million years of 1970, found '" + at + "'");
        }
    }

    private LocalReexecution reexecute(Exhibit exhibit) throws CommandException {
        Bytes body = exhibit.request()
                .orElseThrow(() -> CommandException.usage("--replay executes the request and needs --request FILE"));
        Statement statement = statement(exhibit);
        LocalModel model = model("--replay", replay);
        try {
            if (model.manifest().language().isPresent()) {
                try (LanguageHost languages = new LanguageHost(world.tasks(), Runtime.getRuntime().availableProcessors())) {
                    return Reexecution.run(model, languages, statement, body, exhibit.answer());
                }
            }
            return Reexecution.run(model, new Engine(KernelChoice.of(Workers.CALLER).kernels(), Budget.DEFAULT), statement, body);
        } catch (IOException stopped) {
            throw CommandException.environment("the re-execution was stopped: " + stopped.getMessage());
        } catch (MalformedException malformed) {
            throw CommandException.malformed(request, malformed);
        } catch (RefusedException refused) {
            throw CommandException.failed("the model " + replay + " does not take this request: " + refused.getMessage());
        }
    }

    private Statement statement(Exhibit exhibit) throws CommandException {
        try {
            return ReceiptFile.decode(exhibit.receipt()).envelope().statement();
        } catch (MalformedException malformed) {
            throw CommandException.malformed(receipt, malformed);
        }
    }

    private RecomputedCode recompute(Exhibit exhibit) throws CommandException {
        Statement statement = statement(exhibit);
        LocalModel local = model("--model-files", modelFiles);
        if (!local.manifest().id().equals(statement.execution().model())) {
            throw CommandException.failed("--model-files " + modelFiles + " is model " + local.manifest().id() + ", and the receipt is of model "
                    + statement.execution().model());
        }
        try {
            return CommittedWeights.recompute(world, local);
        } catch (RefusedException refused) {
            throw CommandException.failed("--model-files " + modelFiles + ": " + refused.getMessage());
        } catch (IOException failed) {
            throw CommandException.file(Path.of(modelFiles), failed);
        }
    }

    private LocalModel model(String option, String reference) throws CommandException {
        Disk disk = world.disk();
        Path folder = Path.of(reference);
        try {
            if (disk.exists(folder.resolve(LocalModel.MANIFEST_FILE))) {
                return LocalModel.ofFolder(disk, folder);
            }
            Path hub = trust.toAbsolutePath().getParent().resolve("gateway").resolve("hub");
            if (!disk.exists(hub)) {
                throw CommandException.usage(option + ": " + reference + " is no folder with a " + LocalModel.MANIFEST_FILE
                        + ", and there is no hub beside " + trust + "; fetch the model with 'credence model pull' first");
            }
            return LocalModel.ofHub(disk, hub, reference);
        } catch (MalformedException malformed) {
            throw CommandException.failed(option + " " + reference + ": " + malformed.getMessage());
        } catch (RefusedException | HubException refused) {
            throw CommandException.failed(option + " " + reference + ": " + refused.getMessage());
        } catch (IOException failed) {
            throw CommandException.file(folder, failed);
        }
    }

    private Bytes read(Path file, int bytesMax) throws CommandException {
        try {
            return AtomicFile.read(world.disk(), file, bytesMax);
        } catch (IOException failed) {
            throw CommandException.file(file, failed);
        }
    }
}
