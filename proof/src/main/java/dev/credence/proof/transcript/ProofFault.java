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
    OPENING_COLUMN
}
