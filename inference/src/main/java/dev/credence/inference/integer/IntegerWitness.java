package dev.credence.inference.integer;

/// All that one row's execution computed, as a prover needs it.
///
/// **Obligation**: nobody writes to the arrays.
///
/// @param tensors      number 0 is the input, number i + 1 the result of operation i; one byte an element, read through
///     `IntegerRange.value`
/// @param accumulators of operation i: `[O × P]` for `Linear`, before the multiplier; the window's Σ (x − zeroPoint) for `AveragePool`;
///     null for the others
public record IntegerWitness(byte[][] tensors, int[][] accumulators) {}
