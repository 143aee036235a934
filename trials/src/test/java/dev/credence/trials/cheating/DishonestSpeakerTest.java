package dev.credence.trials.cheating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.client.GatewayException;
import dev.credence.client.TextApi;
import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.hash.Sha256;
import dev.credence.foundation.signature.SecretKey;
import dev.credence.inference.gguf.GgufReader;
import dev.credence.inference.laws.SpeakingModel;
import dev.credence.node.answering.TextDelta;
import dev.credence.node.generation.LanguageHost;
import dev.credence.node.generation.TextExecutor;
import dev.credence.node.generation.TextProgress;
import dev.credence.node.http.ApiException;
import dev.credence.node.operator.Conduct;
import dev.credence.node.operator.LanguageServed;
import dev.credence.node.store.DataDirectory;
import dev.credence.operator.execute.TextAnswer;
import dev.credence.operator.execute.TextRequest;
import dev.credence.receipt.evidence.Replay;
import dev.credence.receipt.evidence.ReplayMessages;
import dev.credence.receipt.evidence.ReplayOutcome;
import dev.credence.receipt.request.Decimal;
import dev.credence.receipt.request.SamplingRules;
import dev.credence.receipt.request.TextAnswerRecord;
import dev.credence.receipt.request.TextAnswerRecord.Choice;
import dev.credence.receipt.request.TextParameters;
import dev.credence.receipt.request.Usage;
import dev.credence.trials.kit.ModelFolders;
import dev.credence.trials.kit.Trial;
import dev.credence.verification.Reason;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/// Goal: an operator that answers in other words than the named model's, samples as it likes, counts wrongly, or says other words than it signs,
/// is refuted by a replay or refused by its gateway; a replayer that copies is seen.
///
/// Method: as `DishonestExecutorTest`, with two small language models whose weights differ.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DishonestSpeakerTest {
    private static final String POLICY = "require=replay>=2";
    private static final Switched EXECUTOR = new Switched();
    private static final Switched SECOND = new Switched();
    private static final Switched THIRD = new Switched();

    @TempDir
    private static Path folder;

    private static Trial trial;
    private static SecretKey secondKey;
    private static LanguageHost host;

    @BeforeAll
    static void start() throws Exception {
        Path data = folder.resolve("data");
        try (DataDirectory directory = DataDirectory.open(Trial.WORLD, data.resolve("operator-2"))) {
            secondKey = directory.key("operator");
        }
        Path models = folder.resolve("models");
        ModelFolders.writeLanguage(models, "babble", "1", SpeakingModel.chat(1));
        trial = Trial.start(data, models, List.of(EXECUTOR, SECOND, THIRD));
        host = new LanguageHost(Trial.WORLD.tasks(), 1);
    }

    @AfterAll
    static void stop() throws Exception {
        host.close();
        trial.close();
    }

    @AfterEach
    void repent() {
        EXECUTOR.behave(Conduct.HONEST);
        SECOND.behave(Conduct.HONEST);
        THIRD.behave(Conduct.HONEST);
    }

    private static Trial.Held ask(int number, String more) throws Exception {
        Bytes body = Bytes.ofUtf8("{\"model\":\"babble\",\"messages\":[{\"role\":\"user\",\"content\":\"question " + number
                + "\"}],\"max_tokens\":24,\"logit_bias\":{\"2\":-100,\"4\":-100},\"seed\":" + number + more + "}");
        return trial.askText(TextApi.CHAT, body, POLICY);
    }

    private static void refuted(Trial.Held held) {
        assertThat(held.reasons()).contains(Reason.REPLAY_DISAGREES);
        assertThat(held.report().verified()).isEmpty();
        assertThat(held.report().md()).isZero();
    }

    /// Says and signs what another executor makes of another request.
    private record Otherwise(UnaryOperator<TextExecutor> other, UnaryOperator<TextRequest> asked) implements Conduct {
        @Override
        public TextAnswer answer(LanguageServed model, TextRequest request, TextProgress progress) throws ApiException, IOException {
            return other.apply(model.executor()).run(asked.apply(request), List.of(), progress);
        }
    }

    /// Signs another record than came out, and lets nobody hear a word before.
    private record Retouching(UnaryOperator<TextAnswerRecord> pen) implements Conduct {
        @Override
        public TextAnswer answer(LanguageServed model, TextRequest request, TextProgress progress) throws ApiException, IOException {
            TextAnswer honest = model.executor().run(request, List.of(), TextProgress.NONE);
            return new TextAnswer(pen.apply(honest.record()), honest.trace(), honest.fingerprint());
        }
    }

    @Test
    void anHonestSpeakerIsConfirmedByTwo() throws Exception {
        Trial.Held held = ask(1, "");

        assertThat(held.reasons()).doesNotContain(Reason.REPLAY_DISAGREES, Reason.KEYED_ROOT_MISMATCH, Reason.REPLAY_SILENT);
        assertThat(held.replay().executor()).isPresent();
        assertThat(held.file().envelope().statement().issue().operator())
                .as("the operator whose conduct these tests change")
                .isEqualTo(trial.network().operators().getFirst().id());
    }

    @Test
    void anotherModelUnderTheName() throws Exception {
        TextExecutor other = host.load(
                Sha256.of(Bytes.EMPTY), GgufReader.decode(MemorySegment.ofArray(SpeakingModel.chat(2))));
        EXECUTOR.behave(new Otherwise(_ -> other, UnaryOperator.identity()));

        refuted(ask(2, ""));
    }

    @Test
    void theLikeliestTokensInsteadOfTheSampledOnes() throws Exception {
        EXECUTOR.behave(new Otherwise(UnaryOperator.identity(), request -> {
            TextParameters p = request.parameters();
            SamplingRules greedy = new SamplingRules(Decimal.of(0), p.sampling().cuts(), p.sampling().penalties(), p.sampling().bias());
            return new TextRequest(request.content(), new TextParameters(p.model(), p.release(), p.drawn(), greedy, p.form()));
        }));

        refuted(ask(3, ""));
    }

    @Test
    void oneTokenAltered() throws Exception {
        EXECUTOR.behave(new Retouching(record -> choice(record, choice -> {
            List<Integer> ids = new ArrayList<>(choice.tokens().ids());
            ids.set(0, ids.getFirst() == 9 ? 10 : 9);
            return new Choice(choice.finish(), choice.role(), choice.text(), choice.logprobs(), new TextAnswerRecord.Tokens(ids, choice.tokens().calls()));
        })));

        refuted(ask(4, ""));
    }

    @Test
    void oneWordAltered() throws Exception {
        EXECUTOR.behave(new Retouching(record -> choice(record, choice ->
                new Choice(choice.finish(), choice.role(), choice.text() + "!", choice.logprobs(), choice.tokens()))));

        refuted(ask(5, ""));
    }

    @Test
    void aPromptThatIsSaidToBeLonger() throws Exception {
        EXECUTOR.behave(new Retouching(record -> new TextAnswerRecord(
                record.choices(), new Usage.Tokens(record.usage().prompt() + 1, record.usage().completion()))));

        refuted(ask(6, ""));
    }

    @Test
    void agreementThatWasCopiedIsCaughtByTheKeyedRoot() throws Exception {
        CompletableFuture<TextAnswer> published = new CompletableFuture<>();
        EXECUTOR.behave(new Conduct() {
            @Override
            public TextAnswer answer(LanguageServed model, TextRequest request, TextProgress progress) throws ApiException, IOException {
                TextAnswer answer = Conduct.super.answer(model, request, progress);
                published.complete(answer);
                return answer;
            }
        });
        SECOND.behave(new Conduct() {
            @Override
            public ReplayOutcome replay(ReplayingText replaying) {
                TextAnswer seen = published.join();
                var guess = seen.trace().root();
                Bytes signature = secondKey.sign(ReplayMessages.executed(
                        replaying.draw().message(replaying.draw().placeOf(secondKey.publicKey().id())), seen.record().digest(), seen.trace().root(), guess));
                return new ReplayOutcome.Executed(secondKey.publicKey().id(), seen.record().digest(), seen.trace().root(), guess, signature);
            }
        });

        Trial.Held held = ask(9, "");

        assertThat(held.reasons()).contains(Reason.KEYED_ROOT_MISMATCH);
        assertThat(held.report().verified()).isEmpty();
    }

    @Test
    void wrongHintsFromTheExecutorDecideNothing() throws Exception {
        // A drawn operator that is told anything at all signs what it would have signed without.
        SECOND.behave(new Conduct() {
            @Override
            public ReplayOutcome replay(ReplayingText replaying) throws ApiException, IOException {
                List<Integer> wrong = new ArrayList<>(replaying.ids().getFirst());
                wrong.set(wrong.size() / 2, SpeakingModel.VOCABULARY + 5);
                return Conduct.super.replay(new ReplayingText(
                        replaying.replayer(), replaying.draw(), replaying.model(), replaying.request(), List.of(wrong)));
            }
        });

        Trial.Held held = ask(10, "");

        Replay replay = held.replay();
        assertThat(held.reasons()).doesNotContain(Reason.REPLAY_DISAGREES, Reason.KEYED_ROOT_MISMATCH);
        assertThat(replay.executor().orElseThrow().keyed())
                .isEqualTo(replay.outcomes().stream().map(outcome -> ((ReplayOutcome.Executed) outcome).keyed()).toList());
    }

    // Last, for an operator that was refused rests for some seconds.
    @Test
    @Order(Integer.MAX_VALUE)
    void wrongCountsAndOtherWordsThanSignedAreRefusedByTheGateway() throws Exception {
        EXECUTOR.behave(new Retouching(record -> new TextAnswerRecord(
                record.choices(), new Usage.Tokens(record.usage().prompt(), record.usage().completion() + 1))));

        // Nothing had been said yet: another operator answers.
        Trial.Held held = ask(7, "");
        assertThat(held.file().envelope().statement().issue().operator()).isNotEqualTo(trial.network().operators().getFirst().id());

        Conduct saying = new Conduct() {
            @Override
            public TextAnswer answer(LanguageServed model, TextRequest request, TextProgress progress) throws ApiException, IOException {
                progress.delta(new TextDelta(0, List.of(9), "trust me", List.of(), Optional.empty()));
                return model.executor().run(request, List.of(), TextProgress.NONE);
            }
        };
        SECOND.behave(saying);
        THIRD.behave(saying);
        assertThatThrownBy(() -> ask(8, ""))
                .isInstanceOfSatisfying(GatewayException.class, refused -> assertThat(refused.status()).isEqualTo(502))
                .hasMessageContaining("an answer that begins as it was said, found other text");
    }

    private static TextAnswerRecord choice(TextAnswerRecord record, UnaryOperator<Choice> pen) {
        return new TextAnswerRecord(record.choices().stream().map(pen).toList(), record.usage());
    }

}
