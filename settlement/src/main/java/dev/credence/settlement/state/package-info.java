/// What the ledger knows, as one immutable value under one root.
///
/// | Type | Meaning |
/// |---|---|
/// | `State` | everything after a block |
/// | `StateDraft` | a state in the making, within a block |
/// | `Account`, `Operator`, `Release` | who owns what, who serves, what a release is |
/// | `Chain` | height, time, log size, last seal, list of operators in force |
/// | `SlotTable` | which leaf an operator signed for a slot during the last blocks |
///
/// Invariants: balances and stakes together are exactly what was issued; the root depends on the transactions alone, never
/// on time, order of hashing or machine.
package dev.credence.settlement.state;
