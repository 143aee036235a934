/// Signed notes, checkpoints and what makes a checkpoint believable: cosignatures, policies, offline proofs.
///
/// | Type | Meaning |
/// |---|---|
/// | `SignedNote`, `NoteSignature` | a text with signature lines below it (C2SP signed-note) |
/// | `NoteKey`, `KeyKind` | a named Ed25519 key, of a log or of a cosigner |
/// | `Checkpoint` | origin, size and root of a log (C2SP tlog-checkpoint) |
/// | `Cosignature` | a cosigner's timed signature of a checkpoint (C2SP tlog-cosignature v1) |
/// | `TlogPolicy` | which logs and which quorum of cosigners are believed (C2SP tlog-policy) |
/// | `CosignatureVerdict` | what a policy makes of a note, with reasons |
/// | `TlogProof`, `ProofVerdict` | an entry's inclusion, checkable offline (C2SP tlog-proof v1) |
/// | `AddCheckpoint` | a log's request for a cosignature (C2SP tlog-witness) |
///
/// ```
/// bytes, hash, signature, merkle ──▶ note ──▶ settlement (signs), verification (judges)
/// ```
///
/// Invariants: one spelling of everything that is signed or stands in a receipt; reading says nothing about truth, which
/// only a policy decides; verdicts are values. Where we refuse more than C2SP does is said in docs/spec/log.md.
package dev.credence.foundation.note;
