/// Fractional sums Σ n(z)/d(z) over a cube, layer by layer.
///
/// | Type | Meaning |
/// |---|---|
/// | `Fraction` | a numerator and a denominator, never divided |
/// | `FractionalOutcome` | the sum that was claimed, and what is left to be shown of the leaves |
/// | `FractionalVerifier` | reads the proof of a sum |
/// | `FractionalProver` | makes it |
/// | `ByteLeaves` | leaves that are given by bytes, and every node above them |
/// | `FractionTree`, `FractionLayer` | all layers of sums, one of them |
/// | `LayerPolynomial`, `SplitEq` | the summand of one layer's sumcheck, its weights |
/// | `LayerCells`, `LayerTables`, `ByteLayer`, `LayerForm` | the halves of a layer that it sums: tables, or computed from bytes; what is known of most cells |
/// | `FractionKernels`, `FractionBench`, `FractionCells` | the hot loops, the registers of one thread, a block of cells |
/// | `Chunks` | how threads share them |
///
/// ```text
/// field ◀── multilinear ◀── sumcheck ◀── gkr ◀── lookup
/// code (its Workers) ◀──────────────────┘
/// ```
///
/// Invariants: a layer's four values are absorbed before the next challenge; nothing here judges the sum.
/// Specification: docs/spec/proof.md section 4. Source: Papini, Haböck 2023/1284.
package dev.credence.proof.gkr;
