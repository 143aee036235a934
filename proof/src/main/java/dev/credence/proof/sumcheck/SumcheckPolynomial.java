package dev.credence.proof.sumcheck;

import dev.credence.proof.field.Extension;
import dev.credence.proof.field.ExtensionVector;

/// The summand of a sumcheck as its prover holds it, with some top variables bound already. Each run uses one up.
public interface SumcheckPolynomial {
    /// How many variables are not bound yet.
    int variables();

    /// In each variable.
    int degree();

    /// With X in the place of the top variable that is not bound yet: Σ over all corners of the rest, at X = 0, 2, 3, …,
    /// degree.
    ///
    /// @param claim what the values at 0 and 1 add to, for those who can use it
    ExtensionVector round(Extension claim);

    /// Binds the top variable to `r`.
    void bind(Extension r);
}
