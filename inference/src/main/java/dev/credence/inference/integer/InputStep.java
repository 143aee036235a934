package dev.credence.inference.integer;

import java.util.List;

/// One step of standardisation in front of quantising, in single precision: element i meets operand (i / repeat) mod n.
///
/// One operand for all (n = 1), one a channel (repeat = the plane's cells) and one an element (repeat = 1) are cases of it.
///
/// @param operands finite; not 0 for `MULTIPLY` and `DIVIDE`
public record InputStep(Kind kind, int repeat, List<Float> operands) {
    /// The operation, a single IEEE binary32 one.
    public enum Kind {
        ADD(1),
        SUBTRACT(2),
        MULTIPLY(3),
        DIVIDE(4);

        private final int code;

        Kind(int code) {
            this.code = code;
        }

        /// How program bytes name it.
        public int code() {
            return code;
        }
    }

    public InputStep {
        operands = List.copyOf(operands);
        if (repeat < 1 || operands.isEmpty()) {
            throw new IllegalArgumentException("operands and how often each repeats expected");
        }
        boolean scaling = kind == Kind.MULTIPLY || kind == Kind.DIVIDE;
        for (float operand : operands) {
            if (!Float.isFinite(operand) || (scaling && operand == 0)) {
                throw new IllegalArgumentException("finite operands that keep a number a number expected, found " + operand);
            }
        }
    }

    float apply(float x, int element) {
        float operand = operands.get(element / repeat % operands.size());
        return switch (kind) {
            case ADD -> x + operand;
            case SUBTRACT -> x - operand;
            case MULTIPLY -> x * operand;
            case DIVIDE -> x / operand;
        };
    }
}
