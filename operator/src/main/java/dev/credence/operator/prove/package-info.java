/// Proves that an integer program computed an answer (docs/spec/proof.md): the prover's half of the succinct argument.
///
/// | type | meaning |
/// |---|---|
/// | `ArgumentProver` | one statement in, one proof out, in the order that `verification.argument` reads |
/// | `RegistrationProver` | once per model: every committed weight is an int8 |
/// | `Witness` | the committed cells of one execution, and the accumulators beside them |
/// | `CommittedModel`, `ProvedModel` | a model with its weights committed, and one that is published |
/// | `RescalingSummand`, `ProductSummand`, `CodeMerge`, `MatrixTables` | what the sumchecks sum |
///
/// Looks down to `verification.circuit`, which declares layouts and relations for both sides; decides nothing about soundness.
/// Invariant: whatever a prover does wrong costs a proof, never a false acceptance.
package dev.credence.operator.prove;
