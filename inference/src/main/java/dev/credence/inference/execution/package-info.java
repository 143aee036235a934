/// Runs graphs.
///
/// | Type | Meaning |
/// |---|---|
/// | `ModelExecutor` | a model made ready, under whatever profile |
/// | `Executor` | a graph made ready; runs on named tensors |
/// | `Engine` | which inner loops, and how much they may use |
/// | `Plan`, `Step`, `PlanBuilder`, `Lifetimes` | names become slots, constants are computed once |
/// | `Execution` | one run |
///
/// ```
/// graph ──▶ execution ──▶ op.registry ──▶ op.*
///               └──▶ trace
/// ```
///
/// Invariant: outputs and trace depend on the graph and the inputs alone.
package dev.credence.inference.execution;
