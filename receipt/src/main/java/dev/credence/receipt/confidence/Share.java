package dev.credence.receipt.confidence;

/// A fraction n/d of all owners, kept exact.
///
/// @param n at least 1
/// @param d larger than n, at most `D_MAX`
public record Share(int n, int d) {
    /// Keeps d^(1000·k) small enough to be computed at every verification.
    public static final int D_MAX = 1000;

    public Share {
        if (n < 1 || d <= n || d > D_MAX) {
            throw new IllegalArgumentException("a share n/d with 1 ≤ n < d ≤ " + D_MAX + " expected, found " + n + "/" + d);
        }
    }

    @Override
    public String toString() {
        return n + "/" + d;
    }
}
