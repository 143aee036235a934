package dev.credence.inference.integer.seeded;

import dev.credence.inference.integer.IntegerKernels;
import dev.credence.inference.integer.IntegerModel;
import dev.credence.inference.integer.IntegerRange;
import java.util.List;

/// The shapes that proofs are measured on, with weights from a seed. Convolutions have no padding, as in DeepProve's networks.
public final class SeededModels {
    /// `mlp-26k`, `cnn-16k`, `mlp-4m`, `cnn-264k`.
    public static final List<String> NAMES = List.of("mlp-26k", "cnn-16k", "mlp-4m", "cnn-264k");

    private SeededModels() {}

    /// @param name one of `NAMES`
    public static IntegerModel of(String name, long seed, IntegerKernels kernels) {
        return switch (name) {
            case "mlp-26k" -> mlp(seed, kernels, 4, 128, 128, 64, 3);
            case "cnn-16k" -> cnn(seed, kernels, 4, 8, 64, 32);
            case "mlp-4m" -> mlp(seed, kernels, 4, 1024, 1024, 1024, 1024, 1024, 3);
            case "cnn-264k" -> cnn(seed, kernels, 12, 33, 251, 175);
            default -> throw new IllegalArgumentException("one of " + NAMES + " expected, found " + name);
        };
    }

    /// Dense layers with ReLU between them.
    ///
    /// @param widths the input's elements first, the answer's last
    public static IntegerModel mlp(long seed, IntegerKernels kernels, int... widths) {
        if (widths.length < 2) {
            throw new IllegalArgumentException("at least an input and an output expected, found " + widths.length + " widths");
        }
        SeededBuilder builder = new SeededBuilder(seed, kernels, widths[0], 1, 1);
        for (int i = 1; i < widths.length - 1; i++) {
            builder.dense("dense" + i, widths[i]);
        }
        return builder.dense("dense" + (widths.length - 1), widths[widths.length - 1], IntegerRange.I8).build();
    }

    private static IntegerModel cnn(long seed, IntegerKernels kernels, int first, int second, int wide, int narrow) {
        return new SeededBuilder(seed, kernels, 3, 32, 32)
                .convolution("conv1", first, 5)
                .maxPool("pool1", 2)
                .convolution("conv2", second, 5)
                .maxPool("pool2", 2)
                .dense("dense1", wide)
                .dense("dense2", narrow)
                .dense("dense3", 10, IntegerRange.I8)
                .build();
    }
}
