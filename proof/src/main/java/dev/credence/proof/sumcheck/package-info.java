/// The sumcheck protocol: a claim about a sum over the cube becomes a claim about one value.
///
/// | Type | Meaning |
/// |---|---|
/// | `SumcheckStatement` | "the sum over 2^rounds cells is `claim`", with the degree of the summand in each variable |
/// | `SumcheckOutcome` | what is left: "the summand at `point` is `claim`" |
/// | `SumcheckVerifier` | reads the round polynomials |
/// | `SumcheckPolynomial` | what a prover knows of the summand |
/// | `SumcheckProver` | sends the round polynomials |
/// | `RoundPolynomial` | a polynomial by its values at 0, 1, …, d |
/// | `SumcheckBatch` | several statements in one run, small ones entering late |
/// | `BatchPolynomial` | their summands as one |
/// | `ProductPolynomial` | Σ a(z)·b(z) over two tables |
/// | `BlockPolynomial` | Σ w(z)·g(…) over any tables, with g a `BlockSummand` that computes 256 cells at once |
/// | `CompositePolynomial` | any polynomial in any tables; slow and obvious |
///
/// Invariant: the top variable is bound first; the number of values sent in a round is the statement's degree.
/// Specification: docs/spec/proof.md section 3. Source: Lund, Fortnow, Karloff, Nisan 1992; Thaler 2022, section 4.1.
package dev.credence.proof.sumcheck;
