/// From a float graph to an integer program, with samples to choose scales by.
///
/// | Type | Meaning |
/// |---|---|
/// | `Quantiser` | the whole way |
/// | `Observation` | shapes, constants and ranges of values, seen while the float model ran |
/// | `Lowering`, `LinearLowering`, `PoolLowering` | graph → float network: folds, fuses, refuses; `NetDraft` is what grows |
/// | `FloatNet`, `FloatOp`, `FloatWeights` | the network before rounding |
/// | `Expansion`, `GivenWeights` | constants spread over a row; integers that the model itself states |
/// | `Assembly`, `LinearRounding` | scales, multipliers, rounded weights |
///
/// Invariants: what cannot be expressed is refused by node and reason, never approximated in silence; the same graph and samples give
/// the same program.
package dev.credence.inference.integer.quantise;
