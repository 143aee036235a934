/// Operations that treat each element, or each pair of elements, on its own.
///
/// | Type | Meaning |
/// |---|---|
/// | `ElementwiseOps` | the claims |
/// | `UnaryOp`, `BinaryOp`, `FoldOp` | functions of one, two, any number of operands |
///
/// Invariant: an output element depends on nothing but the elements of the operands at its place.
package dev.credence.inference.op.elementwise;
