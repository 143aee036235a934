package dev.credence.proof.sumcheck;

import dev.credence.proof.field.Extension;
import dev.credence.proof.multilinear.Point;

/// What a run leaves to be shown: f(point) = claim.
///
/// **Obligation**: the verifier finds f(point) by other means and compares.
public record SumcheckOutcome(Point point, Extension claim) {}
