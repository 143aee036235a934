package dev.credence.node.cli;

import dev.credence.client.GatewayException;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.JsonArray;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.node.asking.Asked;
import dev.credence.node.asking.Asking;
import dev.credence.node.asking.Question;
import dev.credence.node.hub.HubException;
import dev.credence.node.input.InputReader;
import dev.credence.receipt.envelope.TrustFile;
import dev.credence.verification.report.ReportJson;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `credence infer`: asks a model, waits for what the policy requires, verifies, keeps the files.
@Command(
        name = "infer",
        mixinStandardHelpOptions = true,
        description = {
            "Asks a model and verifies the answer's receipt.",
            "Input is what the model's card says how to read: a picture (.png), rows (.csv), an array (.npy) or a request (.json)."
        },
        footer = {"", "Example:", "  credence infer digits --input models/digits/samples/digit-7.png --policy \"require=replay>=2\" --out out"})
final class InferCommand extends AskingCommand {
    @Parameters(index = "0", paramLabel = "MODEL", description = "Name, name@version or model id.")
    private String model;

    @Option(names = "--input", required = true, paramLabel = "FILE", description = "What to ask about.")
    private Path input;

    @Option(names = "--out", paramLabel = "DIR", description = "Where request.json, answer.json and receipt.json are kept.")
    private Path out;

    @Option(names = "--seed", paramLabel = "N", description = "Seed, committed in the request (default: 0).")
    private long seed;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    InferCommand() {}

    @Override
    public Integer call() throws CommandException {
        Question question = new Question(
                model,
                input.getFileName().toString(),
                read(input, InputReader.FILE_BYTES_MAX),
                policy(),
                Long.toUnsignedString(seed),
                patience());
        Asked asked = ask(question);
        keep(asked);
        Terminal terminal = terminal();
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

    private Asked ask(Question question) throws CommandException {
        String address = gateway();
        TrustFile trusted = trust();
        try {
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
}
