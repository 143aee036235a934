/// Making an integer model of a published float model: samples in, a model with a card that says what it cost in accuracy out.
///
/// | Type | Meaning |
/// |---|---|
/// | `SampleFiles` | files that the float model's card says how to read → rows, with labels where there are any |
/// | `Comparison` | how often both models are right, and how often they answer alike |
/// | `QuantisedCard` | the float model's card with the integer model's name and both accuracies |
///
/// ```
/// cli ──▶ quantisation ──▶ input (cards, files)   inference.integer.quantise
/// ```
///
/// Invariant: a figure in a card was counted on rows that were given, before and after by the same rule.
package dev.credence.node.quantisation;
