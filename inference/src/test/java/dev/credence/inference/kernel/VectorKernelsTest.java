package dev.credence.inference.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.inference.numeric.FloatV1;
import dev.credence.inference.op.Axis;
import dev.credence.inference.op.ConvShape;
import dev.credence.inference.op.Kernels;
import dev.credence.inference.op.ReferenceKernels;
import dev.credence.inference.op.UnaryFunction;
import dev.credence.inference.op.Window;
import dev.credence.testkit.Seeded;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Twins: every kernel of the vector engine against the reference, bit for bit, with one thread and with two.
class VectorKernelsTest {
    private static final UnaryFunction[] ELEMENTARY = {
        UnaryFunction.EXP, UnaryFunction.LOG, UnaryFunction.TANH, UnaryFunction.ERF, UnaryFunction.SIGMOID, UnaryFunction.SOFTPLUS,
        UnaryFunction.GELU, UnaryFunction.GELU_TANH, UnaryFunction.MISH, UnaryFunction.RELU, UnaryFunction.SQRT
    };

    @Test
    void everyKernelEqualsTheReference() {
        compare(new VectorKernels(Workers.CALLER), 60);
    }

    @Test
    void everyKernelEqualsTheReferenceWithTwoThreads() {
        withTwoThreads(60);
    }

    @Test
    @Tag("campaign")
    void everyKernelEqualsTheReferenceForManyShapes() {
        compare(new VectorKernels(Workers.CALLER), 20_000);
        withTwoThreads(5_000);
    }

    @Test
    void groupsOfAConvolutionOnTwoThreadsLeaveEachOthersOutputsAlone() {
        Axis seven = new Axis(7, 7, 3, 1, 1, 1, 1);
        ConvShape shape = new ConvShape(2, 16, 1, 1, new Window(Axis.NONE, seven, seven));
        float[] x = OperandMaker.floats(Seeded.random(), 32 * 49, false);
        float[] w = OperandMaker.floats(Seeded.random(), 16 * 9, false);
        float[] expected = new float[32 * 49];
        ReferenceKernels.INSTANCE.conv(shape, x, w, null, expected);
        try (ExecutorService helper = Executors.newSingleThreadExecutor()) {
            Kernels fast = new VectorKernels(Workers.of(helper, 2), 0);
            for (int i = 0; i < 3_000; i++) {
                float[] y = new float[expected.length];
                fast.conv(shape, x, w, null, y);
                assertThat(Arrays.equals(y, expected)).as("run %d", i).isTrue();
            }
        }
    }

    @Test
    void elementaryFunctionsEqualTheScalarOnesOnADenseSample() {
        elementaryFunctions(16_381);
    }

    @Test
    @Tag("campaign")
    void elementaryFunctionsEqualTheScalarOnesOnEveryInput() {
        elementaryFunctions(1);
    }

    /// Every bit pattern, `step` apart, through each function that has vector code of its own.
    static void elementaryFunctions(long step) {
        Kernels fast = new VectorKernels(Workers.CALLER);
        float[] x = new float[1 << 14];
        float[] found = new float[x.length];
        float[] expected = new float[x.length];
        for (UnaryFunction function : ELEMENTARY) {
            long bits = Integer.MIN_VALUE;
            while (bits <= Integer.MAX_VALUE) {
                for (int i = 0; i < x.length; i++, bits += step) {
                    x[i] = Float.intBitsToFloat((int) Math.min(bits, Integer.MAX_VALUE));
                }
                fast.unary(function, x, found);
                ReferenceKernels.INSTANCE.unary(function, x, expected);
                for (int i = 0; i < x.length; i++) {
                    if (FloatV1.canonicalBits(found[i]) != FloatV1.canonicalBits(expected[i])) {
                        throw new AssertionError(function + " of " + Float.toHexString(x[i]) + ": expected "
                                + Float.toHexString(expected[i]) + ", found " + Float.toHexString(found[i]));
                    }
                }
            }
        }
    }

    private static void withTwoThreads(int rounds) {
        try (ExecutorService helper = Executors.newSingleThreadExecutor()) {
            // A threshold of zero, so that small loops are divided as well.
            compare(new VectorKernels(Workers.of(helper, 2), 0), rounds);
        }
    }

    private static void compare(Kernels fast, int rounds) {
        for (KernelCases.KernelCase one : KernelCases.of(Seeded.random(), rounds).cases()) {
            float[] expected = one.call().on(ReferenceKernels.INSTANCE);
            float[] found = one.call().on(fast);
            for (int i = 0; i < expected.length; i++) {
                if (FloatV1.canonicalBits(found[i]) != FloatV1.canonicalBits(expected[i])) {
                    throw new AssertionError(one.name() + " at " + i + ": expected " + Float.toHexString(expected[i])
                            + ", found " + Float.toHexString(found[i]) + "; seed " + Seeded.seed());
                }
            }
            assertThat(found).as(one.name()).hasSameSizeAs(expected);
        }
    }
}
