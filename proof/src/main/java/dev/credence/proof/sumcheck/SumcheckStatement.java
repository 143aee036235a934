package dev.credence.proof.sumcheck;

import dev.credence.proof.field.Extension;

/// Σ_z f(z) = claim over the 2^rounds corners z.
///
/// @param rounds the number of variables, from 0 to 62
/// @param degree of f in each variable, from 1 to 4
public record SumcheckStatement(int rounds, int degree, Extension claim) {
    private static final int ROUNDS_MAX = 62;
    // No relation has more; the tests run the protocol over a field of characteristic 5, which has five nodes.
    private static final int DEGREE_MAX = 4;

    public SumcheckStatement {
        if (rounds < 0 || rounds > ROUNDS_MAX) {
            throw new IllegalArgumentException("0 to 62 rounds expected, found " + rounds);
        }
        if (degree < 1 || degree > DEGREE_MAX) {
            throw new IllegalArgumentException("a degree from 1 to 4 expected, found " + degree);
        }
    }
}
