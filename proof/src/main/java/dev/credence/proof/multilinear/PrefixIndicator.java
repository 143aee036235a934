package dev.credence.proof.multilinear;

import dev.credence.proof.field.Extension;

/// The cells of a cube whose index is below n, as a multilinear extension in closed form: one pass over the bits of n.
///
/// A cell below n agrees with n in its upper bits, has 0 where n has 1, and is free below that. With the weight of bit
/// b at variable i called w_i(b):
/// ```
/// Σ_{z < n} Π_i w_i(z_i) = Σ_{i : n_i = 1} (Π_{j<i} w_j(n_j)) · w_i(0) · Π_{j>i} (w_j(0) + w_j(1))
/// ```
public final class PrefixIndicator {
    private PrefixIndicator() {}

    /// Σ_{z < n} eq(r, z).
    ///
    /// @param n from 0 to 2^size, both included
    public static Extension at(long n, Point r) {
        Extension[] zero = new Extension[r.size()];
        Extension[] one = new Extension[r.size()];
        for (int i = 0; i < r.size(); i++) {
            one[i] = r.get(i);
            zero[i] = Extension.ONE.minus(one[i]);
        }
        return sum(n, zero, one);
    }

    /// Σ_{z < n} eq(τ, z)·eq(r, z): the extension of the table eq(τ, ·)·[index < n] at r.
    ///
    /// @param n from 0 to 2^size, both included
    public static Extension at(long n, Point tau, Point r) {
        if (tau.size() != r.size()) {
            throw new IllegalArgumentException("points of one size expected, found " + tau.size() + " and " + r.size());
        }
        Extension[] zero = new Extension[r.size()];
        Extension[] one = new Extension[r.size()];
        for (int i = 0; i < r.size(); i++) {
            one[i] = tau.get(i).times(r.get(i));
            zero[i] = Extension.ONE.minus(tau.get(i)).minus(r.get(i)).plus(one[i]);
        }
        return sum(n, zero, one);
    }

    private static Extension sum(long n, Extension[] zero, Extension[] one) {
        int size = zero.length;
        if (n < 0 || n > 1L << size) {
            throw new IllegalArgumentException("a count from 0 to 2^" + size + " expected, found " + n);
        }
        // From the bottom up: all = what the free cells below weigh, below = what those below n weigh.
        Extension all = Extension.ONE;
        Extension below = n == 1L << size ? Extension.ONE : Extension.ZERO;
        boolean whole = n == 1L << size;
        for (int i = size - 1; i >= 0; i--) {
            boolean bit = whole || (n >>> (size - 1 - i) & 1) == 1;
            below = bit ? zero[i].times(all).plus(one[i].times(below)) : zero[i].times(below);
            all = all.times(zero[i].plus(one[i]));
        }
        return below;
    }
}
