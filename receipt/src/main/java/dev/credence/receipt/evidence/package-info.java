/// What supports a signed statement (RFC 9334, "Evidence"); stands outside the operator's signature and names its leaf.
///
/// | Type | Meaning |
/// |---|---|
/// | `EvidenceItem` | a piece as a file names it: kind, suite, and a blob by digest |
/// | `Replay` | the blob of a replay: one outcome for each drawn operator, and the executor's keyed roots |
/// | `ReplayOutcome` | executed, failed or silent |
/// | `ReplayMessages` | the bytes under a replay's signatures |
///
/// Invariants: nothing here judges; a kind or suite that this build does not know is kept as it came and can never be
/// supported. Source: docs/spec/receipt.md 3.
package dev.credence.receipt.evidence;
