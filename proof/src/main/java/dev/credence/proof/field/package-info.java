/// The Goldilocks field and its quadratic extension, on primitive longs.
///
/// | Type | Meaning |
/// |---|---|
/// | `Goldilocks` | arithmetic modulo p = 2^64 − 2^32 + 1, on canonical longs |
/// | `Extension` | one element of F = Goldilocks[x]/(x² − 7), for scalars of a protocol |
/// | `ExtensionVector` | many elements of F as two arrays |
/// | `ExtensionKernels`, `LimbKernels` | loops over such arrays, and over arrays of base elements |
/// | `ExtensionBlock` | a register of 256 elements |
/// | `BlockArithmetic`, `ExtensionSum` | arithmetic on such registers, and sums of products that are reduced once |
/// | `Spares` | workbenches that threads hand back |
/// | `LimbPasses` | the short loops under all of them |
///
/// Invariants: every element is canonical (below p) wherever it is stored; only this room (`Goldilocks`, `LimbPasses`) knows p, so that the tests can
/// put a tiny prime in its place and run the rest of the module exhaustively; no loop allocates.
/// Specification: docs/spec/proof.md, field encoding.
package dev.credence.proof.field;
