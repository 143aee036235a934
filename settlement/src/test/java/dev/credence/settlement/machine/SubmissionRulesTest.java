package dev.credence.settlement.machine;

import static dev.credence.settlement.machine.TestLedger.id;
import static dev.credence.settlement.machine.TestLedger.key;
import static dev.credence.settlement.machine.TestLedger.leaf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.codec.JsonWriter;
import dev.credence.foundation.hash.Digest;
import dev.credence.receipt.envelope.Envelope;
import dev.credence.receipt.request.Release;
import dev.credence.receipt.request.Slot;
import dev.credence.receipt.request.TensorParameters;
import dev.credence.receipt.statement.Charge;
import dev.credence.receipt.statement.Commitment;
import dev.credence.receipt.statement.Execution;
import dev.credence.receipt.statement.Issue;
import dev.credence.receipt.statement.Moment;
import dev.credence.receipt.statement.Statement;
import dev.credence.settlement.transaction.SignedTransaction;
import dev.credence.settlement.transaction.SlotLeaf;
import dev.credence.settlement.transaction.Transaction;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Goal: anybody can put a genuine receipt on the log, and nothing else.
class SubmissionRulesTest {
    /// The reasons that only this test provokes.
    static final Set<Reason> REASONS = EnumSet.of(Reason.ENVELOPE_MALFORMED, Reason.STATEMENT_STALE);

    private final TestLedger at = new TestLedger();

    @BeforeEach
    void registerTheOperator() {
        at.operator("a");
    }

    private Envelope envelope(String network, String operator, long height, String signer) {
        Statement statement = Statement.of(
                new Issue(network, id(operator), Bytes.wrap(new byte[16]), new Moment(0, height, TestLedger.TIME)),
                new Execution(leaf(1), "float-v1", "test"),
                new Commitment(request(), leaf(3), leaf(4), Optional.empty()),
                TensorParameters.of(leaf(1), new Release("digits", "1.0"), Bytes.wrap(new byte[16]), List.of("y"), 7),
                Charge.ofElements(1, 1, 0));
        Envelope signed = Envelope.sign(statement, key(signer));
        return new Envelope(signed.payloadType(), signed.payload(), id(operator), signed.signature());
    }

    private static Digest request() {
        return leaf(2);
    }

    private Envelope honest() {
        return envelope(at.ledger.network(), "a-op", at.state.chain().height(), "a-op");
    }

    private Bytes submission(Bytes envelope) {
        return SignedTransaction.sign(at.ledger.network(), new Transaction.Submission(envelope)).bytes();
    }

    private Outcome submit(Envelope envelope) {
        return at.one(submission(JsonWriter.write(envelope.json())));
    }

    private void refused(Reason reason, Envelope envelope) {
        assertThat(((Outcome.Refused) submit(envelope)).reason()).isEqualTo(reason);
    }

    @Test
    void aGenuineReceiptIsLoggedAsABatchOfItsOperator() {
        Envelope envelope = honest();
        assertThat(((Outcome.Logged) submit(envelope)).logged()).isEqualTo(1);
        BlockResult.LoggedBatch batch = at.last.batches().getFirst();
        assertThat(batch.entry().operator()).isEqualTo(id("a-op"));
        assertThat(batch.pairs()).containsExactly(new SlotLeaf(Slot.of(request()), envelope.leaf()));
        assertThat(((Outcome.Logged) submit(envelope)).repeated()).isEqualTo(1);
    }

    @Test
    void anOperatorThatLoggedAnotherStatementOfTheSlotIsFoundOut() {
        at.done(at.batch("a-op", new SlotLeaf(Slot.of(request()), leaf(99))));
        Envelope envelope = honest();
        Outcome.Logged outcome = (Outcome.Logged) submit(envelope);
        assertThat(outcome.logged()).isZero();
        assertThat(outcome.equivocations()).hasSize(1);
        assertThat(outcome.equivocations().getFirst().dropped()).isEqualTo(envelope.leaf());
    }

    @Test
    void whatIsNoEnvelopeIsRefused() {
        Envelope honest = honest();
        Bytes text = JsonWriter.write(honest.json());
        Outcome outcome = at.one(submission(Bytes.concat(Bytes.ofUtf8(" "), text)));
        assertThat(((Outcome.Refused) outcome).reason()).isEqualTo(Reason.ENVELOPE_MALFORMED);
        Envelope otherType =
                new Envelope("application/json", honest.payload(), honest.keyId(), honest.signature());
        refused(Reason.ENVELOPE_MALFORMED, otherType);
        Envelope otherKey = new Envelope(honest.payloadType(), honest.payload(), id("b"), honest.signature());
        refused(Reason.ENVELOPE_MALFORMED, otherKey);
        Envelope noStatement =
                new Envelope(honest.payloadType(), Bytes.ofUtf8("{}"), honest.keyId(), honest.signature());
        refused(Reason.ENVELOPE_MALFORMED, noStatement);
    }

    @Test
    void receiptsOfOtherNetworksKeysAndTimesAreRefused() {
        long height = at.state.chain().height();
        refused(Reason.NETWORK_MISMATCH, envelope("other-0123456789abcdef", "a-op", height, "a-op"));
        refused(Reason.SIGNATURE_INVALID, envelope(at.ledger.network(), "a-op", height, "mallory"));
        refused(Reason.OPERATOR_NOT_IN_FORCE, envelope(at.ledger.network(), "mallory", height, "mallory"));
        refused(Reason.STATEMENT_STALE, envelope(at.ledger.network(), "a-op", height + 10, "a-op"));
    }

    @Test
    void aStatementIsStaleExactlyWhenItsSlotCouldBeForgotten() {
        long height = at.state.chain().height();
        Envelope early = envelope(at.ledger.network(), "a-op", height, "a-op");
        at.emptyBlocks(Limits.SLOT_HEIGHTS - 2);
        var justBefore = at.state;
        assertThat(submit(early).hasEffect()).isTrue();
        at.state = justBefore;
        at.block();
        refused(Reason.STATEMENT_STALE, early);
    }
}
