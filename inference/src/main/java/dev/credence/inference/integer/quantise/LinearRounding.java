package dev.credence.inference.integer.quantise;

import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.integer.Digits;
import dev.credence.inference.integer.IntegerOp;
import dev.credence.inference.integer.LinearWeights;
import dev.credence.inference.integer.Rescale;
import dev.credence.inference.integer.RescaleChoice;
import dev.credence.inference.integer.quantise.FloatNet.Scale;
import java.util.Optional;

/// Rounds one linear operation.
///
/// The scale of a channel's weights is free, so the multiplier is chosen first, as a small integer, and the scale follows from it
/// exactly: no error comes from rounding multipliers, and few digits make the proof cheap. (All channels share the result's scale, so
/// weights far finer than those of the coarsest channel would not be seen in it.) Only where the model states integers for its
/// weights do scales stand fixed, and multipliers get all the digits that they need.
///
/// ```
/// scale_w[o] = M[o] · scale_y / (2^s · scale_x)     W = rint(w / scale_w)     b = rint(bias / (scale_x · scale_w))
/// ```
record LinearRounding(IntegerOp.Linear op, LinearWeights weights) {
    private static final int WEIGHT_MAX = 127;
    private static final int BIAS_MAX = Digits.max(IntegerOp.Linear.BIAS_DIGITS);

    private static final int EXACT_MULTIPLIER_MIN = 1 << 11;

    static LinearRounding of(FloatOp.Linear op, float from, Scale to) throws RefusedException {
        Optional<LinearRounding> exact = op.weights().given().flatMap(given -> exact(op, given, from, to));
        return exact.isPresent() ? exact.get() : fitted(op, from, to);
    }

    private static LinearRounding fitted(FloatOp.Linear op, float from, Scale to) throws RefusedException {
        FloatWeights floats = op.weights();
        double[] factors = new double[floats.channels()];
        double largest = 0x1p-40;
        for (int channel = 0; channel < factors.length; channel++) {
            double byWeights = floats.largest(channel) / WEIGHT_MAX * from / to.scale();
            double byBias = Math.abs(floats.biases()[channel]) / BIAS_MAX / to.scale();
            factors[channel] = Math.max(byWeights, byBias);
            largest = Math.max(largest, factors[channel]);
        }
        if (Math.scalb(largest, 16) > Rescale.MULTIPLIER_MAX) {
            throw Assembly.tooLarge(op.name(), largest);
        }
        RescaleChoice choice = RescaleChoice.of(largest);
        int[] multipliers = new int[factors.length];
        double[] scales = new double[factors.length];
        for (int channel = 0; channel < factors.length; channel++) {
            double needed = Math.scalb(factors[channel], choice.shift());
            multipliers[channel] = (int) Math.clamp(Math.ceil(needed - 1e-6), 1.0, Digits.max(choice.multiplierDigits()));
            scales[channel] = Math.scalb((double) multipliers[channel], -choice.shift()) * to.scale() / from;
        }
        byte[] integers = new byte[floats.weights().length];
        for (int i = 0; i < integers.length; i++) {
            integers[i] = (byte) Math.clamp(Math.rint(floats.weights()[i] / scales[i / floats.terms()]), -WEIGHT_MAX, WEIGHT_MAX);
        }
        return rounded(op, to, choice, new LinearParts(integers, biases(floats, scales, from), multipliers));
    }

    private static Optional<LinearRounding> exact(FloatOp.Linear op, FloatWeights.Given given, float from, Scale to) {
        FloatWeights floats = op.weights();
        double smallest = Double.POSITIVE_INFINITY;
        double largest = 0;
        for (double scale : given.scales()) {
            smallest = Math.min(smallest, scale * from / to.scale());
            largest = Math.max(largest, scale * from / to.scale());
        }
        Optional<RescaleChoice> choice = RescaleChoice.precise(smallest, largest, EXACT_MULTIPLIER_MIN);
        if (choice.isEmpty()) {
            return Optional.empty();
        }
        int[] multipliers = new int[floats.channels()];
        for (int channel = 0; channel < multipliers.length; channel++) {
            multipliers[channel] = choice.get().multiplier(given.scales()[channel] * from / to.scale());
            if (Math.abs(floats.biases()[channel]) > BIAS_MAX * given.scales()[channel] * from) {
                return Optional.empty(); // its bias has more digits than there are: the scale must give way
            }
        }
        int[] biases = biases(floats, given.scales(), from);
        return Optional.of(rounded(op, to, choice.get(), new LinearParts(given.integers(), biases, multipliers)));
    }

    private static int[] biases(FloatWeights floats, double[] scales, float from) {
        int[] biases = new int[floats.channels()];
        for (int channel = 0; channel < biases.length; channel++) {
            biases[channel] = (int) Math.clamp(Math.rint(floats.biases()[channel] / (scales[channel] * from)), -BIAS_MAX, (double) BIAS_MAX);
        }
        return biases;
    }

    private record LinearParts(byte[] integers, int[] biases, int[] multipliers) {}

    private static LinearRounding rounded(FloatOp.Linear op, Scale to, RescaleChoice choice, LinearParts parts) {
        IntegerOp.Linear rounded = new IntegerOp.Linear(
                op.name(),
                op.input(),
                op.gather(),
                op.weights().channels(),
                choice.multiplierDigits(),
                new Rescale(choice.shift(), to.range(), to.zeroPoint()));
        return new LinearRounding(rounded, new LinearWeights(rounded, parts.integers(), parts.biases(), parts.multipliers()));
    }
}
