package dev.credence.proof.gkr;

import dev.credence.proof.field.Extension;

/// What is known of the cells of a layer from one cell on, beyond which its sumcheck need not keep four tables.
///
/// With M = N1 + λ·D1 the summand is g = N0·D1 + D0·M.
///
/// @param tail   the form of those cells
/// @param lambda of this layer
/// @param shift  1/λ where the tail is `PAIRS`
record LayerForm(Tail tail, Extension lambda, Extension shift) {
    enum Tail {
        /// None of them is known to be special.
        NONE,
        /// One leaf and nothing, 1/D0 and 0/1: g = 1 + λ·D0.
        LONE,
        /// Two leaves, 1/D0 and 1/D1: g = λ·E0·E1 − 1/λ with E = D + 1/λ, and E is kept in the place of D.
        PAIRS
    }

    static LayerForm none(Extension lambda) {
        return new LayerForm(Tail.NONE, lambda, Extension.ZERO);
    }

    static LayerForm lone(Extension lambda) {
        return new LayerForm(Tail.LONE, lambda, Extension.ZERO);
    }

    /// @param lambda not zero
    static LayerForm pairs(Extension lambda) {
        return new LayerForm(Tail.PAIRS, lambda, lambda.inverse());
    }

    /// Σ weight·g over the tail.
    ///
    /// @param weights Σ weight
    /// @param products Σ weight·D0, or Σ weight·E0·E1
    Extension sum(Extension weights, Extension products) {
        return switch (tail) {
            case NONE -> Extension.ZERO;
            case LONE -> weights.plus(lambda.times(products));
            case PAIRS -> lambda.times(products).minus(shift.times(weights));
        };
    }

    /// Σ weight·(the coefficient of X² in g), from Σ weight·(slope of E0)·(slope of E1).
    Extension leading(Extension products) {
        return tail == Tail.PAIRS ? lambda.times(products) : Extension.ZERO;
    }
}
