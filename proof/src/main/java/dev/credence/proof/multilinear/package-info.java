/// Tables over the Boolean cube, their multilinear extensions, and the polynomial eq.
///
/// | Type | Meaning |
/// |---|---|
/// | `Point` | coordinates in F; coordinate 0 belongs to the top bit of an index |
/// | `Eq` | eq(r, z) = Π (r_i·z_i + (1 − r_i)(1 − z_i)): its value, and its table over the cube |
/// | `Multilinear` | the extension of a table at a point |
/// | `PrefixIndicator` | the extension of "index < n", alone or times eq, in closed form |
///
/// Invariants: variables are listed from the most significant bit to the least; a table shorter than the cube stands
/// for itself followed by zeros.
/// Source: Thaler, "Proofs, Arguments, and Zero-Knowledge" (2022), section 3.5.
package dev.credence.proof.multilinear;
