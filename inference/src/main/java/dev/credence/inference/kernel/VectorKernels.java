package dev.credence.inference.kernel;

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

/// The kernels on the vector API, divided between threads by outputs; bit for bit those of `ReferenceKernels`.
final class VectorKernels implements Kernels {
    /// Below this many inner steps a loop is not divided: waking a helper costs some ten microseconds.
    private static final long STEPS_TO_DIVIDE = 1 << 20;

    private final Workers workers;
    private final long stepsToDivide;

    VectorKernels(Workers workers) {
        this(workers, STEPS_TO_DIVIDE);
    }

    VectorKernels(Workers workers, long stepsToDivide) {
        this.workers = workers;
        this.stepsToDivide = stepsToDivide;
    }

    @Override
    public String name() {
        return "vector-" + Lanes.COUNT * 32 + "x" + workers.threads();
    }

    private Workers workersFor(long steps) {
        return steps < stepsToDivide ? Workers.CALLER : workers;
    }

    /// Runs `part` over [0, n) in one range a thread, or in one altogether if there are fewer than enough steps.
    private void ranges(int n, long steps, Range range) {
        Workers chosen = workersFor(steps);
        int parts = Math.min(chosen.threads(), Math.max(n, 1));
        chosen.run(parts, i -> range.run((int) ((long) n * i / parts), (int) ((long) n * (i + 1) / parts)));
    }

    /// A loop body over [from, to).
    @FunctionalInterface
    private interface Range {
        void run(int from, int to);
    }

    @Override
    public void matMul(MatMulShape shape, Span a, Span b, Span y) {
        VectorMatMul.matMul(shape, a, b, y, workersFor(shape.multiplyAdds()));
    }

    @Override
    public void matMulRows(MatMulShape shape, Span a, Span b, Span y) {
        ranges(shape.columns(), shape.multiplyAdds(), (from, to) -> VectorRows.matMulRows(shape, a, b, y, from, to));
    }

    @Override
    public void conv(ConvShape shape, float[] x, float[] w, float[] bias, float[] y) {
        new VectorConv(shape, x, w, bias, y).run(workersFor(shape.multiplyAdds()));
    }

    @Override
    public void maxPool(int channels, Window window, float[] x, float[] y) {
        Window inward = VectorConv.inward(window);
        ranges(channels, (long) y.length * window.taps(), (from, to) -> new VectorPool(inward, x, y).max(from, to));
    }

    @Override
    public void averagePool(int channels, Window window, boolean countPads, float[] x, float[] y) {
        ReferenceKernels.INSTANCE.averagePool(channels, window, countPads, x, y);
    }

    @Override
    public void unary(UnaryFunction function, float[] x, float[] y) {
        ranges(y.length, 10L * y.length, (from, to) -> VectorUnary.apply(function, x, y, from, to));
    }

    @Override
    public void binary(BinaryFunction function, Broadcast broadcast, float[] a, float[] b, float[] y) {
        VectorBinary.apply(function, new VectorBinary.Operands(broadcast, a, b), y, workersFor(8L * y.length));
    }

    @Override
    public void softmax(int columns, float[] x, float[] y) {
        ranges(x.length / columns, 20L * x.length, (from, to) -> softmax(columns, x, y, from, to));
    }

    private static void softmax(int columns, float[] x, float[] y, int from, int to) {
        float[] lanes = new float[16];
        for (int at = from * columns; at < to * columns; at += columns) {
            float max = Float.NEGATIVE_INFINITY;
            for (int i = 0; i < columns; i++) {
                max = Math.max(max, x[at + i]);
            }
            for (int i = 0; i < columns; i++) {
                y[at + i] = x[at + i] - max;
            }
            VectorUnary.apply(UnaryFunction.EXP, y, y, at, at + columns);
            float sum = VectorRows.sum(y, at, columns, lanes);
            for (int i = 0; i < columns; i++) {
                y[at + i] /= sum;
            }
        }
    }

    @Override
    public void sumRows(int columns, float[] x, float[] y) {
        ranges(y.length, x.length, (from, to) -> {
            float[] lanes = new float[16];
            for (int r = from; r < to; r++) {
                y[r] = VectorRows.sum(x, r * columns, columns, lanes);
            }
        });
    }

    @Override
    public void integerProducts(MatMulShape shape, ByteSpan w, IntSpan x, IntSpan acc) {
        if (VectorIntegers.IS_WIDE) {
            // In fours, so that no part has fewer rows than are computed together.
            ranges((shape.rows() + 3) / 4, shape.multiplyAdds(), (from, to) ->
                    VectorIntegers.products(shape, w, x, acc, 4 * from, Math.min(4 * to, shape.rows())));
        } else {
            ReferenceKernels.INSTANCE.integerProducts(shape, w, x, acc);
        }
    }
}
