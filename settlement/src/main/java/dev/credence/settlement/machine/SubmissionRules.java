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
import dev.credence.settlement.state.State;
import dev.credence.settlement.transaction.SlotLeaf;
import dev.credence.settlement.transaction.Transaction;
import java.util.List;
import java.util.Optional;

/// Whoever holds a receipt puts it on the log, so that no operator can hide what it signed.
final class SubmissionRules {
    private static final JsonLimits LIMITS = new JsonLimits(Transaction.Submission.ENVELOPE_BYTES_MAX, 4, 32);

    private SubmissionRules() {}

    static LogRules.Taken submit(Context context, Transaction.Submission submission, long index) {
        Optional<Outcome.Refused> defect = defect(context.network(), context.before(), submission);
        if (defect.isPresent()) {
            return LogRules.Taken.of(defect.get());
        }
        try {
            Envelope envelope = decode(submission.envelope());
            return submit(context, envelope, envelope.statement(), index);
        } catch (MalformedException impossible) {
            throw new IllegalStateException("it was decoded before", impossible);
        }
    }

    private static Envelope decode(Bytes bytes) throws MalformedException {
        return Envelope.read(JsonFields.inOrder("", StrictJson.parseCanonical(bytes, LIMITS)));
    }

    /// Why no block after `state` takes the submission, whatever its height.
    static Optional<Outcome.Refused> defect(String network, State state, Transaction.Submission submission) {
        try {
            Envelope envelope = decode(submission.envelope());
            return defect(network, state, envelope, envelope.statement());
        } catch (MalformedException malformed) {
            return Optional.of(refused(Reason.ENVELOPE_MALFORMED, malformed.getMessage()));
        }
    }

    private static Optional<Outcome.Refused> defect(String network, State state, Envelope envelope, Statement statement) {
        Digest operator = statement.issue().operator();
        if (!envelope.payloadType().equals(Envelope.PAYLOAD_TYPE) || !envelope.keyId().equals(operator)) {
            return Optional.of(refused(
                    Reason.ENVELOPE_MALFORMED, "an in-toto statement under the key of its own operator expected"));
        }
        if (!statement.issue().network().equals(network)) {
            return Optional.of(refused(
                    Reason.NETWORK_MISMATCH,
                    "a statement of network " + network + " expected, found one of " + statement.issue().network()));
        }
        Operator inForce = state.operators().get(operator);
        if (inForce == null || inForce.isRetired()) {
            return Optional.of(LogRules.notInForce(operator));
        }
        return envelope.signedBy(inForce.key())
                ? Optional.empty()
                : Optional.of(refused(Reason.SIGNATURE_INVALID, "the operator's signature expected, found one that is not"));
    }

    private static LogRules.Taken submit(Context context, Envelope envelope, Statement statement, long index) {
        Digest operator = statement.issue().operator();
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
