/// An integer program as relations over committed cells, declared once for prover and verifier (docs/spec/proof.md section 7).
///
/// | Type | Meaning |
/// |---|---|
/// | `Circuit` | the program's relations, its code layout and its witness layout; or why it has none (`CircuitException`) |
/// | `CodeLayout`, `CodeBlock`, `CodeCells` | where weights, biases and multipliers lie in the committed code W, and its cells |
/// | `WitnessLayout`, `Column`, `Table` | where activations and limbs lie in the witness A, what is looked up where, the multiplicities |
/// | `Relation`, `RelationValues` | the equation of one operation; the values of its tables at one point and what must vanish |
/// | `Grid`, `PoolTree` | output cells as channels × positions; a maximum as maxima of two |
/// | `MatrixRelation` | the accumulators of a linear operation as one sum over terms |
/// | `Evaluations`, `Claims` | what a proof has evaluated; the ledger of claims that follows from it |
/// | `WitnessFunctional`, `CodeFunctional` | a public function on the cells of A or W: added into a table (prover), evaluated (verifier) |
/// | `PublicTensors` | input and output, which both sides know |
///
/// ```
/// inference.integer ──> circuit <── proof.field, proof.multilinear
///                          │
///              argument (verifier)   operator.prove (prover)
/// ```
///
/// Invariants: everything is a pure function of the program and of challenges; no weight, no witness and no parameter of a proof goes into
/// a layout; a claim is either on committed cells, and then in the ledger, or on public ones, and then compared.
/// Sources: Thaler 2013/351 (matrix sumcheck); Papini–Haböck 2023/1284 (logup over fractional sums).
package dev.credence.verification.circuit;
