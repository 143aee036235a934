/// Replay evidence from both sides: as a drawn operator that re-executes, and as the executor whose answer is re-executed.
///
/// | Type | Meaning |
/// |---|---|
/// | `LoggedDraw` | what a statement's place in the log decides: the beacon and who is drawn for each place |
/// | `Replayer` | re-executes at its place and signs what came out |
/// | `Revealer` | signs the keyed roots of the own execution, when every drawn operator has spoken |
/// | `TraceWindow` | the traces of recent executions, bounded by count and bytes |
///
/// Invariants: a replayer sees the request and never the answer; an executor gives no keyed root away to anybody who does not
/// have it already. Specification: docs/spec/receipt.md 3.
package dev.credence.operator.replay;
