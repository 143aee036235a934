/// The verifier of the succinct argument: that an integer program with the weights behind a root maps one input to one output
/// (docs/spec/proof.md sections 7 to 9). It has no weights.
///
/// | Type | Meaning |
/// |---|---|
/// | `ArgumentStatement` | what is proved, and everything that is absorbed before the first message |
/// | `ArgumentVerifier` | statement and proof → `ArgumentOutcome` |
/// | `RegistrationStatement`, `RegistrationVerifier` | once for a model: every committed weight is in [−128, 127] |
/// | `ArgumentOutcome`, `ArgumentRefusal`, `ArgumentFault` | accepted, or why and where it was refused |
/// | `EvidenceVerifier`, `EvidenceOutcome`, `EvidenceFault` | a blob of kind `argument` against the statement that it shall support |
/// | `RecomputedCode`, `CommittedFiles` | the root of a reader's own copy of the weights |
/// | `ArgumentLabels` | the labels of the transcript, part of the protocol |
///
/// ```
/// circuit ──> argument <── proof.{transcript, sumcheck, gkr, lookup, commitment, soundness}
/// ```
///
/// Invariants: no exception leaves a verifier, whatever the bytes; nothing is read from a proof but through its transcript; every claim that
/// a step leaves is discharged by a later one, the last by the opening.
package dev.credence.verification.argument;
