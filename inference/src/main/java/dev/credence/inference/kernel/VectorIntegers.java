package dev.credence.inference.kernel;

import dev.credence.inference.op.ByteSpan;
import dev.credence.inference.op.IntSpan;
import dev.credence.inference.op.MatMulShape;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/// Products of bytes and integers. A single column is a dot product of rows, four rows at a time over one pass of the column;
/// many columns are sums of multiples of rows, so that nothing is added across a vector.
final class VectorIntegers {
    private static final VectorSpecies<Integer> S = Lanes.INTS;

    /// Whether as many bytes as there are lanes make a vector (64 bits at least).
    static final boolean IS_WIDE = Lanes.COUNT >= 8;

    private static final VectorSpecies<Byte> B =
            IS_WIDE ? VectorSpecies.of(byte.class, VectorShape.forBitSize(8 * Lanes.COUNT)) : ByteVector.SPECIES_64;

    private VectorIntegers() {}

    /// Rows [from, to) of acc += w·x.
    static void products(MatMulShape shape, ByteSpan w, IntSpan x, IntSpan acc, int from, int to) {
        for (int row = from; row < to; row += 4) {
            int count = Math.min(4, to - row);
            if (shape.columns() == 1) {
                dots(shape.inner(), w.array(), w.at() + row * shape.inner(), x, new IntSpan(acc.array(), acc.at() + row), count);
            } else {
                for (int i = row; i < row + count; i++) {
                    multiples(shape, w.array(), w.at() + i * shape.inner(), x, acc.array(), acc.at() + i * shape.columns());
                }
            }
        }
    }

    private static void dots(int n, byte[] w, int at, IntSpan x, IntSpan acc, int rows) {
        if (rows < 4) {
            for (int row = 0; row < rows; row++) {
                acc.array()[acc.at() + row] += dot(n, w, at + row * n, x.array(), x.at());
            }
            return;
        }
        int[] column = x.array();
        IntVector s0 = IntVector.zero(S);
        IntVector s1 = s0;
        IntVector s2 = s0;
        IntVector s3 = s0;
        int whole = S.loopBound(n);
        for (int i = 0; i < whole; i += Lanes.COUNT) {
            IntVector each = IntVector.fromArray(S, column, x.at() + i);
            s0 = s0.add(each.mul(wide(w, at + i)));
            s1 = s1.add(each.mul(wide(w, at + n + i)));
            s2 = s2.add(each.mul(wide(w, at + 2 * n + i)));
            s3 = s3.add(each.mul(wide(w, at + 3 * n + i)));
        }
        int[] y = acc.array();
        y[acc.at()] += s0.reduceLanes(VectorOperators.ADD) + tail(whole, n, w, at, x);
        y[acc.at() + 1] += s1.reduceLanes(VectorOperators.ADD) + tail(whole, n, w, at + n, x);
        y[acc.at() + 2] += s2.reduceLanes(VectorOperators.ADD) + tail(whole, n, w, at + 2 * n, x);
        y[acc.at() + 3] += s3.reduceLanes(VectorOperators.ADD) + tail(whole, n, w, at + 3 * n, x);
    }

    private static IntVector wide(byte[] w, int at) {
        return (IntVector) ByteVector.fromArray(B, w, at).convertShape(VectorOperators.B2I, S, 0);
    }

    private static int tail(int from, int to, byte[] w, int at, IntSpan x) {
        int sum = 0;
        for (int i = from; i < to; i++) {
            sum += w[at + i] * x.array()[x.at() + i];
        }
        return sum;
    }

    private static int dot(int n, byte[] w, int at, int[] x, int xAt) {
        IntVector sum = IntVector.zero(S);
        int whole = S.loopBound(n);
        for (int i = 0; i < whole; i += Lanes.COUNT) {
            sum = sum.add(IntVector.fromArray(S, x, xAt + i).mul(wide(w, at + i)));
        }
        return sum.reduceLanes(VectorOperators.ADD) + tail(whole, n, w, at, new IntSpan(x, xAt));
    }

    private static void multiples(MatMulShape shape, byte[] w, int at, IntSpan x, int[] acc, int accAt) {
        int columns = shape.columns();
        int whole = S.loopBound(columns);
        for (int column = 0; column < whole; column += Lanes.COUNT) {
            IntVector sum = IntVector.fromArray(S, acc, accAt + column);
            for (int i = 0; i < shape.inner(); i++) {
                sum = sum.add(IntVector.fromArray(S, x.array(), x.at() + i * columns + column).mul(w[at + i]));
            }
            sum.intoArray(acc, accAt + column);
        }
        for (int column = whole; column < columns; column++) {
            int sum = acc[accAt + column];
            for (int i = 0; i < shape.inner(); i++) {
                sum += w[at + i] * x.array()[x.at() + i * columns + column];
            }
            acc[accAt + column] = sum;
        }
    }
}
