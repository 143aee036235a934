package dev.credence.proof.commitment;

import dev.credence.proof.field.Extension;
import dev.credence.proof.field.ExtensionVector;
import dev.credence.proof.multilinear.Point;
import java.util.Optional;

/// What a prover opens: its polynomial has the value `value` at `point`.
///
/// @param point  as in `OpeningClaim`
/// @param folded Σ_b eq(ρ, b)·row b, with ρ the point's coordinates of the rows, where the caller has it already
public record Opening(Commitment commitment, Point point, Extension value, Optional<ExtensionVector> folded) {
    public Opening(Commitment commitment, Point point, Extension value) {
        this(commitment, point, value, Optional.empty());
    }

    /// The same as the verifier sees it.
    public OpeningClaim claim() {
        return new OpeningClaim(commitment.root(), commitment.shape(), point, value);
    }
}
