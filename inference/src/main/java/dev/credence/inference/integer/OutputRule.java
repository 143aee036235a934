package dev.credence.inference.integer;

import dev.credence.inference.op.Kernels;
import java.util.List;

/// Render: how the last integer tensor becomes the float tensor of the answer. Stands outside the proof; the verifier repeats it.
///
/// ```
/// y = (y_int − zeroPoint) · scale         one binary32 multiplication; then the finish, by the rules of float-v1
/// ```
///
/// @param dimensions of one row, without the leading batch axis
/// @param scale      positive, normal, at most 2^100
public record OutputRule(String name, List<Integer> dimensions, float scale, Finish finish) {
    /// What happens behind the multiplication.
    public enum Finish {
        NONE(0),
        /// Softmax over the last dimension.
        SOFTMAX(1);

        private final int code;

        Finish(int code) {
            this.code = code;
        }

        /// How program bytes name it.
        public int code() {
            return code;
        }
    }

    public OutputRule {
        dimensions = List.copyOf(dimensions);
        InputRule.checkScale(scale);
        if (finish == Finish.SOFTMAX && dimensions.isEmpty()) {
            throw new IllegalArgumentException("a dimension to take the softmax over expected");
        }
    }

    /// The floats of all rows of `y`.
    ///
    /// @param type of the program's last tensor
    public float[] render(byte[] y, IntegerTensor type, Kernels kernels) {
        float[] floats = new float[y.length];
        for (int i = 0; i < y.length; i++) {
            floats[i] = (type.range().value(y[i]) - type.zeroPoint()) * scale;
        }
        return switch (finish) {
            case NONE -> floats;
            case SOFTMAX -> {
                float[] shares = new float[y.length];
                kernels.softmax(dimensions.getLast(), floats, shares);
                yield shares;
            }
        };
    }
}
