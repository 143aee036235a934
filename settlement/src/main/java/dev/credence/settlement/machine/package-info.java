/// The rules: what each transaction does, and how a block ends.
///
/// | Type | Meaning |
/// |---|---|
/// | `Ledger` | the state machine as a function of genesis and blocks |
/// | `Admission` | whether a transaction may wait for a block at all |
/// | `BlockBuilder` | one block in the making |
/// | `Block`, `BlockResult` | what a step takes in, and what it gives |
/// | `Outcome`, `Reason` | what a transaction did, or why it was refused |
/// | `SlotQuota` | how many slots an operator may take, by its part of the stake |
/// | `Limits` | the constants |
///
/// ```
/// transaction ──▶ machine ◀── state, genesis           engines (node) ──▶ machine
/// ```
///
/// Invariants: no clock, no floats, no random source, no iteration over hash maps; a refused transaction changes nothing;
/// entries and roots depend on the blocks alone.
package dev.credence.settlement.machine;
