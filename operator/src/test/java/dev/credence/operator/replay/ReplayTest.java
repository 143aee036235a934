package dev.credence.operator.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.hash.Sha256;
import dev.credence.foundation.signature.Ed25519;
import dev.credence.foundation.signature.SecretKey;
import dev.credence.operator.Digits;
import dev.credence.operator.execute.TensorAnswer;
import dev.credence.operator.execute.RequestExecution;
import dev.credence.operator.execute.TensorModel;
import dev.credence.receipt.entry.ListedOperator;
import dev.credence.receipt.evidence.ReplayMessages;
import dev.credence.receipt.evidence.ReplayOutcome;
import dev.credence.testkit.Seeded;
import dev.credence.verification.replay.Draw;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// An executor and two drawn operators, honest and not, without a log: the draw is given.
class ReplayTest {
    private final SecretKey executor = key(1);
    private final SecretKey first = key(2);
    private final SecretKey second = key(3);
    private final LoggedDraw draw = new LoggedDraw(
            new Draw.Lot(Sha256.of(Bytes.ofUtf8("beacon")), Sha256.of(Bytes.ofUtf8("leaf"))),
            Sha256.of(Bytes.ofUtf8("request")),
            listed(executor),
            List.of(listed(first), listed(second)));
    private final TraceWindow traces = new TraceWindow(8, 1 << 20);
    private final Revealer revealer = new Revealer(executor, traces);
    private TensorAnswer answer;

    @BeforeEach
    void execute() throws Exception {
        TensorModel model = Digits.served();
        answer = RequestExecution.run(model, Digits.request(model.id(), Seeded.random()));
        traces.keep(draw.leaf(), answer.trace());
    }

    @Test
    void executorSignsTheKeyedRootsThatReplayersGave() {
        List<ReplayOutcome> outcomes = honest();

        var reveal = ((Revealer.Reveal.Signed) revealer.reveal(draw, outcomes)).reveal();

        assertThat(reveal.keyed()).containsExactlyElementsOf(outcomes.stream().map(o -> ((ReplayOutcome.Executed) o).keyed()).toList());
        assertThat(reveal.keyed().get(0)).isNotEqualTo(reveal.keyed().get(1));
        Bytes signed = ReplayMessages.executor(draw.leaf(), draw.beacon(), reveal.keyed());
        assertThat(Ed25519.verify(executor.publicKey(), signed, reveal.signature())).isTrue();
    }

    @Test
    void whoCopiedTheAnswerIsContradictedAndLearnsNothing() {
        // The copier knows answer and trace root from the published receipt, and signs some keyed root for its place.
        Digest made = Sha256.of(Bytes.ofUtf8("made up"));
        Bytes signature = first.sign(ReplayMessages.executed(
                draw.message(0), answer.record().digest(), answer.trace().root(), made));
        List<ReplayOutcome> outcomes = honest();
        outcomes.set(0, new ReplayOutcome.Executed(first.publicKey().id(), answer.record().digest(), answer.trace().root(), made, signature));

        var keyed = ((Revealer.Reveal.Signed) revealer.reveal(draw, outcomes)).reveal().keyed();

        assertThat(keyed.get(0)).isNotEqualTo(made).isNotEqualTo(answer.trace().keyedRoot(draw.key(0)));
        assertThat(keyed.get(1)).isEqualTo(answer.trace().keyedRoot(draw.key(1)));
    }

    @Test
    void refusesWhileSomebodyHasNotExecuted() {
        List<ReplayOutcome> outcomes = honest();
        outcomes.set(1, new ReplayOutcome.Silent(second.publicKey().id()));
        assertRefused(outcomes, Revealer.Refusal.OUTCOME_NOT_EXECUTED);
        outcomes.set(1, new Replayer(second).failed(draw, ReplayOutcome.Failure.OVERLOADED));
        assertRefused(outcomes, Revealer.Refusal.OUTCOME_NOT_EXECUTED);
    }

    @Test
    void refusesOutcomesThatAreMissingMisplacedOrUnsigned() {
        assertRefused(honest().subList(0, 1), Revealer.Refusal.OUTCOMES_MISSING);
        assertRefused(List.of(honest().get(1), honest().get(0)), Revealer.Refusal.OUTCOME_MISPLACED);
        ReplayOutcome.Executed other = (ReplayOutcome.Executed) honest().get(1);
        ReplayOutcome.Executed own = (ReplayOutcome.Executed) honest().get(0);
        List<ReplayOutcome> unsigned = honest();
        unsigned.set(0, new ReplayOutcome.Executed(own.operator(), own.answer(), own.trace(), own.keyed(), other.signature()));
        assertRefused(unsigned, Revealer.Refusal.OUTCOME_SIGNATURE_INVALID);
    }

    @Test
    void refusesForAnotherExecutorAndForgottenTraces() {
        assertThat(new Revealer(first, traces).reveal(draw, honest()))
                .isEqualTo(new Revealer.Reveal.Refused(Revealer.Refusal.NOT_THE_EXECUTOR));
        assertThat(new Revealer(executor, new TraceWindow(1, 1)).reveal(draw, honest()))
                .isEqualTo(new Revealer.Reveal.Refused(Revealer.Refusal.TRACE_FORGOTTEN));
    }

    @Test
    void forgetsTheOldestTracesFirst() {
        TraceWindow small = new TraceWindow(2, 1 << 20);
        for (int i = 0; i < 3; i++) {
            small.keep(Sha256.of(Bytes.ofUtf8("leaf " + i)), answer.trace());
        }
        assertThat(small.size()).isEqualTo(2);
        assertThat(small.find(Sha256.of(Bytes.ofUtf8("leaf 0")))).isEmpty();
        assertThat(small.find(Sha256.of(Bytes.ofUtf8("leaf 2")))).isPresent();
        TraceWindow narrow = new TraceWindow(100, 1);
        narrow.keep(draw.leaf(), answer.trace());
        assertThat(narrow.size()).isZero();
    }

    private void assertRefused(List<ReplayOutcome> outcomes, Revealer.Refusal refusal) {
        assertThat(revealer.reveal(draw, outcomes)).isEqualTo(new Revealer.Reveal.Refused(refusal));
    }

    private List<ReplayOutcome> honest() {
        return new ArrayList<>(List.of(new Replayer(first).executed(draw, answer), new Replayer(second).executed(draw, answer)));
    }

    private static ListedOperator listed(SecretKey key) {
        return new ListedOperator(key.publicKey().id(), key.publicKey().id(), key.publicKey(), true, 1);
    }

    private static SecretKey key(int i) {
        byte[] seed = new byte[32];
        seed[0] = (byte) i;
        return SecretKey.ofSeed(Bytes.wrap(seed));
    }
}
