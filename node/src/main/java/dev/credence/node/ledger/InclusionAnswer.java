package dev.credence.node.ledger;

import dev.credence.receipt.envelope.Logged;

/// Whether a receipt is on the log.
public sealed interface InclusionAnswer {
    /// It is, under a published checkpoint.
    ///
    /// @param height of the batch's block
    record Found(long height, Logged logged) implements InclusionAnswer {}

    /// It is durable, but no checkpoint over it has its quorum yet.
    record Pending() implements InclusionAnswer {}

    /// It is not.
    record Unknown() implements InclusionAnswer {}
}
