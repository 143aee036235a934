package dev.credence.proof.sumcheck;

import dev.credence.proof.field.Extension;

/// Σ_z f(z) = claim over the 2^rounds corners z.
///
/// @param rounds the number of variables, from 0 to 62
/// @param degree of f in each variable, at least 1
public record SumcheckStatement(int rounds, int degree, Extension claim) {
    private static final int ROUNDS_MAX = 62;
    private static final int DEGREE_MAX = 16;

    public SumcheckStatement {
        if (rounds < 0 || rounds > ROUNDS_MAX) {
            throw new IllegalArgumentException("0 to 62 rounds expected, found " + rounds);
        }
        if (degree < 1 || degree > DEGREE_MAX) {
            throw new IllegalArgumentException("a degree from 1 to 16 expected, found " + degree);
        }
    }
}
