package dev.credence.inference.kernel;

import dev.credence.inference.numeric.HalfFloat;
import dev.credence.inference.tensor.ElementType;
import dev.credence.inference.tensor.Shape;
import dev.credence.inference.tensor.Tensor;
import java.util.random.RandomGenerator;

/// Makes operands of every element type; among the numbers with a point are NaN, ±0, ±Inf, subnormals and extremes.
final class OperandMaker {
    private static final float[] SPECIAL = {
        0f, -0f, Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.MIN_VALUE, -Float.MIN_VALUE, 0x1p-127f,
        -0x1.8p-130f, Float.MIN_NORMAL, Float.MAX_VALUE, -Float.MAX_VALUE, 1f, -1f, 88.72284f, -87.33655f, 0.5f, 1e-20f
    };

    private OperandMaker() {}

    /// `n` random numbers; with `special` one in twelve is not of the ordinary kind.
    static float[] floats(RandomGenerator random, int n, boolean special) {
        float[] values = new float[n];
        for (int i = 0; i < n; i++) {
            values[i] = special && random.nextInt(12) == 0
                    ? SPECIAL[random.nextInt(SPECIAL.length)]
                    : (float) random.nextGaussian();
        }
        return values;
    }

    static Tensor tensor(RandomGenerator random, ElementType type, int... dimensions) {
        Shape shape = Shape.of(dimensions);
        return Tensor.of(type, shape, array(random, type, shape.elements()));
    }

    private static Object array(RandomGenerator random, ElementType type, int n) {
        return switch (type) {
            case FLOAT -> floats(random, n, true);
            case DOUBLE -> doubles(random, n);
            case FLOAT16, BFLOAT16 -> halves(random, type, n);
            case INT64, UINT64 -> random.longs(n, 0, 100).toArray();
            case INT32, UINT32 -> random.ints(n, 0, 100).toArray();
            case INT16, UINT16 -> shorts(random, n);
            case INT8, UINT8 -> bytes(random, n, 100);
            case BOOL -> bytes(random, n, 2);
            case STRING -> random.ints(n, 0, 4).mapToObj(i -> "text " + i).toArray(String[]::new);
        };
    }

    private static double[] doubles(RandomGenerator random, int n) {
        float[] floats = floats(random, n, true);
        double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            values[i] = floats[i] * (1 + 0x1p-40);
        }
        return values;
    }

    private static short[] halves(RandomGenerator random, ElementType type, int n) {
        float[] floats = floats(random, n, true);
        short[] values = new short[n];
        for (int i = 0; i < n; i++) {
            values[i] = type == ElementType.FLOAT16 ? HalfFloat.to16(floats[i]) : HalfFloat.toBrain(floats[i]);
        }
        return values;
    }

    private static short[] shorts(RandomGenerator random, int n) {
        short[] values = new short[n];
        for (int i = 0; i < n; i++) {
            values[i] = (short) random.nextInt(100);
        }
        return values;
    }

    private static byte[] bytes(RandomGenerator random, int n, int bound) {
        byte[] values = new byte[n];
        for (int i = 0; i < n; i++) {
            values[i] = (byte) random.nextInt(bound);
        }
        return values;
    }
}
