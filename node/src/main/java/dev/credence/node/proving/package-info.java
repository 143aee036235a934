/// Proofs at a node: models that can be proved, and what proving costs.
///
/// | Type | Meaning |
/// |---|---|
/// | `ProvableFiles` | a model with all that a proof needs, from this machine alone |
/// | `LoneProver` | answer, statement and proof without a network, under a key of one's own |
/// | `TemporaryCodewords` | where the codeword of a command's model lies |
/// | `ProofMeasurement` | a model's proofs, timed: commitment, registration, inference, proving, verifying |
///
/// Neighbours: `operator.prove` makes proofs, `verification.argument` judges them.
package dev.credence.node.proving;
