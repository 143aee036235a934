package dev.credence.node.cli;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.JsonArray;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.tensor.Tensor;
import dev.credence.node.asking.AnswerWords;
import dev.credence.node.hub.HubException;
import dev.credence.node.input.Card;
import dev.credence.node.input.InputReader;
import dev.credence.node.network.LocalNetwork;
import dev.credence.node.proving.LoneProver;
import dev.credence.node.proving.ProvableFiles;
import dev.credence.node.store.AtomicFile;
import dev.credence.node.store.DataDirectory;
import dev.credence.node.world.SystemWorld;
import dev.credence.node.world.World;
import dev.credence.proof.code.Workers;
import dev.credence.receipt.envelope.TrustFile;
import dev.credence.verification.ReceiptVerifier;
import dev.credence.verification.VerificationInput;
import dev.credence.verification.VerificationInput.Exhibit;
import dev.credence.verification.VerificationInput.Standard;
import dev.credence.verification.VerificationReport;
import dev.credence.verification.report.ReportJson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `credence prove`: an answer with its proof, without any network.
@Command(
        name = "prove",
        mixinStandardHelpOptions = true,
        description = {
            "Answers with an integer model on this machine and proves the answer; no network is needed, and none is asked.",
            "The statement is signed with a key that is kept under --data. Nothing is logged: the trust file that is written names this key alone."
        },
        footer = {"", "Example:", "  credence prove models/digits-int8 --input models/digits/samples/digit-7.png --out proved"})
final class ProveCommand implements Callable<Integer> {
    private static final String TRUST = "trust.json";

    @Parameters(index = "0", paramLabel = "MODEL", description = "A folder as models/ has them, or a model of the hub under --data.")
    private String model;

    @Option(names = "--input", required = true, paramLabel = "FILE", description = "What to ask about: a picture, rows, an array or a request.")
    private Path input;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where request.json, answer.json, receipt.json and trust.json go.")
    private Path out;

    @Option(names = "--data", paramLabel = "DIR", description = "Where the key is kept, under prover/ (default: .credence).")
    private Path data = Path.of(".credence");

    @Option(names = "--seed", paramLabel = "N", description = "Seed, committed in the request (default: 0).")
    private long seed;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Mixin
    private EngineOption engine;

    @Spec
    private CommandSpec spec;

    private final World world = new SystemWorld();

    ProveCommand() {}

    @Override
    public Integer call() throws CommandException {
        Terminal terminal = Terminal.of(spec);
        try (EngineOption.Running running = engine.start()) {
            terminal.progress("proving …", false);
            ProvableFiles files = files(running);
            Optional<Card> card = files.card().isPresent() ? Optional.of(Card.decode(files.card().get())) : Optional.empty();
            Map<String, Tensor> inputs = new InputReader(files.manifest(), card)
                    .read(input.getFileName().toString(), AtomicFile.read(world.disk(), input, InputReader.FILE_BYTES_MAX));
            LoneProver.Proved proved = prove(files, inputs, running);
            terminal.clearProgress();
            write(proved);
            return report(terminal, proved, AnswerWords.of(proved.answer(), card));
        } catch (MalformedException malformed) {
            throw CommandException.failed(malformed.getMessage());
        } catch (RefusedException | HubException refused) {
            throw CommandException.failed(model + ": " + refused.getMessage());
        } catch (IOException failed) {
            throw CommandException.environment(failed.getMessage());
        }
    }

    private ProvableFiles files(EngineOption.Running running) throws IOException, MalformedException, RefusedException, HubException {
        return world.disk().exists(Path.of(model))
                ? ProvableFiles.ofFolder(world.disk(), Path.of(model), running.engine())
                : ProvableFiles.ofHub(world.disk(), data.resolve("hub"), model, running.engine());
    }

    private LoneProver.Proved prove(ProvableFiles files, Map<String, Tensor> inputs, EngineOption.Running running)
            throws IOException, MalformedException, RefusedException {
        try (DataDirectory directory = DataDirectory.open(world, data.resolve("prover"))) {
            Workers workers = running.helpers() == null ? Workers.ALONE : new Workers(running.helpers(), running.threads());
            return new LoneProver(world, directory.key("signer"), LocalNetwork.BUILD).prove(files, inputs, Long.toUnsignedString(seed), workers);
        }
    }

    private void write(LoneProver.Proved proved) throws CommandException {
        try {
            world.disk().createDirectories(out);
            write(ExchangeFiles.REQUEST, proved.request());
            write(ExchangeFiles.ANSWER, proved.answer());
            write(ExchangeFiles.RECEIPT, proved.receipt());
            write(TRUST, proved.trust());
        } catch (IOException failed) {
            throw CommandException.file(out, failed);
        }
    }

    private void write(String name, Bytes content) throws IOException {
        AtomicFile.write(world.disk(), out.resolve(name), content);
    }

    // What a reader will find: by the files that were written, and by nothing else.
    private int report(Terminal terminal, LoneProver.Proved proved, List<String> words) throws MalformedException {
        Standard standard = Standard.of(TrustFile.decode(proved.trust()), world.clock().timeMillis());
        VerificationReport report = ReceiptVerifier.verify(
                new VerificationInput(Exhibit.of(proved.receipt(), proved.request(), proved.answer()), standard));
        if (json) {
            terminal.json(JsonObject.builder()
                    .put("answer", JsonArray.ofStrings(words))
                    .put("verification", ReportJson.of(report))
                    .build());
        } else {
            words.forEach(line -> terminal.line(terminal.strong("answer       ") + line));
            terminal.report(report);
            terminal.line("files        " + out.resolve(ExchangeFiles.RECEIPT) + ", " + ExchangeFiles.REQUEST + ", " + ExchangeFiles.ANSWER + ", " + TRUST);
        }
        return switch (report.verdict()) {
            case VERIFIED -> ExitCode.OK;
            case FAILED -> ExitCode.FAILED;
            case INCOMPLETE -> ExitCode.INCOMPLETE;
        };
    }
}
