/// Operations between single-precision numbers and the narrow integers that stand for them.
///
/// | Type | Meaning |
/// |---|---|
/// | `QuantisedOps` | the claims |
/// | `Scales` | scale and zero point, for all, by place or by block |
/// | `Saturation` | the one rounding rule: halves to even, then cut to the range |
/// | `IntegerMatMul`, `IntegerConv` | sums of products of integers modulo 2^32 |
/// | `…Op` | one operation each |
///
/// This is ONNX's own quantisation inside `float-v1`; the profile `int8-v1` is another thing.
package dev.credence.inference.op.quantised;
