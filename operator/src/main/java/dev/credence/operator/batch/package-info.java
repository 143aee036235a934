/// Signed statements on their way to the ledger, gathered into batches.
///
/// | Type | Meaning |
/// |---|---|
/// | `Pair` | slot and leaf: what the ledger is told of a statement |
/// | `PairQueue` | pairs in the order of signing, each kept until the ledger acknowledged it |
///
/// Invariant: no pair leaves the queue but by acknowledgement. The transaction that carries a batch is the ledger's affair, which this
/// room does not know.
package dev.credence.operator.batch;
