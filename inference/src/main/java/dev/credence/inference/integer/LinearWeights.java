package dev.credence.inference.integer;

import java.util.Arrays;

/// The numbers of one linear operation.
///
/// **Obligation**: whoever hands arrays to the constructor never writes to them again, and nobody writes to those that it gives out:
/// kernels and the prover read in place.
public final class LinearWeights {
    private final byte[] weights;
    private final int[] biases;
    private final int[] multipliers;

    /// @param weights     W `[O × K]`, row-major
    /// @param biases      b `[O]`, each of three balanced digits, in units of the accumulator
    /// @param multipliers M `[O]`, each in [1, the largest of the operation's digits]
    /// @throws IllegalArgumentException if lengths or values are not what `op` demands
    public LinearWeights(IntegerOp.Linear op, byte[] weights, int[] biases, int[] multipliers) {
        if (weights.length != op.weights() || biases.length != op.channels() || multipliers.length != op.channels()) {
            throw new IllegalArgumentException("layer " + op.name() + ": " + op.weights() + " weights of " + op.channels()
                    + " channels expected, found " + weights.length + ", " + biases.length + " and " + multipliers.length);
        }
        for (int channel = 0; channel < biases.length; channel++) {
            String fault = fault(op, biases[channel], multipliers[channel]);
            if (fault != null) {
                throw new IllegalArgumentException("layer " + op.name() + ", channel " + channel + ": " + fault);
            }
        }
        this.weights = weights;
        this.biases = biases;
        this.multipliers = multipliers;
    }

    private static String fault(IntegerOp.Linear op, int bias, int multiplier) {
        if (!Digits.fits(bias, IntegerOp.Linear.BIAS_DIGITS)) {
            return "a bias of " + IntegerOp.Linear.BIAS_DIGITS + " balanced digits expected, found " + bias;
        }
        if (multiplier < 1 || multiplier > Digits.max(op.multiplierDigits())) {
            return "a multiplier in [1, " + Digits.max(op.multiplierDigits()) + "] expected, found " + multiplier;
        }
        return null;
    }

    /// W, row-major `[O × K]`.
    public byte[] weights() {
        return weights;
    }

    /// b, in units of the accumulator.
    public int[] biases() {
        return biases;
    }

    /// M.
    public int[] multipliers() {
        return multipliers;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LinearWeights that
                && Arrays.equals(weights, that.weights)
                && Arrays.equals(biases, that.biases)
                && Arrays.equals(multipliers, that.multipliers);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(biases) * 31 + Arrays.hashCode(multipliers);
    }
}
