/// An independent cosigner (C2SP says witness): it has seen every checkpoint that it signs extend the one before.
///
/// | Type | Meaning |
/// |---|---|
/// | `Cosigner` | key, durable state, and the answer to add-checkpoint |
/// | `AddCheckpoint` | the request |
/// | `CosignerReply` | the answer, as HTTP will carry it |
///
/// ```
/// ledger ── add-checkpoint ──▶ cosigner ──▶ store
/// ```
///
/// Invariants: never two histories of one log; durable before signed.
package dev.credence.node.cosigner;
