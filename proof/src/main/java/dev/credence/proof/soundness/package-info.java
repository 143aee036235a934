/// What may go wrong in an argument, and how likely.
///
/// | Type | Meaning |
/// |---|---|
/// | `Suite` | a fixed choice of all parameters; the list of those that a verifier allows |
/// | `SoundnessBudget` | all rounds of a protocol, the bits that are reported and the doubt that they leave |
/// | `SoundnessRound` | what may go wrong when one set of challenges is drawn, and the work that stands before it |
/// | `ErrorTerm` | one way in which a false statement may pass: label, bound, formula, source |
/// | `ErrorBound` | a chance as an exact fraction, and its bits in thousandths |
///
/// Neighbours: every protocol room states its terms here; `verification` prints them. Invariant: integers and rationals
/// only, no floating point. Text: docs/soundness.md.
package dev.credence.proof.soundness;
