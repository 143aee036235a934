/// Proves that an integer program computed an answer (docs/spec/proof.md): the prover's half of the succinct argument.
///
/// | type | meaning |
/// |---|---|
/// | `ArgumentProver` | one statement in, one proof out, in the order that `verification.argument` reads |
/// | `RegistrationProver` | once per model: every committed weight is an int8 |
/// | `Witness` | the committed cells of one execution, and the accumulators beside them |
/// | `CodeMatrix` | the committed weights and the passes over them |
/// | `RescalingSummand`, `PoolingSummand`, `ProductSummand`, `CodeMerge` | what the sumchecks sum |
///
/// Looks down to `verification.circuit`, which declares layouts and relations for both sides; decides nothing about soundness.
/// Invariant: whatever a prover does wrong costs a proof, never a false acceptance.
package dev.credence.operator.prove;
