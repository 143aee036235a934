package dev.credence.proof.sumcheck;

import dev.credence.proof.field.Goldilocks;

/// 1/Π_{k≠j} (j − k) for the nodes 0, …, d: (−1)^{d−j}/(j!·(d − j)!).
final class LagrangeWeights {
    private static final int DEGREE_MAX = 4;
    private static final long[][] WEIGHTS = new long[DEGREE_MAX + 1][];

    static {
        for (int degree = 0; degree <= DEGREE_MAX; degree++) {
            WEIGHTS[degree] = new long[degree + 1];
            for (int j = 0; j <= degree; j++) {
                long product = 1;
                for (int k = 0; k <= degree; k++) {
                    product = k == j ? product : Goldilocks.mul(product, Goldilocks.fromSigned(j - k));
                }
                WEIGHTS[degree][j] = Goldilocks.inverse(product);
            }
        }
    }

    private LagrangeWeights() {}

    static long[] of(int degree) {
        return WEIGHTS[degree];
    }
}
