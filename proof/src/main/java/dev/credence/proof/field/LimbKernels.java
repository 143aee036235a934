package dev.credence.proof.field;

/// Loops over arrays of base elements, block by block.
public final class LimbKernels {
    private static final int SIZE = ExtensionBlock.SIZE;

    private LimbKernels() {}

    /// Σ a[aFrom + i] · b[bFrom + i] for i below `length`; fewer than 2^31 elements.
    public static long dot(long[] a, int aFrom, long[] b, int bFrom, int length) {
        int size = Math.min(SIZE, length);
        long[] left = new long[size];
        long[] right = new long[size];
        long[] high = new long[size];
        long[] low = new long[size];
        long[] sums = new long[4];
        for (int i = 0; i < length; i += SIZE) {
            int part = Math.min(SIZE, length - i);
            System.arraycopy(a, aFrom + i, left, 0, part);
            System.arraycopy(b, bFrom + i, right, 0, part);
            LimbPasses.multiply(high, low, left, right, part);
            LimbPasses.accumulate(sums, high, low, part);
        }
        return LimbPasses.total(sums);
    }

    /// y[yFrom + i] += factor · x[xFrom + i] for i below `length`.
    public static void axpy(long[] y, int yFrom, long factor, long[] x, int xFrom, int length) {
        int size = Math.min(SIZE, length);
        long[] sum = new long[size];
        long[] product = new long[size];
        long[] high = new long[size];
        long[] low = new long[size];
        for (int i = 0; i < length; i += SIZE) {
            int part = Math.min(SIZE, length - i);
            System.arraycopy(x, xFrom + i, product, 0, part);
            System.arraycopy(y, yFrom + i, sum, 0, part);
            LimbPasses.multiplyBy(high, low, product, factor, part);
            LimbPasses.reduce(product, high, low, part);
            LimbPasses.add(sum, sum, product, part);
            System.arraycopy(sum, 0, y, yFrom + i, part);
        }
    }
}
