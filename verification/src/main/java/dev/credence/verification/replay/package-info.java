/// Re-execution as evidence: who is drawn, what they said, and what one's own machine says.
///
/// | Type | Meaning |
/// |---|---|
/// | `Draw` | the operators that a beacon and a leaf select |
/// | `ReplayVerifier` | whether a replay is of the drawn operators, signed, in agreement, and really executed |
/// | `LocalReexecution` | the reader's own re-execution, compared with the statement |
///
/// Invariants: integers only in the draw, so that everybody draws the same; nobody stands in for a silent operator.
/// Source: docs/spec/receipt.md 3.2 to 3.7, 7 step 21; Fisher and Yates (1938), in Durstenfeld's order.
package dev.credence.verification.replay;
