/// What an execution commits to: the digest of every operation's output, so that a disagreement between two executions
/// can be traced to one operation and re-run there.
///
/// | Type | Meaning |
/// |---|---|
/// | `TraceSink` | receives outputs while a graph runs |
/// | `TraceRecorder` | the sink that hashes them |
/// | `Trace` | the ordered digests, their root and its keyed form |
///
/// Invariant: one graph, profile and input give one trace, whatever the machine, its threads or the engine.
package dev.credence.inference.trace;
