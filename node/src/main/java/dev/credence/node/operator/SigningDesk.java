package dev.credence.node.operator;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.node.http.ApiException;
import dev.credence.node.http.Fault;
import dev.credence.node.world.Clock;
import dev.credence.operator.batch.Pair;
import dev.credence.operator.commit.Issuance;
import dev.credence.operator.commit.SlotBook;
import dev.credence.operator.commit.StatementIssuer;
import dev.credence.operator.execute.Answer;
import dev.credence.operator.execute.ServedModel;
import dev.credence.operator.replay.TraceWindow;
import dev.credence.receipt.envelope.Envelope;
import dev.credence.receipt.request.Slot;
import dev.credence.receipt.statement.Moment;
import java.io.IOException;
import java.util.function.BooleanSupplier;

/// Where statements are signed: a slot is taken before the work for it begins, and slot and leaf are on disk before the envelope leaves.
final class SigningDesk {
    /// A thousand blocks are left for the statement's way into the log, before 10,000 are over.
    private static final long BEHIND_MAX = 9_000;
    /// An operator hears of the height with its heartbeats, every ten seconds, in which a ledger can make a thousand blocks.
    private static final long AHEAD_MAX = 2_000;

    private final Parts parts;
    private final Terms terms;

    /// What the desk stands on.
    record Parts(StatementIssuer issuer, LeafSender sender, SlotBook slots, TraceWindow traces, Clock clock) {}

    /// @param signsTwice whether a second statement may be signed for a slot, which nobody honest does
    record Terms(long priceMicroCredits, BooleanSupplier signsTwice) {}

    SigningDesk(Parts parts, Terms terms) {
        this.parts = parts;
        this.terms = terms;
    }

    /// Whether work for a request that names `asked` may begin.
    void admit(long asked) throws ApiException {
        requireNear(asked);
        requireRoom();
    }

    // A statement that cannot be logged in its time would bind this operator and prove nothing to anybody.
    private void requireNear(long asked) throws ApiException {
        long height = parts.sender().height();
        if (asked < height - BEHIND_MAX || asked > height + AHEAD_MAX) {
            throw new ApiException(
                    Fault.UNPROCESSABLE,
                    "the request names height " + asked + " of the ledger, but the operator saw it last at " + height + ": expected at most "
                            + BEHIND_MAX + " before and " + AHEAD_MAX + " after that");
        }
    }

    // What is signed must be kept until the ledger has it, and its slot until the ledger forgets it.
    private void requireRoom() throws ApiException {
        if (parts.sender().isFull()) {
            throw new ApiException(
                    Fault.OVERLOADED,
                    "the ledger has not taken the operator's last " + parts.sender().waiting() + " statements; nothing more is signed until it does");
        }
        if (parts.slots().isFull()) {
            throw new ApiException(
                    Fault.OVERLOADED,
                    "the operator has signed its most of " + parts.slots().size() + " statements for the ledger's last blocks; try again");
        }
    }

    /// Takes the request's slot for the work that begins now.
    Taken take(StatementIssuer.Asked asked) throws ApiException {
        Slot slot = asked.effective().slot();
        if (!parts.slots().take(slot) && !terms.signsTwice().getAsBoolean()) {
            throw new ApiException(
                    Fault.CONFLICT, "this request was answered before under the same nonce; ask again under another nonce");
        }
        return new Taken(asked, slot);
    }

    /// A slot that is taken; closed without a signature, it is given back.
    final class Taken implements AutoCloseable {
        private final StatementIssuer.Asked asked;
        private final Slot slot;
        private boolean signed;

        private Taken(StatementIssuer.Asked asked, Slot slot) {
            this.asked = asked;
            this.slot = slot;
        }

        StatementIssuer.Asked asked() {
            return asked;
        }

        /// Signs that `model` computed `answer`, and returns when that is durable.
        ///
        /// @param receipt id of the receipt
        /// @param height  that the request names
        Envelope sign(ServedModel model, Answer answer, Bytes receipt, long height) throws ApiException {
            Moment moment = new Moment(height, parts.sender().height(), parts.clock().timeMillis());
            Envelope envelope = parts.issuer().issue(model, asked, answer, new Issuance(receipt, moment, terms.priceMicroCredits()));
            signed = true;
            try {
                parts.slots().sign(slot, moment.height());
                parts.sender().send(new Pair(slot, envelope.leaf()), moment.height());
            } catch (IOException failed) {
                throw new ApiException(Fault.STORAGE, "the operator cannot note what it signs: " + failed.getMessage(), failed);
            }
            parts.traces().keep(envelope.leaf(), answer.trace());
            return envelope;
        }

        @Override
        public void close() {
            if (!signed) {
                parts.slots().giveBack(slot);
            }
        }
    }
}
