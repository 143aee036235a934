/// Operations that move, repeat, select or relabel elements without calculating with them.
///
/// | Type | Meaning |
/// |---|---|
/// | `LayoutOps` | the claims |
/// | `…Op` | one operation each |
///
/// Invariant: every output element is an input element, or a constant that the operation was given.
package dev.credence.inference.op.layout;
