/// Language models: what stands between a conversation and the numbers of a graph.
///
/// | Room | Meaning |
/// |---|---|
/// | `template` | a conversation as a prompt |
///
/// Invariant: nothing here reads a clock, chance, a file or the network.
package dev.credence.inference.language;
