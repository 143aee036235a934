package dev.credence.trials.cheating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.client.Exchange;
import dev.credence.client.GatewayException;
import dev.credence.client.Receipt;
import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.codec.JsonWriter;
import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.tensor.Tensor;
import dev.credence.node.exchange.LedgerClient;
import dev.credence.node.operator.Conduct;
import dev.credence.node.operator.OperatorNode;
import dev.credence.operator.execute.TensorAnswer;
import dev.credence.operator.execute.RequestExecution;
import dev.credence.operator.execute.TensorModel;
import dev.credence.operator.execute.TensorRequest;
import dev.credence.receipt.envelope.ReceiptFile;
import dev.credence.settlement.state.Operator;
import dev.credence.settlement.transaction.SignedTransaction;
import dev.credence.settlement.transaction.Transaction;
import dev.credence.trials.kit.ModelFolders;
import dev.credence.trials.kit.Questions;
import dev.credence.trials.kit.Trial;
import dev.credence.verification.Reason;
import dev.credence.verification.VerificationReport;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: for one request under one nonce at most one statement of an operator ever comes on the log; a second one is refused by an
/// honest operator, and dropped and counted on a dishonest one by the ledger, so that nobody can show both.
///
/// Method: the same body is sent twice to an operator that signs twice, with the same answer or with another, before and after
/// the first statement is on the log; then a holder of the second receipt submits it itself.
class EquivocationTest {
    private static final Switched OPERATOR = new Switched();

    @TempDir
    private static Path data;

    private static Trial trial;

    @BeforeAll
    static void start() throws Exception {
        trial = Trial.start(data, ModelFolders.ours(), List.of(OPERATOR));
    }

    @AfterAll
    static void stop() throws Exception {
        trial.close();
    }

    @BeforeEach
    void signTwice() {
        OPERATOR.behave(new SigningTwice());
    }

    /// Signs for every slot as often as it is asked, a different answer each time.
    private static final class SigningTwice implements Conduct {
        private int asked;

        @Override
        public synchronized TensorAnswer answer(TensorModel model, TensorRequest request) throws RefusedException {
            Tensor logits = RequestExecution.run(model, request).outputs().get("logits");
            float[] numbers = logits.floats().clone();
            numbers[0] += asked++;
            return TensorAnswer.of(
                    Map.of("logits", Tensor.ofFloats(logits.shape(), numbers)), RequestExecution.run(model, request).trace());
        }

        @Override
        public boolean signsTwice() {
            return true;
        }
    }

    @Test
    void anHonestOperatorRefusesTheSecond() throws Exception {
        OPERATOR.behave(Conduct.HONEST);
        Bytes request = Questions.digits(1, "digits");
        trial.client().ask("digits", request, Optional.empty());

        assertThatThrownBy(() -> trial.client().ask("digits", request, Optional.empty()))
                .isInstanceOfSatisfying(GatewayException.class, refused -> assertThat(refused.status()).isEqualTo(409))
                .hasMessageContaining("nonce");
    }

    @Test
    void aSecondStatementInALaterBatchIsDroppedAndCounted() throws Exception {
        Bytes request = Questions.digits(2, "digits");
        long before = equivocations();
        Exchange first = trial.client().ask("digits", request, Optional.empty());
        assertThat(trial.client().awaitReceipt(first.receiptId(), Duration.ofSeconds(10)).complete()).isTrue();

        Exchange second = trial.client().ask("digits", request, Optional.empty());
        awaitNoLeavesWaiting();

        assertThat(equivocations()).isEqualTo(before + 1);
        neverLogged(second);
        Receipt kept = trial.client().receipt(first.receiptId());
        assertThat(ReceiptFile.decode(kept.file()).state()).as("the first stands").isEqualTo(ReceiptFile.State.LOGGED);
    }

    @Test
    void ofTwoStatementsSentTogetherOneIsLogged() throws Exception {
        Bytes request = Questions.digits(3, "digits");
        long before = equivocations();
        Exchange first = trial.client().ask("digits", request, Optional.empty());
        Exchange second = trial.client().ask("digits", request, Optional.empty());
        awaitNoLeavesWaiting();

        assertThat(equivocations()).isEqualTo(before + 1);
        assertThat(trial.client().awaitReceipt(first.receiptId(), Duration.ofSeconds(10)).complete()).isTrue();
        neverLogged(second);
    }

    @Test
    void aHolderWhoSubmitsTheSecondProvesTheEquivocationAndGetsItNotOnTheLog() throws Exception {
        Bytes request = Questions.digits(4, "digits");
        Exchange first = trial.client().ask("digits", request, Optional.empty());
        assertThat(trial.client().awaitReceipt(first.receiptId(), Duration.ofSeconds(10)).complete()).isTrue();
        Exchange second = trial.client().ask("digits", request, Optional.empty());
        awaitNoLeavesWaiting();
        long before = equivocations();
        ReceiptFile file = ReceiptFile.decode(trial.client().receipt(second.receiptId()).file());
        LedgerClient ledger = new LedgerClient(
                Trial.WORLD.network(), URI.create(trial.network().ledger().url()));

        LedgerClient.Accepted accepted = ledger.submit(SignedTransaction.sign(
                        trial.network().trust().network(),
                        new Transaction.Submission(JsonWriter.write(file.envelope().json())))
                .bytes());

        assertThat(accepted.detail()).isEqualTo("0 logged, 0 repeated, 1 equivocations dropped");
        assertThat(equivocations()).isEqualTo(before + 1);
        neverLogged(second);
    }

    private static void neverLogged(Exchange exchange) throws Exception {
        Receipt receipt = trial.client().awaitReceipt(exchange.receiptId(), Duration.ofMillis(300));
        assertThat(receipt.complete()).isFalse();
        VerificationReport report = trial.judge(exchange, receipt.file(), "");
        assertThat(report.verdict()).isEqualTo(VerificationReport.Verdict.INCOMPLETE);
        assertThat(Trial.reasons(report)).contains(Reason.INCLUSION_PENDING);
        assertThat(report.md()).isZero();
    }

    private static long equivocations() {
        return trial.network().ledger().service().state().operators().values().stream()
                .mapToLong(Operator::equivocations)
                .sum();
    }

    private static void awaitNoLeavesWaiting() throws Exception {
        OperatorNode operator = trial.network().operators().getFirst();
        for (int i = 0; i < 1_000 && operator.leavesWaiting() > 0; i++) {
            Thread.sleep(10);
        }
        assertThat(operator.leavesWaiting()).isZero();
    }
}
