/// What an operation is: a pure function of tensors, its claim, its operands, and the inner loops that it stands on.
///
/// | Type | Meaning |
/// |---|---|
/// | `Op` | an operation with its attributes decoded |
/// | `OpSpec` | a claim: operation, versions, element types |
/// | `OpNode` | a node as a decoder sees it |
/// | `Kernels`, `ReferenceKernels` | the inner loops, and their specification in code |
/// | `Work`, `Budget` | what one execution has at hand |
/// | `Broadcast`, `Strided`, `TiledCopy`, `Window`, `ConvShape`, `MatMulShape`, `Span` | how loops walk through arrays |
///
/// The operations lie in rooms of their own: `elementwise`, `layout`, `linear` and so on; `registry` lists them.
///
/// Invariants: no operation knows time, randomness or the caller; every reduction has one order, written in
/// docs/spec/float-v1.md; outputs are counted before they are allocated.
package dev.credence.inference.op;
