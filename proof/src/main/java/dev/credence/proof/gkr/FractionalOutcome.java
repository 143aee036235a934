package dev.credence.proof.gkr;

import dev.credence.proof.multilinear.Point;

/// What a fractional sum leaves: if the leaves' extensions at `point` are `leaf`, then the sum of all leaves is `root`.
///
/// **Obligation**: the caller shows that Ñ(point) and D̃(point) are those of `leaf`, judges `root`'s numerator, and
/// refuses a `root` whose denominator is zero.
///
/// @param root numerator and denominator of the sum as claimed
/// @param leaf numerator and denominator that the leaves must extend to
public record FractionalOutcome(Fraction root, Point point, Fraction leaf) {}
