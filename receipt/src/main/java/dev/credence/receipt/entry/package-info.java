/// The entries of the network's log, which the ledger writes and every verifier reads.
///
/// | Type | Meaning |
/// |---|---|
/// | `LogEntry` | an entry: batch, operators or seal |
/// | `BatchEntry` | a batch of statements of one operator, by its Merkle root |
/// | `OperatorsEntry` | the digest of the operators' list as of a block |
/// | `SealEntry` | the end of a block, with the reveal that is the draw's beacon |
/// | `OperatorsList`, `ListedOperator` | the list itself: id, owner, key, active, stake |
///
/// Invariants: canonical JSON in one spelling; an entry says its type first, so that none is taken for another.
/// Source: docs/spec/ledger.md 2.
package dev.credence.receipt.entry;
