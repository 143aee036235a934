package dev.credence.proof.gkr;

import dev.credence.proof.field.Extension;

/// A numerator over a denominator; not reduced, and the denominator may be zero.
public record Fraction(Extension numerator, Extension denominator) {
    /// Nothing: 0/1.
    public static final Fraction ZERO = new Fraction(Extension.ZERO, Extension.ONE);

    /// (n·d' + n'·d)/(d·d')
    public Fraction plus(Fraction other) {
        return new Fraction(
                numerator.times(other.denominator).plus(other.numerator.times(denominator)),
                denominator.times(other.denominator));
    }
}
