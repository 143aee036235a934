package dev.credence.foundation.signature;

/// What the judge of Ed25519 signatures says, in the order in which it looks (docs/spec/encoding.md section 6).
enum Ed25519Verdict {
    /// A signature of this message under this key.
    VALID,
    /// The signature has not 64 bytes.
    SIGNATURE_LENGTH,
    /// S ≥ L: a second spelling of a signature.
    S_OUT_OF_RANGE,
    /// The key's y ≥ p, or its sign bit is set on x = 0: a second spelling of a key.
    KEY_NOT_CANONICAL,
    /// The key is one of the eight torsion points, under which one signature fits many messages.
    KEY_SMALL_ORDER,
    /// The signature's R has y ≥ p, or its sign bit set on x = 0.
    R_NOT_CANONICAL,
    /// The signature's R is one of the eight torsion points.
    R_SMALL_ORDER,
    /// No point of the curve has the key's y.
    KEY_NOT_ON_CURVE,
    /// No point of the curve has R's y.
    R_NOT_ON_CURVE,
    /// Everything is well-formed and the equation does not hold.
    EQUATION
}
