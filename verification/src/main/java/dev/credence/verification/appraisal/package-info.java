/// Whether genuine evidence is enough: policy, confidence, and what is missing.
///
/// | Type | Meaning |
/// |---|---|
/// | `Policy` | what a relying party asks for, with its grammar |
/// | `Piece` | a supported piece of evidence, ready to be counted |
/// | `Confidence` | groups that share no assumption, and the figures read from them |
/// | `Appraisal` | policy against confidence |
///
/// Invariants: more evidence never lowers a figure (a piece that is refuted is dealt with before); integers only; what was
/// not checked never counts. Source: docs/spec/receipt.md 6.2, 6.3, 7 step 25; RFC 9334 for the words.
package dev.credence.verification.appraisal;
