package dev.credence.node.cli;

import dev.credence.client.GatewayException;
import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.JsonArray;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.node.asking.Asked;
import dev.credence.node.asking.Asking;
import dev.credence.node.asking.Question;
import dev.credence.node.hub.HubException;
import dev.credence.node.input.InputReader;
import dev.credence.node.network.NetworkFile;
import dev.credence.node.store.AtomicFile;
import dev.credence.node.world.SystemWorld;
import dev.credence.node.world.World;
import dev.credence.receipt.envelope.TrustFile;
import dev.credence.verification.VerificationReport;
import dev.credence.verification.report.ReportJson;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `credence infer`: asks a model, waits for what the policy requires, verifies, keeps the files.
@Command(
        name = "infer",
        mixinStandardHelpOptions = true,
        description = {
            "Asks a model and verifies the answer's receipt.",
            "Input is what the model's card says how to read: a picture (.png), rows (.csv), an array (.npy) or a request (.json)."
        },
        footer = {"", "Example:", "  credence infer digits --input models/digits/samples/digit-7.png --policy \"require=replay>=2\" --out out"})
final class InferCommand implements Callable<Integer> {
    private static final String DEFAULT_GATEWAY = "http://127.0.0.1:8080";

    @Parameters(index = "0", paramLabel = "MODEL", description = "Name, name@version or model id.")
    private String model;

    @Option(names = "--input", required = true, paramLabel = "FILE", description = "What to ask about.")
    private Path input;

    @Option(names = "--policy", paramLabel = "TEXT", description = "Evidence to wait for, such as 'require=replay>=2'.")
    private String policy;

    @Option(names = "--out", paramLabel = "DIR", description = "Where request.json, answer.json and receipt.json are kept.")
    private Path out;

    @Option(names = "--gateway", paramLabel = "URL", description = "The gateway (default: the network of --data).")
    private String gateway;

    @Option(names = "--data", paramLabel = "DIR", description = "The local network's directory (default: .credence).")
    private Path data = Path.of(".credence");

    @Option(names = "--trust", paramLabel = "FILE", description = "The network's trust file (default: trust.json of --data).")
    private Path trust;

    @Option(names = "--seed", paramLabel = "N", description = "Seed, committed in the request (default: 0).")
    private long seed;

    @Option(names = "--patience", paramLabel = "SECONDS", description = "How long to wait for the evidence (default: 60).")
    private int patienceSeconds = 60;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    private final World world = new SystemWorld();

    InferCommand() {}

    @Override
    public Integer call() throws CommandException {
        Question question = new Question(
                model,
                input.getFileName().toString(),
                read(input, InputReader.FILE_BYTES_MAX),
                Optional.ofNullable(policy),
                Long.toUnsignedString(seed),
                Duration.ofSeconds(patienceSeconds));
        Asked asked = ask(question);
        keep(asked);
        Terminal terminal = Terminal.of(spec);
        if (json) {
            terminal.json(JsonObject.builder()
                    .put("model", asked.model().model().hex())
                    .put("release", asked.model().name())
                    .put("receipt", asked.exchange().receiptId())
                    .put("answer", JsonArray.ofStrings(asked.words()))
                    .put("verification", ReportJson.of(asked.report()))
                    .build());
        } else {
            print(terminal, asked);
        }
        return exitCode(asked.report());
    }

    // Without a policy nothing was asked for beyond the signed receipt, so nothing is missing.
    private int exitCode(VerificationReport report) {
        return switch (report.verdict()) {
            case VERIFIED -> ExitCode.OK;
            case FAILED -> ExitCode.FAILED;
            case INCOMPLETE -> policy == null ? ExitCode.OK : ExitCode.INCOMPLETE;
        };
    }

    private Asked ask(Question question) throws CommandException {
        String address = gateway == null ? gatewayOfData() : gateway;
        Path trustPath = trust == null ? data.resolve("trust.json") : trust;
        try {
            TrustFile trusted = TrustFile.decode(read(trustPath, TrustFile.BYTES_MAX));
            return new Asking(world, address, trusted).ask(question);
        } catch (MalformedException malformed) {
            throw CommandException.failed(malformed.getMessage());
        } catch (IllegalArgumentException address2) {
            throw CommandException.usage("--gateway: " + address2.getMessage());
        } catch (HubException | GatewayException refused) {
            throw CommandException.failed(refused.getMessage());
        } catch (IOException failed) {
            throw CommandException.environment(failed.getMessage() + " (gateway " + address + ")");
        }
    }

    private String gatewayOfData() throws CommandException {
        Path file = data.resolve(NetworkFile.NAME);
        if (!world.disk().exists(file)) {
            return DEFAULT_GATEWAY;
        }
        try {
            return NetworkFile.decode(read(file, NetworkFile.BYTES_MAX)).gateway();
        } catch (MalformedException malformed) {
            throw CommandException.malformed(file, malformed);
        }
    }

    private void keep(Asked asked) throws CommandException {
        if (out == null) {
            return;
        }
        try {
            ExchangeFiles.write(world.disk(), out, asked);
        } catch (IOException failed) {
            throw CommandException.file(out, failed);
        }
    }

    private void print(Terminal terminal, Asked asked) {
        asked.words().forEach(line -> terminal.line(terminal.strong("answer       ") + line));
        terminal.report(asked.report());
        if (out != null) {
            terminal.line("files        " + out.resolve(ExchangeFiles.RECEIPT) + ", " + ExchangeFiles.REQUEST + ", " + ExchangeFiles.ANSWER);
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
