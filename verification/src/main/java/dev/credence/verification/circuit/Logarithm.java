package dev.credence.verification.circuit;

/// Sizes as powers of two.
public final class Logarithm {
    private Logarithm() {}

    /// ⌈log₂ n⌉: the variables that tell n cells apart; 0 for one cell.
    public static int ceil(int n) {
        if (n < 1) {
            throw new IllegalArgumentException("at least one cell expected, found " + n);
        }
        return Integer.SIZE - Integer.numberOfLeadingZeros(n - 1);
    }
}
