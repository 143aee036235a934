package dev.credence.proof.field;

/// Loops over vectors of elements of F, block by block. Ranges are (vector, first index) and a common length.
public final class ExtensionKernels {
    private static final int SIZE = ExtensionBlock.SIZE;

    private ExtensionKernels() {}

    /// table[from + i] += r · (table[from + half + i] − table[from + i]) for i below `half`: binds the top variable of
    /// the table [from, from + 2·half) to r and leaves the result in its lower half.
    public static void fold(ExtensionVector table, int from, int half, Extension r) {
        foldRange(table, from, half, half, r);
    }

    /// table[from + i] += r · (table[from + distance + i] − table[from + i]) for i below `length`: a part of a fold.
    public static void foldRange(ExtensionVector table, int from, int distance, int length, Extension r) {
        BlockArithmetic arithmetic = BlockArithmetic.upTo(length);
        ExtensionBlock low = ExtensionBlock.upTo(length);
        ExtensionBlock high = ExtensionBlock.upTo(length);
        for (int i = from; i < from + length; i += SIZE) {
            int part = Math.min(SIZE, from + length - i);
            low.load(table, i, part);
            high.load(table, i + distance, part);
            arithmetic.sub(high, high, low, part);
            arithmetic.scale(high, high, r, part);
            arithmetic.add(low, low, high, part);
            low.store(table, i, part);
        }
    }

    /// table[from + half + i] = r · table[from + i], then table[from + i] −= that, for i below `half`: one doubling of a
    /// table of eq, by a variable above all that it has.
    public static void split(ExtensionVector table, int from, int half, Extension r) {
        BlockArithmetic arithmetic = BlockArithmetic.upTo(half);
        ExtensionBlock low = ExtensionBlock.upTo(half);
        ExtensionBlock high = ExtensionBlock.upTo(half);
        for (int i = from; i < from + half; i += SIZE) {
            int length = Math.min(SIZE, from + half - i);
            low.load(table, i, length);
            arithmetic.scale(high, low, r, length);
            arithmetic.sub(low, low, high, length);
            high.store(table, i + half, length);
            low.store(table, i, length);
        }
    }

    /// table[i] += table[half + i] for i below `half`.
    public static void addUpperHalf(ExtensionVector table, int half) {
        BlockArithmetic arithmetic = BlockArithmetic.upTo(half);
        ExtensionBlock low = ExtensionBlock.upTo(half);
        ExtensionBlock high = ExtensionBlock.upTo(half);
        for (int i = 0; i < half; i += SIZE) {
            int length = Math.min(SIZE, half - i);
            arithmetic.add(low, low.load(table, i, length), high.load(table, i + half, length), length);
            low.store(table, i, length);
        }
    }

    /// Σ a[aFrom + i] · b[bFrom + i] for i below `length`.
    public static Extension dot(ExtensionVector a, int aFrom, ExtensionVector b, int bFrom, int length) {
        BlockArithmetic arithmetic = BlockArithmetic.upTo(length);
        ExtensionBlock left = ExtensionBlock.upTo(length);
        ExtensionBlock right = ExtensionBlock.upTo(length);
        ExtensionSum sum = new ExtensionSum();
        for (int i = 0; i < length; i += SIZE) {
            int part = Math.min(SIZE, length - i);
            arithmetic.dot(sum, left.load(a, aFrom + i, part), right.load(b, bFrom + i, part), part);
        }
        return sum.total();
    }

    /// Σ (a[half + i] − a[i])·(b[half + i] − b[i]) for i below `half`.
    public static Extension dotOfSlopes(ExtensionVector a, ExtensionVector b, int half) {
        BlockArithmetic arithmetic = BlockArithmetic.upTo(half);
        ExtensionBlock left = ExtensionBlock.upTo(half);
        ExtensionBlock right = ExtensionBlock.upTo(half);
        ExtensionBlock low = ExtensionBlock.upTo(half);
        ExtensionSum sum = new ExtensionSum();
        for (int i = 0; i < half; i += SIZE) {
            int length = Math.min(SIZE, half - i);
            arithmetic.sub(left, left.load(a, i + half, length), low.load(a, i, length), length);
            arithmetic.sub(right, right.load(b, i + half, length), low.load(b, i, length), length);
            arithmetic.dot(sum, left, right, length);
        }
        return sum.total();
    }

    /// Σ base[baseFrom + i] · e[eFrom + i] for i below `length`; `base` is canonical.
    public static Extension dotBase(long[] base, int baseFrom, ExtensionVector e, int eFrom, int length) {
        return new Extension(
                LimbKernels.dot(base, baseFrom, e.c0(), eFrom, length), LimbKernels.dot(base, baseFrom, e.c1(), eFrom, length));
    }

    /// y[yFrom + i] += s · x[xFrom + i] for i below `length`.
    public static void axpy(ExtensionVector y, int yFrom, Extension s, ExtensionVector x, int xFrom, int length) {
        BlockArithmetic arithmetic = BlockArithmetic.upTo(length);
        ExtensionBlock sum = ExtensionBlock.upTo(length);
        ExtensionBlock product = ExtensionBlock.upTo(length);
        for (int i = 0; i < length; i += SIZE) {
            int part = Math.min(SIZE, length - i);
            arithmetic.scale(product, product.load(x, xFrom + i, part), s, part);
            arithmetic.add(sum, sum.load(y, yFrom + i, part), product, part);
            sum.store(y, yFrom + i, part);
        }
    }

    /// y[yFrom + i] += s · base[baseFrom + i] for i below `length`; `base` is canonical.
    public static void axpyBase(ExtensionVector y, int yFrom, Extension s, long[] base, int baseFrom, int length) {
        LimbKernels.axpy(y.c0(), yFrom, s.c0(), base, baseFrom, length);
        LimbKernels.axpy(y.c1(), yFrom, s.c1(), base, baseFrom, length);
    }
}
