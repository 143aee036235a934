/// Fractional sums Σ n(z)/d(z) over a cube, layer by layer.
///
/// | Type | Meaning |
/// |---|---|
/// | `Fraction` | a numerator and a denominator, never divided |
/// | `FractionalOutcome` | the sum that was claimed, and what is left to be shown of the leaves |
/// | `FractionalVerifier` | reads the proof of a sum |
/// | `FractionalProver` | makes it |
/// | `FractionTree` | all layers of sums |
/// | `FractionLayer` | one of them |
/// | `LayerPolynomial` | the summand of one layer's sumcheck |
/// | `FractionKernels`, `FractionBench` | the hot loops, and the registers of one thread |
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
