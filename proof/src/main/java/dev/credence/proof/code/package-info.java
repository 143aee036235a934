/// Reed–Solomon codes over GF(p) and the transforms that encode them.
///
/// | Type | Meaning |
/// |---|---|
/// | `RowCode` | one code: encoding, the points z_l, sums of powers at few positions (the transpose of encoding) |
/// | `Ntt` | the transforms, bit-reversed on the side of the word, so that nothing is ever reordered |
/// | `SparseTransform` | the transposed transform of a word of few elements |
/// | `Twiddles` | the powers of roots of unity that they read |
/// | `Workers` | the threads that may share one piece of work |
///
/// Neighbours: `field` below; `commitment` encodes rows and sums powers here. Invariant: every element in and out is
/// canonical. Specification: docs/spec/proof.md section 5.
package dev.credence.proof.code;
