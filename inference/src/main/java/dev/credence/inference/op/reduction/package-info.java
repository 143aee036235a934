/// Operations that make one result of all elements along some axes, or order elements along an axis.
///
/// | Type | Meaning |
/// |---|---|
/// | `ReductionOps` | the claims |
/// | `Rows` | a tensor with the axes of a reduction moved to the end |
/// | `Reduction` | what becomes of a row |
/// | `Order` | which element comes first |
/// | `…Op` | one operation each |
///
/// Invariant: the elements of a row are taken in row-major order of the reduced axes, whatever the layout in memory was.
package dev.credence.inference.op.reduction;
