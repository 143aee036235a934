package dev.credence.inference.kernel;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.hash.Sha256;
import dev.credence.inference.numeric.FloatV1;
import dev.credence.inference.op.Axis;
import dev.credence.inference.op.ConvShape;
import dev.credence.inference.op.Kernels;
import dev.credence.inference.op.MatMulShape;
import dev.credence.inference.op.ReferenceKernels;
import dev.credence.inference.op.Span;
import dev.credence.inference.op.UnaryFunction;
import dev.credence.inference.op.Window;
import java.nio.ByteBuffer;
import java.util.Optional;

/// A digest of a small fixed set of results, by which a process sees before its first answer that its arithmetic is
/// `float-v1`. A native library in the same process may have switched subnormal numbers off, for example.
public final class StartupCheck {
    /// What every machine that keeps the profile gets.
    private static final String EXPECTED = "1a2862dbf73920facac9a7962bbb7449f74644cd64339a66d28949d903c42d84";

    private static final UnaryFunction[] FUNCTIONS = {
        UnaryFunction.EXP, UnaryFunction.LOG, UnaryFunction.TANH, UnaryFunction.ERF, UnaryFunction.SIGMOID,
        UnaryFunction.SOFTPLUS, UnaryFunction.GELU, UnaryFunction.SQRT, UnaryFunction.RECIPROCAL, UnaryFunction.SIN
    };

    private final Kernels kernels;
    private final ByteBuffer results = ByteBuffer.allocate(1 << 15);

    private StartupCheck(Kernels kernels) {
        this.kernels = kernels;
    }

    /// Why `kernels` cannot give answers under `float-v1` in this process: one sentence, or nothing if they can.
    public static Optional<String> refusal(Kernels kernels) {
        String found = digest(kernels);
        return found.equals(EXPECTED)
                ? Optional.empty()
                : Optional.of("the kernels '" + kernels.name() + "' do not keep the profile float-v1 on this machine: their check gave "
                        + found + ", expected " + EXPECTED);
    }

    /// @throws IllegalStateException if not even the scalar kernels keep the profile in this process
    static void requireProfile() {
        refusal(ReferenceKernels.INSTANCE).ifPresent(refusal -> {
            throw new IllegalStateException(refusal);
        });
    }

    static String digest(Kernels kernels) {
        StartupCheck check = new StartupCheck(kernels);
        check.products();
        check.rows();
        return Sha256.of(Bytes.wrap(check.results.array())).toString();
    }

    private void products() {
        MatMulShape shape = new MatMulShape(6, 37, 35);
        float[] y = new float[6 * 35];
        kernels.matMul(shape, new Span(operand(6 * 37, 1), 0), new Span(operand(37 * 35, 2), 0), new Span(y, 0));
        take(y);
        y = new float[6 * 35];
        kernels.matMulRows(shape, new Span(operand(6 * 37, 3), 0), new Span(operand(37 * 35, 4), 0), new Span(y, 0));
        take(y);
        Window window = new Window(Axis.NONE, new Axis(9, 5, 3, 2, 1, 1, 1), new Axis(20, 20, 3, 1, 1, 1, 1));
        y = new float[5 * 5 * 20];
        kernels.conv(new ConvShape(1, 1, 2, 5, window), operand(2 * 9 * 20, 5), operand(5 * 2 * 9, 6), operand(5, 7), y);
        take(y);
    }

    private void rows() {
        float[] x = operand(4 * 37, 8);
        float[] y = new float[x.length];
        kernels.softmax(37, x, y);
        take(y);
        y = new float[4];
        kernels.sumRows(37, x, y);
        take(y);
        for (UnaryFunction function : FUNCTIONS) {
            y = new float[x.length];
            kernels.unary(function, x, y);
            take(y);
        }
    }

    /// Numbers in [−8, 8) with 21 bits, exact in single precision; every fifth is scaled so far down that its products
    /// with others are subnormal.
    private static float[] operand(int n, int seed) {
        float[] values = new float[n];
        int state = seed * 0x9e3779b9;
        for (int i = 0; i < n; i++) {
            state = state * 1_664_525 + 1_013_904_223;
            float value = (state >> 11) * 0x1p-17f;
            values[i] = i % 5 == 4 ? value * 0x1p-127f : value;
        }
        return values;
    }

    private void take(float[] y) {
        for (float value : y) {
            results.putInt(FloatV1.canonicalBits(value));
        }
    }
}
