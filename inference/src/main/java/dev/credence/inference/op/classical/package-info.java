/// Classical machine learning: the domain `ai.onnx.ml`.
///
/// | Type | Meaning |
/// |---|---|
/// | `ClassicalOps` | the claims |
/// | `Trees`, `TreeReader` | a checked forest of decision trees, and how ONNX describes one |
/// | `Labels`, `PostTransform` | classes, and what becomes of their scores |
/// | `…Op`, `FeatureOps` | operations |
///
/// Invariant: scores are added in the order of the trees in the file.
package dev.credence.inference.op.classical;
