package dev.credence.inference.integer.quantise;

import java.util.Optional;

/// Weights `[O × K]` and biases `[O]` of a linear operation, in double so that folding rounds nothing that matters.
///
/// @param given integers and scales that the model itself carries for these very weights
record FloatWeights(int channels, int terms, double[] weights, double[] biases, Optional<Given> given) {
    /// The same, with the integers that the model states, if they give these very numbers.
    FloatWeights stated(Optional<Given> found) {
        return new FloatWeights(channels, terms, weights, biases, found.filter(this::isSame));
    }

    private boolean isSame(Given integers) {
        for (int i = 0; i < weights.length; i++) {
            double product = integers.integers()[i] * integers.scales()[i / terms];
            if (Math.abs(product - weights[i]) > 1e-6 * Math.abs(product)) {
                return false;
            }
        }
        return true;
    }

    /// Weights that the model states as integers.
    ///
    /// @param integers `[O × K]`
    /// @param scales   `[O]`
    record Given(byte[] integers, double[] scales) {}

    /// a_o · (these) + b_o.
    FloatWeights scaled(double[] factors, double[] shifts) {
        double[] w = weights.clone();
        double[] b = new double[channels];
        boolean unscaled = true;
        for (int channel = 0; channel < channels; channel++) {
            unscaled &= factors[channel] == 1;
            for (int term = 0; term < terms; term++) {
                w[channel * terms + term] *= factors[channel];
            }
            b[channel] = biases[channel] * factors[channel] + shifts[channel];
        }
        return new FloatWeights(channels, terms, w, b, unscaled ? given : Optional.empty());
    }

    /// The largest magnitude of a weight of `channel`.
    double largest(int channel) {
        double largest = 0;
        for (int term = 0; term < terms; term++) {
            largest = Math.max(largest, Math.abs(weights[channel * terms + term]));
        }
        return largest;
    }
}
