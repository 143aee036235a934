package dev.credence.settlement.machine;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.hash.Digest;
import dev.credence.settlement.state.State;
import dev.credence.settlement.transaction.GenuineTransaction;
import dev.credence.settlement.transaction.SignedTransaction;
import dev.credence.settlement.transaction.Transaction;
import java.util.Optional;

/// What becomes of a transaction at the door, before it may wait for a block.
///
/// Only what no block after `state` would take is refused, by the reason that the block would give: what does not decode, is of another network, lacks a signature, or
/// speaks for an operator that is not there. So nobody fills the queue who could not also have had its transactions taken.
public sealed interface Admission {
    /// It may wait for a block.
    record Admitted(GenuineTransaction transaction) implements Admission {}

    /// No block will take it.
    record Turned(Outcome.Refused refusal) implements Admission {}

    /// @param network name of the network
    /// @param state   after the last block
    static Admission of(String network, State state, Bytes bytes) {
        SignedTransaction signed;
        try {
            signed = SignedTransaction.decode(bytes);
        } catch (MalformedException malformed) {
            return turned(Reason.TRANSACTION_MALFORMED, malformed.getMessage());
        }
        if (!signed.network().equals(network)) {
            return turned(
                    Reason.NETWORK_MISMATCH,
                    "a transaction of network " + network + " expected, found one of " + signed.network());
        }
        // Before the signature, because it costs less.
        Optional<Outcome.Refused> absent = absent(network, state, signed.transaction());
        if (absent.isPresent()) {
            return new Turned(absent.get());
        }
        Optional<GenuineTransaction> genuine = GenuineTransaction.of(signed);
        return genuine.isPresent()
                ? new Admitted(genuine.get())
                : turned(Reason.SIGNATURE_INVALID, "every signer's signature expected, found one that is not");
    }

    private static Optional<Outcome.Refused> absent(String network, State state, Transaction transaction) {
        return switch (transaction) {
            case Transaction.Heartbeat heartbeat -> unknown(state, heartbeat.operator().id(), Reason.OPERATOR_UNKNOWN);
            case Transaction.Batch batch -> unknown(state, batch.operator().id(), Reason.OPERATOR_NOT_IN_FORCE);
            case Transaction.Submission submission -> SubmissionRules.defect(network, state, submission);
            case Transaction.Transfer _, Transaction.FaucetClaim _, Transaction.RegisterOperator _, Transaction.AddStake _,
                    Transaction.DeregisterOperator _, Transaction.WithdrawStake _, Transaction.AnnounceRelease _ -> Optional.empty();
        };
    }

    private static Optional<Outcome.Refused> unknown(State state, Digest operator, Reason reason) {
        return state.operators().containsKey(operator)
                ? Optional.empty()
                : Optional.of(new Outcome.Refused(reason, "no operator " + operator + " is registered"));
    }

    private static Turned turned(Reason reason, String detail) {
        return new Turned(new Outcome.Refused(reason, detail));
    }
}
