package dev.credence.proof.transcript;

/// Why a proof is refused; one set for all rooms of the module.
public enum ProofFault {
    /// The proof ends before what the verifier reads next.
    TRUNCATED,
    /// Bytes are left when everything is verified.
    TRAILING,
    /// A limb is not below the modulus.
    NOT_CANONICAL,
    /// The hash of a proof of work has too few leading zero bits.
    GRINDING,
    /// What a sumcheck leaves is not what the summand is at its final point.
    SUMCHECK_CLAIM,
    /// A fractional sum that must vanish has another numerator.
    LOOKUP_SUM,
    /// A fractional sum has the denominator zero: one of its leaves is a pole, and the sum says nothing.
    LOOKUP_POLE,
    /// Opened columns and siblings lead to another root.
    MERKLE_ROOT,
    /// The polynomial in clear does not have what was claimed of it.
    OPENING_CLAIM,
    /// An opened column does not fold to the codeword of the polynomial in clear.
    OPENING_COLUMN,
    /// What a zero-check leaves is not what the equations come to at its point: one does not hold in some cell.
    RELATION,
    /// What a run of matrix products leaves is not the product of operand and weights at its point.
    MATRIX,
    /// A claim on public cells alone is false.
    PUBLIC_CLAIM,
    /// What a merging of claims leaves is not what the committed weights are at its point.
    CODE_CLAIMS,
    /// What a merging of claims leaves is not what the committed witness is at its point.
    WITNESS_CLAIMS,
    /// Counts are not those of as many cells as there are.
    COUNTS,
    /// A fractional sum is over other leaves than the committed cells.
    CELLS
}
