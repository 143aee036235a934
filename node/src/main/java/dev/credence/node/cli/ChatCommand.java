package dev.credence.node.cli;

import dev.credence.client.GatewayException;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.node.chat.ChatTurn;
import dev.credence.node.chat.Chatting;
import dev.credence.node.chat.Conversation;
import dev.credence.verification.VerificationReport;
import dev.credence.verification.report.Badge;
import dev.credence.verification.report.ReportJson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `credence chat`: a conversation in the terminal, each answer with its badge.
@Command(
        name = "chat",
        mixinStandardHelpOptions = true,
        description = {
            "Talks to a language model. Answers appear while they come; the badge below each says what stands behind it, verified by this program.",
            "With TEXT says that and ends; else reads lines until their end (Ctrl-D); '/report' prints the last answer's whole report.",
            "An answer that fails verification does not become part of the conversation."
        },
        footer = {"", "Example:", "  credence chat meadow \"What colour is the fox?\" --policy \"require=replay>=2\""})
final class ChatCommand extends AskingCommand {
    private static final String REPORT = "/report";

    @Parameters(index = "0", paramLabel = "MODEL", description = "Name, name@version or model id.")
    private String model;

    @Parameters(index = "1..*", paramLabel = "TEXT", description = "What to say; without it lines are read.")
    private List<String> text = List.of();

    @Option(names = "--system", paramLabel = "TEXT", description = "What the model is told first.")
    private String system;

    @Option(names = "--temperature", paramLabel = "T", description = "0 for the likeliest answer (default: the host's, 1).")
    private Double temperature;

    @Option(names = "--max-tokens", paramLabel = "N", description = "The longest answer (default: what the context holds).")
    private Integer maxTokens;

    @Option(names = "--seed", paramLabel = "N", description = "Seed, committed in the request (default: a fresh one each time).")
    private Long seed;

    @Option(names = "--out", paramLabel = "DIR", description = "Where request.json, answer.json and receipt.json of the last answer are kept.")
    private Path out;

    @Option(names = "--json", description = "Print one JSON object for each answer.")
    private boolean json;

    private Optional<VerificationReport> last = Optional.empty();

    ChatCommand() {}

    @Override
    public Integer call() throws CommandException {
        Conversation conversation = new Conversation(
                model,
                Optional.ofNullable(system),
                new Conversation.Sampling(Optional.ofNullable(temperature), Optional.ofNullable(maxTokens)));
        String address = gateway();
        Chatting.Terms terms = new Chatting.Terms(trust(), policy(), patience());
        try (Chatting chatting = new Chatting(world, address, terms)) {
            return text.isEmpty() ? talk(chatting, conversation) : turn(chatting, conversation, String.join(" ", text));
        } catch (IllegalArgumentException malformed) {
            throw CommandException.usage("--gateway: " + malformed.getMessage());
        }
    }

    private int talk(Chatting chatting, Conversation conversation) throws CommandException {
        Terminal terminal = terminal();
        int code = ExitCode.OK;
        while (true) {
            terminal.prompt("> ");
            Optional<String> line = terminal.readLine();
            if (line.isEmpty()) {
                return code;
            }
            String said = line.get().strip();
            if (said.equals(REPORT)) {
                last.ifPresentOrElse(terminal::report, () -> terminal.line("nothing was answered yet"));
            } else if (!said.isEmpty()) {
                code = worse(code, attempt(chatting, conversation, said));
            }
        }
    }

    // In a conversation a refusal ends the turn, not the program.
    private int attempt(Chatting chatting, Conversation conversation, String said) {
        try {
            return turn(chatting, conversation, said);
        } catch (CommandException refused) {
            terminal().error(refused.getMessage());
            return refused.exitCode();
        }
    }

    private static int worse(int code, int other) {
        return code == ExitCode.FAILED || other == ExitCode.OK ? code : other;
    }

    private int turn(Chatting chatting, Conversation conversation, String said) throws CommandException {
        Terminal terminal = terminal();
        try {
            ChatTurn turn = chatting.say(
                    conversation, said, Optional.ofNullable(seed).map(Long::toUnsignedString), json ? _ -> {} : terminal::piece);
            last = Optional.of(turn.report());
            if (json) {
                terminal.json(json(turn));
            } else {
                terminal.line("");
                badge(terminal, turn.report());
            }
            if (turn.report().verdict() != VerificationReport.Verdict.FAILED) {
                conversation.accept(said, turn.text());
            }
            if (out != null) {
                ExchangeFiles.write(world.disk(), out, turn.exchange(), turn.receipt());
                if (!json) {
                    terminal.line("  " + out.resolve(ExchangeFiles.RECEIPT));
                }
            }
            return exitCode(turn.report());
        } catch (MalformedException malformed) {
            throw CommandException.failed(malformed.getMessage());
        } catch (GatewayException refused) {
            throw CommandException.failed(refused.getMessage());
        } catch (IOException failed) {
            throw CommandException.environment(String.valueOf(failed.getMessage()));
        }
    }

    private static void badge(Terminal terminal, VerificationReport report) {
        String words = "[" + Badge.of(report) + "]";
        terminal.line(
                switch (report.verdict()) {
                    case VERIFIED -> terminal.good(words);
                    case FAILED -> terminal.bad(words);
                    case INCOMPLETE -> terminal.open(words);
                });
    }

    private static JsonObject json(ChatTurn turn) {
        return JsonObject.builder()
                .put("text", turn.text())
                .put("receipt", turn.exchange().receiptId())
                .put("badge", Badge.of(turn.report()))
                .put("verification", ReportJson.of(turn.report()))
                .build();
    }
}
