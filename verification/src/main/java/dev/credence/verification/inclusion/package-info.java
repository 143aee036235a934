/// A statement's place in the network's log.
///
/// | Type | Meaning |
/// |---|---|
/// | `InclusionVerifier` | checkpoint, proofs, seals, batch and operators' list, step by step |
/// | `InclusionFinding` | logged, with beacon and operators; or refused, with the reason |
///
/// Invariant: nothing is read from an entry before its proof holds under a checkpoint that the trust file's policy accepts.
/// Source: docs/spec/receipt.md 7, steps 6 to 11; docs/spec/log.md.
package dev.credence.verification.inclusion;
