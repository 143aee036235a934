package dev.credence.trials.speaking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.client.TextApi;
import dev.credence.foundation.bytes.Bytes;
import dev.credence.inference.laws.SpeakingModel;
import dev.credence.node.exchange.OperatorClient;
import dev.credence.node.generation.LanguageHost;
import dev.credence.node.operator.Conduct;
import dev.credence.node.operator.OperatorNode;
import dev.credence.receipt.evidence.EvidenceItem;
import dev.credence.receipt.evidence.ReplayOutcome;
import dev.credence.trials.kit.ModelFolders;
import dev.credence.trials.kit.PlainHttp;
import dev.credence.trials.kit.Trial;
import dev.credence.node.reexecution.LocalModel;
import dev.credence.node.reexecution.Reexecution;
import dev.credence.receipt.statement.Statement;
import dev.credence.verification.VerificationReport;
import dev.credence.verification.replay.LocalReexecution;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: an answer in text gets the same receipt, with the same evidence, as one in tensors; whoever goes away disturbs nobody.
///
/// Method: three operators of three owners with a small model that babbles.
class SpeakingNetworkTest {
    private static final String POLICY = "require=replay>=2; wait=evidence";

    @TempDir
    private static Path folder;

    private static Trial trial;

    @BeforeAll
    static void start() throws Exception {
        Path models = folder.resolve("models");
        ModelFolders.writeLanguage(models, "babble", "1", SpeakingModel.chat(1));
        trial = Trial.start(folder.resolve("data"), models, List.of(Conduct.HONEST, Conduct.HONEST, Conduct.HONEST));
    }

    @AfterAll
    static void stop() throws Exception {
        trial.close();
    }

    private static Bytes chat(String more) {
        return Bytes.ofUtf8("{\"model\":\"babble\",\"messages\":[{\"role\":\"user\",\"content\":\"hello there\"}],\"max_tokens\":40" + more + "}");
    }

    private static void evidenced(Trial.Held held) throws Exception {
        assertThat(held.report().verdict()).as(held.reasons().toString()).isEqualTo(VerificationReport.Verdict.VERIFIED);
        assertThat(held.file().evidence().stream().map(EvidenceItem::kind)).containsExactly(EvidenceItem.FINGERPRINT, EvidenceItem.REPLAY);
        assertThat(held.replay().outcomes()).hasSize(2).allMatch(ReplayOutcome.Executed.class::isInstance);
        assertThat(held.replay().executor()).isPresent();
    }

    @Test
    void aChatIsAnsweredAndReplayedByTwo() throws Exception {
        Trial.Held held = trial.askText(TextApi.CHAT, chat(",\"logprobs\":true,\"top_logprobs\":2"), POLICY);

        evidenced(held);
        assertThat(held.exchange().answer().utf8()).contains("\"status\":\"evidenced\"");
    }

    @Test
    void aStreamIsAnsweredAndReplayedByTwo() throws Exception {
        Trial.Held held = trial.askText(TextApi.CHAT, chat(",\"stream\":true,\"credence\":{\"segments\":true}"), POLICY);

        evidenced(held);
        String events = held.exchange().answer().utf8();
        assertThat(events).endsWith("data: [DONE]\n\n");
        assertThat(events.split("\"segment\":", -1)).as("one behind 32 tokens, one behind the last").hasSizeBetween(2, 3);
    }

    @Test
    void aCompletionOfSeveralChoicesIsAnsweredAndReplayed() throws Exception {
        Trial.Held held = trial.askText(
                TextApi.COMPLETIONS, Bytes.ofUtf8("{\"model\":\"babble\",\"prompt\":\"once upon a time\",\"n\":3,\"logprobs\":1}"), POLICY);

        evidenced(held);
    }

    @Test
    void aReaderWhoHasTheModelComputesTheSameAgain() throws Exception {
        LocalModel model = LocalModel.ofHub(Trial.WORLD.disk(), folder.resolve("data/gateway/hub"), "babble@1");
        try (LanguageHost host = new LanguageHost(Trial.WORLD.tasks(), 1)) {
            for (String more : List.of("", ",\"stream\":true", ",\"n\":2,\"logprobs\":true")) {
                Trial.Held held = trial.askText(TextApi.CHAT, chat(more), "");
                Statement statement = held.file().envelope().statement();
                for (Optional<Bytes> told : List.of(Optional.of(held.exchange().answer()), Optional.<Bytes>empty(), Optional.of(Bytes.ofUtf8("{")))) {
                    LocalReexecution again = Reexecution.run(model, host, statement, held.exchange().request(), told);
                    assertThat(again.answer()).isEqualTo(statement.commitment().answer());
                    assertThat(again.trace()).isEqualTo(statement.commitment().trace());
                    assertThat(again.fingerprint()).isEqualTo(statement.commitment().fingerprint());
                    assertThat(again.request()).isEqualTo(statement.commitment().request());
                }
            }
        }
    }

    @Test
    void severalAtOnceAnswerAsEachWouldAlone() throws Exception {
        String alone = text(trial.askText(TextApi.CHAT, chat(",\"seed\":7"), ""));
        List<CompletableFuture<String>> many = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            CompletableFuture<String> one = new CompletableFuture<>();
            many.add(one);
            Trial.WORLD.tasks().start("ask", () -> {
                try {
                    one.complete(text(trial.askText(TextApi.CHAT, chat(",\"seed\":7"), "")));
                } catch (Exception failed) {
                    one.completeExceptionally(failed);
                }
            });
        }
        for (CompletableFuture<String> one : many) {
            assertThat(one.get()).isEqualTo(alone);
        }
    }

    private static String text(Trial.Held held) throws Exception {
        String body = held.exchange().answer().utf8();
        int from = body.indexOf("\"content\":");
        return body.substring(from, body.indexOf("\"finish_reason\"", from));
    }

    @Test
    void whoGoesAwayFreesThePlaceAndGetsNoReceipt() throws Exception {
        String body = "{\"model\":\"babble\",\"prompt\":\"abc\",\"max_tokens\":500,\"n\":8,\"stream\":true,\"logit_bias\":{\"2\":-100,\"4\":-100}}";
        String request = "POST /v1/completions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: "
                + body.length() + "\r\n\r\n" + body;
        String receipt;
        try (Socket socket = PlainHttp.connect(trial.network().gatewayUrl())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            byte[] first = socket.getInputStream().readNBytes(600);
            String head = new String(first, StandardCharsets.US_ASCII);
            int at = head.indexOf("Credence-Receipt: ") + "Credence-Receipt: ".length();
            receipt = head.substring(at, at + 32);
        }
        long until = System.nanoTime() + 3_000_000_000L;
        while (load() > 0 && System.nanoTime() < until) {
            Thread.sleep(20);
        }
        assertThat(load()).isZero();
        assertThat(PlainHttp.exchange(trial.network().gatewayUrl(), "GET /v1/receipts/" + receipt + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").status())
                .isEqualTo(404);
    }

    private static int load() throws Exception {
        int load = 0;
        for (OperatorNode operator : trial.network().operators()) {
            load += new OperatorClient(Trial.WORLD.network(), URI.create(operator.url())).info().load();
        }
        return load;
    }
}
