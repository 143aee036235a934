package dev.credence.inference.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.inference.numeric.FloatV1;
import dev.credence.inference.op.BinaryFunction;
import dev.credence.inference.op.Broadcast;
import dev.credence.inference.op.ByteSpan;
import dev.credence.inference.op.ConvShape;
import dev.credence.inference.op.IntSpan;
import dev.credence.inference.op.Kernels;
import dev.credence.inference.op.MatMulShape;
import dev.credence.inference.op.ReferenceKernels;
import dev.credence.inference.op.Span;
import dev.credence.inference.op.UnaryFunction;
import dev.credence.inference.op.Window;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class KernelChoiceTest {
    @Test
    void bothEnginesPassTheStartupCheck() {
        assertThat(StartupCheck.refusal(ReferenceKernels.INSTANCE)).isEmpty();
        assertThat(StartupCheck.refusal(new VectorKernels(Workers.CALLER))).isEmpty();
        try (ExecutorService helper = Executors.newSingleThreadExecutor()) {
            assertThat(StartupCheck.refusal(new VectorKernels(Workers.of(helper, 2), 0))).isEmpty();
        }
    }

    @Test
    void anEngineThatFlushesSubnormalNumbersIsRefused() {
        assertThat(StartupCheck.refusal(new Flushing(ReferenceKernels.INSTANCE)))
                .hasValueSatisfying(sentence -> assertThat(sentence).contains("'flushing'", "float-v1"));
    }

    @Test
    void theChoiceSaysWhy() {
        KernelChoice choice = KernelChoice.of(Workers.CALLER);
        assertThat(choice.reason()).matches("(vector|scalar) kernels: .+");
        assertThat(choice.kernels() == ReferenceKernels.INSTANCE).isEqualTo(!FloatV1.hasHardwareFma());
    }

    @Test
    void everyPartRunsOnceAndAFailureReachesTheCaller() {
        try (ExecutorService helper = Executors.newSingleThreadExecutor()) {
            Workers two = Workers.of(helper, 2);
            for (int parts = 0; parts < 40; parts++) {
                int[] runs = new int[parts];
                two.run(parts, i -> runs[i]++);
                assertThat(runs).containsOnly(parts == 0 ? new int[0] : new int[] {1});
            }
            assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> two.run(7, i -> {
                        if (i == 3) {
                            throw new IllegalArgumentException("part 3");
                        }
                    })))
                    .hasMessage("part 3");
        }
    }

    /// The reference with every subnormal result of a product set to zero, as with a processor in flush-to-zero mode.
    private record Flushing(Kernels inner) implements Kernels {
        @Override
        public String name() {
            return "flushing";
        }

        private static void flush(float[] y) {
            for (int i = 0; i < y.length; i++) {
                y[i] = Math.abs(y[i]) < Float.MIN_NORMAL ? 0f : y[i];
            }
        }

        @Override
        public void matMul(MatMulShape shape, Span a, Span b, Span y) {
            inner.matMul(shape, a, b, y);
        }

        @Override
        public void matMulRows(MatMulShape shape, Span a, Span b, Span y) {
            inner.matMulRows(shape, a, b, y);
        }

        @Override
        public void conv(ConvShape shape, float[] x, float[] w, float[] bias, float[] y) {
            inner.conv(shape, x, w, bias, y);
        }

        @Override
        public void maxPool(int channels, Window window, float[] x, float[] y) {
            inner.maxPool(channels, window, x, y);
        }

        @Override
        public void averagePool(int channels, Window window, boolean countPads, float[] x, float[] y) {
            inner.averagePool(channels, window, countPads, x, y);
        }

        @Override
        public void unary(UnaryFunction function, float[] x, float[] y) {
            inner.unary(function, x, y);
            flush(y);
        }

        @Override
        public void binary(BinaryFunction function, Broadcast broadcast, float[] a, float[] b, float[] y) {
            inner.binary(function, broadcast, a, b, y);
        }

        @Override
        public void softmax(int columns, float[] x, float[] y) {
            inner.softmax(columns, x, y);
        }

        @Override
        public void sumRows(int columns, float[] x, float[] y) {
            inner.sumRows(columns, x, y);
        }

        @Override
        public void integerProducts(MatMulShape shape, ByteSpan w, IntSpan x, IntSpan acc) {
            inner.integerProducts(shape, w, x, acc);
        }
    }
}
