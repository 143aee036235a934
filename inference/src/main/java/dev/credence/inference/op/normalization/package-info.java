/// Operations that bring elements to a common scale.
///
/// | Type | Meaning |
/// |---|---|
/// | `NormalizationOps` | the claims |
/// | `Moments` | mean and variance in their fixed order |
/// | `…Op` | one operation each |
///
/// Invariant: statistics are 16-lane sums; nothing is folded into a neighbouring operation.
package dev.credence.inference.op.normalization;
