package dev.credence.settlement.machine;

import static dev.credence.settlement.machine.Context.refused;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.JsonFields;
import dev.credence.foundation.codec.JsonLimits;
import dev.credence.foundation.codec.StrictJson;
import dev.credence.foundation.hash.Digest;
import dev.credence.receipt.envelope.Envelope;
import dev.credence.receipt.request.Slot;
import dev.credence.receipt.statement.Statement;
import dev.credence.settlement.state.Operator;
import dev.credence.settlement.transaction.SlotLeaf;
import dev.credence.settlement.transaction.Transaction;
import java.util.List;

/// Whoever holds a receipt puts it on the log, so that no operator can hide what it signed.
final class SubmissionRules {
    private static final JsonLimits LIMITS = new JsonLimits(Transaction.Submission.ENVELOPE_BYTES_MAX, 4, 32);

    private SubmissionRules() {}

    static LogRules.Taken submit(Context context, Transaction.Submission submission, long index) {
        try {
            Envelope envelope = decode(submission.envelope());
            Statement statement = envelope.statement();
            return submit(context, envelope, statement, index);
        } catch (MalformedException malformed) {
            return LogRules.Taken.of(refused(Reason.ENVELOPE_MALFORMED, malformed.getMessage()));
        }
    }

    private static Envelope decode(Bytes bytes) throws MalformedException {
        return Envelope.read(JsonFields.inOrder("", StrictJson.parseCanonical(bytes, LIMITS)));
    }

    private static LogRules.Taken submit(Context context, Envelope envelope, Statement statement, long index) {
        Digest operator = statement.issue().operator();
        if (!envelope.payloadType().equals(Envelope.PAYLOAD_TYPE) || !envelope.keyId().equals(operator)) {
            return LogRules.Taken.of(refused(
                    Reason.ENVELOPE_MALFORMED, "an in-toto statement under the key of its own operator expected"));
        }
        if (!statement.issue().network().equals(context.network())) {
            return LogRules.Taken.of(refused(
                    Reason.NETWORK_MISMATCH,
                    "a statement of network " + context.network() + " expected, found one of "
                            + statement.issue().network()));
        }
        Operator inForce = context.before().operators().get(operator);
        // An unknown operator is refused by the common rule; a known one must have signed.
        if (inForce != null && !envelope.signedBy(inForce.key())) {
            return LogRules.Taken.of(
                    refused(Reason.SIGNATURE_INVALID, "the operator's signature expected, found one that is not"));
        }
        long age = context.height() - statement.issue().height();
        if (age < 0 || age >= Limits.SLOT_HEIGHTS) {
            return LogRules.Taken.of(refused(
                    Reason.STATEMENT_STALE,
                    "a statement of the last " + Limits.SLOT_HEIGHTS + " heights up to " + context.height()
                            + " expected, found one of height " + statement.issue().height()));
        }
        Slot slot = Slot.of(statement.commitment().request());
        return LogRules.take(context, operator, List.of(new SlotLeaf(slot, envelope.leaf())), index);
    }
}
