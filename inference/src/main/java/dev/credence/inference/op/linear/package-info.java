/// Operations that carry the cost of most models: matrix products, convolutions, pooling.
///
/// | Type | Meaning |
/// |---|---|
/// | `LinearOps` | the claims |
/// | `WindowAttributes`, `WindowShapes` | sliding windows as ONNX describes them |
/// | `…Op` | one operation each |
///
/// Invariant: the inner loops are behind `Kernels`; what is here is shapes, defaults and checks.
package dev.credence.inference.op.linear;
