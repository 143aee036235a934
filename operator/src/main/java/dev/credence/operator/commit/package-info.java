/// The operator binds itself: one signed statement a slot.
///
/// | Type | Meaning |
/// |---|---|
/// | `OperatorIdentity` | the key that signs, the network it signs for, the build that executes |
/// | `SlotBook` | which slots are taken, so that no second statement is signed for one |
/// | `StatementIssuer` | request and answer → statement → envelope |
/// | `Issuance` | what the caller of a statement decides: receipt id, heights, time, price |
///
/// Invariants: a slot is taken before anything is executed for it; a statement leaves only when the slot book has it.
/// Making the book durable is the caller's part. Specification: docs/spec/receipt.md 1.5, 2.
package dev.credence.operator.commit;
