/// Proofs at a node: models that can be proved, and what proving costs.
///
/// | Type | Meaning |
/// |---|---|
/// | `ProofMeasurement` | a model's proofs, timed: commitment, registration, inference, proving, verifying |
///
/// Neighbours: `operator.prove` makes proofs, `verification.argument` judges them.
package dev.credence.node.proving;
