/// The commitment to multilinear polynomials: interleaved Reed–Solomon rows under a tree of columns, opened recursively.
///
/// | Type | Meaning |
/// |---|---|
/// | `CommitmentShape` | the matrix behind a root, as the suite decides it from the number of cells |
/// | `Commitment`, `Cells`, `CodewordStore` | a committed polynomial, its cells in the least memory, the memory of its codeword |
/// | `OpeningClaim`, `Opening` | "the polynomial behind this root has this value there", for the verifier and the prover |
/// | `OpeningPlan`, `Stack` | the levels of a joint opening, and where polynomials lie in a level's matrix |
/// | `OpeningVerifier`, `OpenedMatrix`, `LinearForm` | the verifier, a matrix that it queries, what it knows of a folded row |
/// | `OpeningProver`, `RowProduct`, `RowFold`, `ByteRows` | the prover, its sumcheck, its combinations of rows, those of rows of bytes |
/// | `Codeword`, `CodewordBuilder`, `LeafHash`, `PrunedPaths` | the encoded matrix and its tree |
///
/// ```
///   field ← code ← commitment → sumcheck, multilinear, transcript, soundness
/// ```
/// Invariants: every count follows from (suite, shapes, challenges); a folded row is bound before any index is drawn; a
/// matrix is within its unique decoding radius or refused; nothing but `ProofException` leaves the verifier.
/// Specification: docs/spec/proof.md section 5; soundness: docs/soundness.md.
package dev.credence.proof.commitment;
