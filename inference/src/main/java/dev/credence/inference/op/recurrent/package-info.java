/// Operations that carry a state from step to step.
///
/// | Type | Meaning |
/// |---|---|
/// | `RecurrentOps` | the claims |
/// | `RecurrentOp` | the walk over time and directions |
/// | `LstmCell`, `GruCell`, `RnnCell` | one step |
/// | `Sequence`, `RecurrentAttributes` | operands and attributes, checked |
///
/// Invariant: products with weights are 16-lane dot products, whether one step or many are computed at once.
package dev.credence.inference.op.recurrent;
