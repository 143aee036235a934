/// What may go wrong in an argument, and how likely.
///
/// | Type | Meaning |
/// |---|---|
/// | `Suite` | a fixed choice of all parameters; the list of those that a verifier allows |
///
/// Neighbours: every protocol room states its terms here; `verification` prints them. Invariant: integers and rationals
/// only, no floating point. Text: docs/soundness.md.
package dev.credence.proof.soundness;
