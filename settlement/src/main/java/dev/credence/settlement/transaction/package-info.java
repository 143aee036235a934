/// What can be asked of the ledger, and its one encoding (ledger.md 4).
///
/// | Type | Meaning |
/// |---|---|
/// | `Transaction` | the closed family of what can be asked |
/// | `SignedTransaction` | one of them with its signatures, as it travels |
/// | `GenuineTransaction` | one whose signatures were checked |
/// | `SlotLeaf` | one line of a batch |
///
/// Invariants: every payload names its network; every kind is signed under a payload type of its own; a signature is
/// checked over the bytes received.
package dev.credence.settlement.transaction;
