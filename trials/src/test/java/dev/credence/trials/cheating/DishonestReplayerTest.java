package dev.credence.trials.cheating;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.hash.Sha256;
import dev.credence.foundation.signature.SecretKey;
import dev.credence.inference.graph.RefusedException;
import dev.credence.node.operator.Conduct;
import dev.credence.node.store.DataDirectory;
import dev.credence.operator.execute.TensorAnswer;
import dev.credence.operator.execute.RequestExecution;
import dev.credence.operator.execute.TensorModel;
import dev.credence.operator.execute.TensorRequest;
import dev.credence.receipt.evidence.ReplayOutcome;
import dev.credence.receipt.statement.Commitment;
import dev.credence.trials.kit.ModelFolders;
import dev.credence.trials.kit.Questions;
import dev.credence.trials.kit.Trial;
import dev.credence.verification.Reason;
import dev.credence.verification.VerificationReport;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: agreement that cost no execution is worth nothing, and a drawn operator that says nothing or something else never goes unseen.
///
/// Method: three operators of three owners, so that both others are drawn for the first one's answers; the second or third
/// misbehaves. A copier gets answer digest and trace root through a back channel, as if it had read them in the receipt, and signs them in
/// due form.
class DishonestReplayerTest {
    private static final String POLICY = "require=replay>=2";
    private static final Switched EXECUTOR = new Switched();
    private static final Switched SECOND = new Switched();
    private static final Switched THIRD = new Switched();

    @TempDir
    private static Path data;

    private static Trial trial;
    private static SecretKey secondKey;

    @BeforeAll
    static void start() throws Exception {
        try (DataDirectory directory = DataDirectory.open(Trial.WORLD, data.resolve("operator-2"))) {
            secondKey = directory.key("operator");
        }
        trial = Trial.start(data, ModelFolders.ours(), List.of(EXECUTOR, SECOND, THIRD));
    }

    @AfterAll
    static void stop() throws Exception {
        trial.close();
    }

    @AfterEach
    void repent() {
        List.of(EXECUTOR, SECOND, THIRD).forEach(operator -> operator.behave(Conduct.HONEST));
    }

    /// Executes honestly and lets a test see what will be published.
    private record Published(CompletableFuture<Commitment> commitment) implements Conduct {
        @Override
        public TensorAnswer answer(TensorModel model, TensorRequest request) throws RefusedException {
            TensorAnswer answer = RequestExecution.run(model, request);
            commitment.complete(new Commitment(
                    request.effective().digest(), answer.record().digest(), answer.trace().root(), Optional.empty()));
            return answer;
        }
    }

    @Test
    void agreementCopiedFromTheReceiptIsCaughtByTheKeyedRoot() throws Exception {
        CompletableFuture<Commitment> published = new CompletableFuture<>();
        EXECUTOR.behave(new Published(published));
        SECOND.behave(new Copier(secondKey, published::join, () -> published.join().trace()));

        copied(trial.ask(Questions.digits(1, "digits"), "digits", POLICY));
    }

    @Test
    void agreementCopiedFromAnotherPlaceIsCaughtByTheKeyedRoot() throws Exception {
        CompletableFuture<Commitment> published = new CompletableFuture<>();
        CompletableFuture<Digest> neighbour = new CompletableFuture<>();
        EXECUTOR.behave(new Published(published));
        THIRD.behave(new Conduct() {
            @Override
            public ReplayOutcome replay(Replaying replaying) throws RefusedException {
                ReplayOutcome outcome = Conduct.super.replay(replaying);
                neighbour.complete(((ReplayOutcome.Executed) outcome).keyed());
                return outcome;
            }
        });
        SECOND.behave(new Copier(secondKey, published::join, neighbour::join));

        copied(trial.ask(Questions.digits(2, "digits"), "digits", POLICY));
    }

    @Test
    void theExecutorTellsACopierNothingThatItCouldSignNextTime() throws Exception {
        CompletableFuture<Commitment> published = new CompletableFuture<>();
        CompletableFuture<Digest> honest = new CompletableFuture<>();
        EXECUTOR.behave(new Published(published));
        SECOND.behave(new Conduct() {
            @Override
            public ReplayOutcome replay(Replaying replaying) throws RefusedException {
                // What an execution would have given at this place.
                honest.complete(((ReplayOutcome.Executed) Conduct.super.replay(replaying)).keyed());
                Digest guess = Sha256.of(published.join().trace().bytes());
                return new Copier(secondKey, published::join, () -> guess).replay(replaying);
            }
        });

        Trial.Held held = trial.ask(Questions.digits(3, "digits"), "digits", POLICY);

        copied(held);
        assertThat(held.replay().executor().orElseThrow().keyed()).doesNotContain(honest.join());
    }

    @Test
    void aDrawnOperatorThatComputesSomethingElseSpoilsTheReceiptOpenly() throws Exception {
        SECOND.behave(new Conduct() {
            @Override
            public ReplayOutcome replay(Replaying replaying) throws RefusedException {
                TensorAnswer answer = RequestExecution.run(replaying.model(), replaying.request());
                TensorAnswer other = TensorAnswer.of(Map.of(), answer.trace());
                return replaying.replayer().executed(replaying.draw(), other);
            }
        });

        Trial.Held held = trial.ask(Questions.digits(4, "digits"), "digits", POLICY);

        assertThat(held.report().verdict()).isEqualTo(VerificationReport.Verdict.FAILED);
        assertThat(held.reasons()).containsExactly(Reason.REPLAY_DISAGREES);
        assertThat(disagreeing(held)).as("who disagrees is in the file").containsExactly(secondKey.publicKey().id());
    }

    @Test
    void whoCannotExecuteSaysSoUnderItsSignature() throws Exception {
        SECOND.behave(new Conduct() {
            @Override
            public ReplayOutcome replay(Replaying replaying) {
                throw new IllegalStateException("the machine is out of order");
            }
        });

        Trial.Held held = trial.ask(Questions.digits(5, "digits"), "digits", POLICY);

        assertThat(held.report().verdict()).isEqualTo(VerificationReport.Verdict.INCOMPLETE);
        assertThat(held.reasons()).contains(Reason.REPLAY_FAILED, Reason.POLICY_REQUIRE).doesNotContain(Reason.REPLAY_DISAGREES);
    }

    @Test
    void whoIsLateOrSilentIsWrittenDownAsSilentAndNobodyStandsInForIt() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        SECOND.behave(waiting(over, 10_500));
        THIRD.behave(waiting(over, 30_000));

        Trial.Held held = trial.ask(Questions.digits(6, "digits"), "digits", POLICY);
        over.countDown();

        assertThat(held.receipt().complete()).as("there is nothing more to wait for").isTrue();
        assertThat(held.report().verdict()).isEqualTo(VerificationReport.Verdict.INCOMPLETE);
        assertThat(held.reasons()).contains(Reason.REPLAY_SILENT, Reason.POLICY_REQUIRE);
        assertThat(held.replay().outcomes()).hasSize(2).allSatisfy(outcome -> assertThat(outcome).isInstanceOf(ReplayOutcome.Silent.class));
        assertThat(held.report().md()).isZero();
    }

    private static Conduct waiting(CountDownLatch over, long millis) {
        return new Conduct() {
            @Override
            public ReplayOutcome replay(Replaying replaying) throws RefusedException {
                try {
                    over.await(millis, TimeUnit.MILLISECONDS);
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                }
                return Conduct.super.replay(replaying);
            }
        };
    }

    private static void copied(Trial.Held held) {
        assertThat(held.report().verdicts().receiptAuthentic().passed()).isTrue();
        assertThat(held.report().verdict()).isEqualTo(VerificationReport.Verdict.FAILED);
        assertThat(held.reasons()).containsExactly(Reason.KEYED_ROOT_MISMATCH);
        assertThat(held.report().md()).isZero();
    }

    private static List<Digest> disagreeing(Trial.Held held) throws Exception {
        Digest answer = held.file().envelope().statement().commitment().answer();
        return held.replay().outcomes().stream()
                .filter(outcome -> outcome instanceof ReplayOutcome.Executed executed && !executed.answer().equals(answer))
                .map(ReplayOutcome::operator)
                .toList();
    }
}
