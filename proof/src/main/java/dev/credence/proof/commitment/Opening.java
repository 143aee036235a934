package dev.credence.proof.commitment;

import dev.credence.proof.field.Extension;
import dev.credence.proof.multilinear.Point;

/// What a prover opens: its polynomial has the value `value` at `point`.
///
/// @param point as in `OpeningClaim`
public record Opening(Commitment commitment, Point point, Extension value) {
    /// The same as the verifier sees it.
    public OpeningClaim claim() {
        return new OpeningClaim(commitment.root(), commitment.shape(), point, value);
    }
}
