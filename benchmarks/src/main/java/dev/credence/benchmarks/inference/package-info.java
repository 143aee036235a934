/// How fast models run here, beside ONNX Runtime on the same machine in the same run.
///
/// | Type | Meaning |
/// |---|---|
/// | `ModelLatency` | the program: whole models, ours and the peer's in turn |
/// | `Inputs` | the operands that both engines get |
///
/// Figures with their commands stand in docs/performance.md.
package dev.credence.benchmarks.inference;
