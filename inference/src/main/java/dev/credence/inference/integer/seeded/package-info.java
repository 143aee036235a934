/// Integer programs of given shapes whose weights come from a seed: what benchmarks and tests prove and run.
///
/// | Type | Meaning |
/// |---|---|
/// | `SeededModels` | the benchmark shapes by name, and dense networks of any widths |
/// | `SeededBuilder` | adds layers one by one, each scaled so that its results neither vanish nor saturate |
/// | `SplitMix` | the seed's numbers |
///
/// Invariant: one shape and seed give one model, on every machine.
package dev.credence.inference.integer.seeded;
