package dev.credence.node.ledger;

import dev.credence.settlement.machine.Outcome;
import dev.credence.settlement.machine.Reason;

/// What becomes of a submitted transaction.
public sealed interface Answer {
    /// It is durable, in the log where it makes an entry, and under a checkpoint with its quorum of cosigners.
    ///
    /// @param height of its block; of the last one if it had no effect
    record Acknowledged(long height, Outcome outcome) implements Answer {}

    /// The rules refuse it; nothing was done.
    record Refused(Reason reason, String detail) implements Answer {}

    /// Too much is waiting; nothing was done, and later it may be.
    record Overloaded(String detail) implements Answer {}

    /// The ledger has stopped; whether the transaction is in the log shows after its next start.
    record Unavailable(String detail) implements Answer {}
}
