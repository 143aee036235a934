package dev.credence.inference.op;

import dev.credence.inference.numeric.FloatV1;

/// The kernels as docs/spec/float-v1.md writes them down: scalar, one output after the other, never made faster.
public final class ReferenceKernels implements Kernels {
    public static final ReferenceKernels INSTANCE = new ReferenceKernels();

    private ReferenceKernels() {}

    @Override
    public String name() {
        return "reference";
    }

    @Override
    public void matMul(MatMulShape shape, Span a, Span b, Span y) {
        for (int r = 0; r < shape.rows(); r++) {
            for (int c = 0; c < shape.columns(); c++) {
                y.array()[y.at() + r * shape.columns() + c] = FloatV1.chain(
                        a.array(), a.at() + r * shape.inner(), 1, b.array(), b.at() + c, shape.columns(), shape.inner());
            }
        }
    }

    @Override
    public void matMulRows(MatMulShape shape, Span a, Span b, Span y) {
        for (int r = 0; r < shape.rows(); r++) {
            for (int c = 0; c < shape.columns(); c++) {
                y.array()[y.at() + r * shape.columns() + c] = FloatV1.dot(
                        a.array(), a.at() + r * shape.inner(), b.array(), b.at() + c * shape.inner(), shape.inner());
            }
        }
    }

    @Override
    public void conv(ConvShape shape, float[] x, float[] w, float[] bias, float[] y) {
        ReferenceWindows.conv(shape, x, w, bias, y);
    }

    @Override
    public void maxPool(int channels, Window window, float[] x, float[] y) {
        ReferenceWindows.maxPool(channels, window, x, y);
    }

    @Override
    public void averagePool(int channels, Window window, boolean countPads, float[] x, float[] y) {
        ReferenceWindows.averagePool(channels, window, countPads, x, y);
    }

    @Override
    public void unary(UnaryFunction function, float[] x, float[] y) {
        for (int i = 0; i < y.length; i++) {
            y[i] = function.apply(x[i]);
        }
    }

    @Override
    public void binary(BinaryFunction function, Broadcast broadcast, float[] a, float[] b, float[] y) {
        broadcast.forEach((at, aAt, bAt) -> y[at] = function.apply(a[aAt], b[bAt]));
    }

    @Override
    public void softmax(int columns, float[] x, float[] y) {
        for (int at = 0; at < x.length; at += columns) {
            float max = Float.NEGATIVE_INFINITY;
            for (int i = 0; i < columns; i++) {
                max = Math.max(max, x[at + i]);
            }
            for (int i = 0; i < columns; i++) {
                y[at + i] = FloatV1.exp(x[at + i] - max);
            }
            float sum = FloatV1.sum(y, at, columns);
            for (int i = 0; i < columns; i++) {
                y[at + i] /= sum;
            }
        }
    }

    @Override
    public void sumRows(int columns, float[] x, float[] y) {
        for (int r = 0; r < y.length; r++) {
            y[r] = FloatV1.sum(x, r * columns, columns);
        }
    }

    @Override
    public void integerProducts(MatMulShape shape, ByteSpan w, IntSpan x, IntSpan acc) {
        for (int row = 0; row < shape.rows(); row++) {
            int from = w.at() + row * shape.inner();
            int to = acc.at() + row * shape.columns();
            if (shape.columns() == 1) {
                acc.array()[to] += dot(shape.inner(), w.array(), from, x);
            } else {
                for (int i = 0; i < shape.inner(); i++) {
                    addMultiple(shape.columns(), w.array()[from + i], new IntSpan(x.array(), x.at() + i * shape.columns()), acc.array(), to);
                }
            }
        }
    }

    private static int dot(int n, byte[] w, int from, IntSpan x) {
        int[] column = x.array();
        int at = x.at();
        int sum = 0;
        for (int i = 0; i < n; i++) {
            sum += w[from + i] * column[at + i];
        }
        return sum;
    }

    private static void addMultiple(int n, int weight, IntSpan x, int[] acc, int to) {
        int[] row = x.array();
        int from = x.at();
        for (int i = 0; i < n; i++) {
            acc[to + i] += weight * row[from + i];
        }
    }
}
