package dev.credence.trials.speaking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.client.TextApi;
import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.codec.IJson;
import dev.credence.foundation.codec.JsonLimits;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.foundation.codec.JsonWriter;
import dev.credence.foundation.hash.Digest;
import dev.credence.inference.execution.Engine;
import dev.credence.inference.kernel.KernelChoice;
import dev.credence.inference.kernel.Workers;
import dev.credence.inference.laws.SpeakingModel;
import dev.credence.inference.op.Budget;
import dev.credence.inference.trace.Trace;
import dev.credence.node.exchange.EvidenceCall;
import dev.credence.node.exchange.OperatorClient;
import dev.credence.node.exchange.RemoteException;
import dev.credence.node.exchange.StatementRef;
import dev.credence.node.exchange.Work;
import dev.credence.node.generation.TextProgress;
import dev.credence.node.http.ApiException;
import dev.credence.node.network.LocalNetwork;
import dev.credence.node.operator.Conduct;
import dev.credence.node.operator.LanguageServed;
import dev.credence.node.operator.OperatorNode;
import dev.credence.node.operator.OperatorSettings;
import dev.credence.node.store.DataDirectory;
import dev.credence.operator.execute.TextAnswer;
import dev.credence.operator.execute.TextRequest;
import dev.credence.receipt.evidence.Replay;
import dev.credence.receipt.evidence.ReplayOutcome;
import dev.credence.receipt.request.Content;
import dev.credence.receipt.statement.Statement;
import dev.credence.trials.kit.ModelFolders;
import dev.credence.trials.kit.Trial;
import dev.credence.verification.Reason;
import dev.credence.verification.VerificationReport;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: an executor that has forgotten the trace of a text computes it again from the tokens that it is told, opens the same keyed roots, and does
/// so for nothing but what it signed.
///
/// Method: the executor is closed, and another with its keys and files stands at its address, which knows no trace.
class ForgottenTraceTest {
    private static final String POLICY = "require=replay";
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private Trial trial;
    private volatile boolean lies;
    private volatile boolean restartsWhenDrawn;
    private volatile Conduct.ReplayingText told;

    @BeforeEach
    void start() throws Exception {
        Path models = folder.resolve("models");
        ModelFolders.writeLanguage(models, "babble", "1", SpeakingModel.chat(1));
        trial = Trial.start(folder.resolve("data"), models, List.of(new Executor(), new Drawn()));
        open.push(trial);
    }

    @AfterEach
    void stop() throws Exception {
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }

    private final class Executor implements Conduct {
        @Override
        public TextAnswer answer(LanguageServed model, TextRequest request, TextProgress progress) throws ApiException, IOException {
            TextAnswer answer = Conduct.super.answer(model, request, progress);
            Trace other = new Trace(answer.trace().entries().slice(0, Digest.LENGTH));
            return lies ? new TextAnswer(answer.record(), other, answer.fingerprint()) : answer;
        }
    }

    private final class Drawn implements Conduct {
        @Override
        public ReplayOutcome replay(ReplayingText replaying) throws ApiException, IOException {
            told = replaying;
            if (restartsWhenDrawn) {
                restartExecutor();
            }
            return Conduct.super.replay(replaying);
        }
    }

    private void restartExecutor() throws IOException {
        LocalNetwork network = trial.network();
        URI address = URI.create(network.operators().getFirst().url());
        network.operators().getFirst().close();
        DataDirectory directory = DataDirectory.open(Trial.WORLD, copy(folder.resolve("data/operator-1"), folder.resolve("restarted")));
        open.push(directory);
        Engine engine = new Engine(KernelChoice.of(Workers.CALLER).kernels(), Budget.DEFAULT);
        OperatorNode.Start start = new OperatorNode.Start(
                Trial.WORLD, directory, network.trust(), URI.create(network.ledger().url()), engine, LocalNetwork.BUILD);
        OperatorSettings settings = OperatorSettings.of(URI.create(network.gatewayUrl()));
        open.push(OperatorNode.start(start, settings, Conduct.HONEST, address.getHost(), address.getPort()));
    }

    private static Path copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path each : all.toList()) {
                Files.copy(each, to.resolve(from.relativize(each).toString()));
            }
        }
        return to;
    }

    private Trial.Held ask() throws Exception {
        Bytes question = Bytes.ofUtf8("{\"model\":\"babble\",\"messages\":[{\"role\":\"user\",\"content\":\"and then\"}],"
                + "\"max_tokens\":40,\"logit_bias\":{\"2\":-100,\"4\":-100}}");
        Trial.Held held = trial.askText(TextApi.CHAT, question, POLICY);
        assertThat(held.file().envelope().statement().issue().operator())
                .as("the operator that these tests start anew")
                .isEqualTo(trial.network().operators().getFirst().id());
        return held;
    }

    private static List<Digest> keyed(Replay replay) {
        return replay.outcomes().stream().map(outcome -> ((ReplayOutcome.Executed) outcome).keyed()).toList();
    }

    @Test
    void theReceiptStillBecomesComplete() throws Exception {
        restartsWhenDrawn = true;

        Trial.Held held = ask();

        assertThat(open).as("an executor that knows no trace").first().isInstanceOf(OperatorNode.class);
        assertThat(held.report().verdict()).as(held.reasons().toString()).isEqualTo(VerificationReport.Verdict.VERIFIED);
        assertThat(held.replay().executor().orElseThrow().keyed()).isEqualTo(keyed(held.replay()));
    }

    @Test
    void whatItSignedOfAnotherTraceItDoesNotOpen() throws Exception {
        restartsWhenDrawn = true;
        lies = true;

        Trial.Held held = ask();

        // Honest by now, it does not convict itself; the drawn operator has done so.
        assertThat(open).first().isInstanceOf(OperatorNode.class);
        assertThat(held.replay().executor()).isEmpty();
        assertThat(held.reasons()).contains(Reason.REPLAY_DISAGREES);
        assertThat(held.report().verified()).isEmpty();
    }

    @Test
    void itRemembersFromAnyTokensAndFromNoOtherRequest() throws Exception {
        Trial.Held held = ask();
        Replay complete = held.replay();
        restartExecutor();
        EvidenceCall asked = call(held);

        refused(asked, 404, "the trace of that execution is no longer kept");
        TextRequest request = told.request();
        String content = JsonWriter.write(request.content().json()).utf8().replace("and then", "and when");
        JsonObject changed = (JsonObject) IJson.parse(Bytes.ofUtf8(content), JsonLimits.ofBytes(1 << 10));
        TextRequest other = new TextRequest(new Content.Text(changed), request.parameters());
        refused(asked.with(again(held, other, told.ids())), 422, "its own request, found others");
        refused(asked, 404, "the trace of that execution is no longer kept");

        List<Integer> wrong = new ArrayList<>(told.ids().getFirst());
        assertThat(wrong).hasSize(40);
        wrong.set(20, wrong.get(20) == 9 ? 10 : 9);
        Replay signed = executor().evidence(asked.with(again(held, request, List.of(wrong))), LIMIT);

        assertThat(signed.executor().orElseThrow().keyed()).isEqualTo(keyed(complete));
        assertThat(signed).isEqualTo(complete);
    }

    private void refused(EvidenceCall call, int status, String sentence) {
        assertThatThrownBy(() -> executor().evidence(call, LIMIT))
                .isInstanceOfSatisfying(RemoteException.class, refusal -> assertThat(refusal.status()).isEqualTo(status))
                .hasMessageContaining(sentence);
    }

    private OperatorClient executor() {
        return new OperatorClient(Trial.WORLD.network(), URI.create(((OperatorNode) open.getFirst()).url()));
    }

    private static EvidenceCall.Again again(Trial.Held held, TextRequest request, List<List<Integer>> ids) throws Exception {
        return new EvidenceCall.Again(held.file().envelope(), new Work(request, ids));
    }

    private static EvidenceCall call(Trial.Held held) throws Exception {
        Statement statement = held.file().envelope().statement();
        Replay replay = held.replay();
        StatementRef ref = new StatementRef(
                held.file().envelope().leaf(),
                statement.issue().operator(),
                statement.issue().height(),
                replay.outcomes().size(),
                held.file().logged().orElseThrow());
        Replay unsigned = new Replay(replay.leaf(), replay.beacon(), replay.outcomes(), Optional.empty());
        return new EvidenceCall(ref, statement.commitment().request(), unsigned, Optional.empty());
    }
}
