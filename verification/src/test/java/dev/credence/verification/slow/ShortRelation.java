package dev.credence.verification.slow;

import dev.credence.proof.field.ExtensionVector;
import dev.credence.proof.field.Goldilocks;
import java.math.BigInteger;

/// Small integers δ, not all zero, with Σ δ_i·w_i = 0 in F: what a cheat needs who can still choose integers when the weights are known.
///
/// By the reduction of Lenstra, Lenstra and Lovász (1982) in its integral form (Cohen, algorithm 2.6.7), on the lattice of all (δ, K·Σ δ_i·w_i).
public final class ShortRelation {
    private static final BigInteger SCALE = BigInteger.ONE.shiftLeft(40);

    private final BigInteger[][] basis;
    // d[i + 1] is the Gram determinant of the first i + 1 vectors; lambda[i][j] = d[j + 1]·μ_ij.
    private final BigInteger[] d;
    private final BigInteger[][] lambda;

    private ShortRelation(BigInteger[][] basis) {
        this.basis = basis;
        this.d = new BigInteger[basis.length + 1];
        this.lambda = new BigInteger[basis.length][basis.length];
    }

    public static int[] of(ExtensionVector weights) {
        int n = weights.length();
        BigInteger[][] basis = new BigInteger[n + 2][n + 2];
        BigInteger p = new BigInteger(Long.toUnsignedString(Goldilocks.MODULUS));
        for (int i = 0; i < n + 2; i++) {
            java.util.Arrays.fill(basis[i], BigInteger.ZERO);
            if (i < n) {
                basis[i][i] = BigInteger.ONE;
                basis[i][n] = SCALE.multiply(new BigInteger(Long.toUnsignedString(weights.c0()[i])));
                basis[i][n + 1] = SCALE.multiply(new BigInteger(Long.toUnsignedString(weights.c1()[i])));
            } else {
                basis[i][i] = SCALE.multiply(p);
            }
        }
        ShortRelation reduction = new ShortRelation(basis);
        reduction.reduce();
        return reduction.shortest(n);
    }

    private int[] shortest(int n) {
        for (BigInteger[] vector : basis) {
            if (vector[n].signum() == 0 && vector[n + 1].signum() == 0) {
                int[] found = new int[n];
                for (int i = 0; i < n; i++) {
                    found[i] = vector[i].intValueExact();
                }
                return found;
            }
        }
        throw new IllegalStateException("no relation found");
    }

    private void reduce() {
        d[0] = BigInteger.ONE;
        d[1] = dot(0, 0);
        int k = 1;
        int known = 0;
        while (k < basis.length) {
            if (k > known) {
                known = k;
                orthogonalise(k);
            }
            size(k, k - 1);
            BigInteger left = d[k + 1].multiply(d[k - 1]).shiftLeft(2);
            BigInteger right = d[k].multiply(d[k]).multiply(BigInteger.valueOf(3))
                    .subtract(lambda[k][k - 1].multiply(lambda[k][k - 1]).shiftLeft(2));
            if (left.compareTo(right) < 0) {
                swap(k, known);
                k = Math.max(1, k - 1);
            } else {
                for (int l = k - 2; l >= 0; l--) {
                    size(k, l);
                }
                k++;
            }
        }
    }

    private void orthogonalise(int k) {
        for (int j = 0; j <= k; j++) {
            BigInteger u = dot(k, j);
            for (int i = 0; i < j; i++) {
                u = d[i + 1].multiply(u).subtract(lambda[k][i].multiply(lambda[j][i])).divide(d[i]);
            }
            if (j < k) {
                lambda[k][j] = u;
            } else {
                d[k + 1] = u;
            }
        }
    }

    private void size(int k, int l) {
        if (lambda[k][l].abs().shiftLeft(1).compareTo(d[l + 1]) <= 0) {
            return;
        }
        // The nearest integer to λ/d.
        BigInteger q = floor(lambda[k][l].shiftLeft(1).add(d[l + 1]), d[l + 1].shiftLeft(1));
        for (int i = 0; i < basis.length; i++) {
            basis[k][i] = basis[k][i].subtract(q.multiply(basis[l][i]));
        }
        lambda[k][l] = lambda[k][l].subtract(q.multiply(d[l + 1]));
        for (int i = 0; i < l; i++) {
            lambda[k][i] = lambda[k][i].subtract(q.multiply(lambda[l][i]));
        }
    }

    private void swap(int k, int known) {
        BigInteger[] vector = basis[k];
        basis[k] = basis[k - 1];
        basis[k - 1] = vector;
        for (int j = 0; j < k - 1; j++) {
            BigInteger other = lambda[k][j];
            lambda[k][j] = lambda[k - 1][j];
            lambda[k - 1][j] = other;
        }
        BigInteger mid = lambda[k][k - 1];
        BigInteger determinant = d[k - 1].multiply(d[k + 1]).add(mid.multiply(mid)).divide(d[k]);
        for (int i = k + 1; i <= known; i++) {
            BigInteger t = lambda[i][k];
            lambda[i][k] = d[k + 1].multiply(lambda[i][k - 1]).subtract(mid.multiply(t)).divide(d[k]);
            lambda[i][k - 1] = determinant.multiply(t).add(mid.multiply(lambda[i][k])).divide(d[k + 1]);
        }
        d[k] = determinant;
    }

    private BigInteger dot(int a, int b) {
        BigInteger sum = BigInteger.ZERO;
        for (int i = 0; i < basis.length; i++) {
            sum = sum.add(basis[a][i].multiply(basis[b][i]));
        }
        return sum;
    }

    private static BigInteger floor(BigInteger a, BigInteger b) {
        BigInteger[] parts = a.divideAndRemainder(b);
        return parts[1].signum() < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0];
    }
}
