package dev.credence.inference.op;

import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.tensor.Shape;
import dev.credence.inference.tensor.Tensor;
import java.util.Arrays;

/// Copies elements of any type that lie at regular distances: transposition, slices, repetition, padding.
public final class Strided {
    private Strided() {}

    /// Where elements of a box lie in an array: element (i₀, …) at `at + Σ iₖ·strides[k]`.
    public record Lattice(Object array, int at, int[] strides) {}

    /// Fills `target` in row-major order of `sizes` from the elements of `source` at `from + Σ iₖ·strides[k]`.
    public static void gather(Tensor source, int from, int[] strides, Shape sizes, Object target) {
        copy(new Lattice(source.array(), from, strides), new Lattice(target, 0, sizes.strides()), sizes);
    }

    /// Copies the box `sizes` between arrays of one class.
    public static void copy(Lattice from, Lattice to, Shape sizes) {
        if (sizes.elements() == 0) {
            return;
        }
        int[] lengths = new int[Math.max(1, sizes.rank())];
        int[] fromStrides = new int[lengths.length];
        int[] toStrides = new int[lengths.length];
        int rank = merge(from, to, sizes, new int[][] {lengths, fromStrides, toStrides});
        Lattice source = new Lattice(from.array, from.at, Arrays.copyOf(fromStrides, rank));
        Lattice target = new Lattice(to.array, to.at, Arrays.copyOf(toStrides, rank));
        int[] box = Arrays.copyOf(lengths, rank);
        if (!TiledCopy.copied(source, target, box)) {
            rows(source, target, box);
        }
    }

    // Axes of one element are left out, and neighbours that both sides walk through as one become one, so that rows are as long as they can be:
    // a model's images often have a last axis of one. At least one axis remains.
    private static int merge(Lattice from, Lattice to, Shape sizes, int[][] merged) {
        int rank = 0;
        for (int axis = 0; axis < sizes.rank(); axis++) {
            int size = sizes.at(axis);
            if (size == 1) {
                continue;
            }
            boolean alike = rank > 0
                    && merged[1][rank - 1] == from.strides[axis] * size
                    && merged[2][rank - 1] == to.strides[axis] * size;
            merged[0][alike ? rank - 1 : rank] = alike ? merged[0][rank - 1] * size : size;
            rank += alike ? 0 : 1;
            merged[1][rank - 1] = from.strides[axis];
            merged[2][rank - 1] = to.strides[axis];
        }
        if (rank == 0) {
            merged[0][rank++] = 1;
        }
        return rank;
    }

    private static void rows(Lattice from, Lattice to, int[] sizes) {
        int inner = sizes.length - 1;
        Row row = new Row(from.array, from.strides[inner], to.array, to.strides[inner], sizes[inner]);
        int[] index = new int[sizes.length];
        int s = from.at;
        int t = to.at;
        while (true) {
            row.copy(s, t);
            int axis = inner - 1;
            for (; axis >= 0; axis--) {
                s += from.strides[axis];
                t += to.strides[axis];
                if (++index[axis] < sizes[axis]) {
                    break;
                }
                s -= sizes[axis] * from.strides[axis];
                t -= sizes[axis] * to.strides[axis];
                index[axis] = 0;
            }
            if (axis < 0) {
                return;
            }
        }
    }

    /// The innermost axis of a copy.
    private record Row(Object source, int step, Object target, int targetStep, int n) {
        void copy(int s, int t) {
            if (step == 1 && targetStep == 1) {
                System.arraycopy(source, s, target, t, n);
                return;
            }
            switch (source) {
                case float[] from -> {
                    float[] to = (float[]) target;
                    for (int i = 0; i < n; i++) {
                        to[t + i * targetStep] = from[s + i * step];
                    }
                }
                case double[] from -> {
                    double[] to = (double[]) target;
                    for (int i = 0; i < n; i++) {
                        to[t + i * targetStep] = from[s + i * step];
                    }
                }
                case long[] from -> {
                    long[] to = (long[]) target;
                    for (int i = 0; i < n; i++) {
                        to[t + i * targetStep] = from[s + i * step];
                    }
                }
                case int[] from -> {
                    int[] to = (int[]) target;
                    for (int i = 0; i < n; i++) {
                        to[t + i * targetStep] = from[s + i * step];
                    }
                }
                default -> copyNarrow(s, t);
            }
        }

        private void copyNarrow(int s, int t) {
            switch (source) {
                case short[] from -> {
                    short[] to = (short[]) target;
                    for (int i = 0; i < n; i++) {
                        to[t + i * targetStep] = from[s + i * step];
                    }
                }
                case byte[] from -> {
                    byte[] to = (byte[]) target;
                    for (int i = 0; i < n; i++) {
                        to[t + i * targetStep] = from[s + i * step];
                    }
                }
                case String[] from -> {
                    String[] to = (String[]) target;
                    for (int i = 0; i < n; i++) {
                        to[t + i * targetStep] = from[s + i * step];
                    }
                }
                default -> throw new IllegalArgumentException("no tensor is stored in " + source.getClass());
            }
        }
    }

    /// The tensor with its axes in the order `permutation`, as a copy.
    public static Tensor transpose(Tensor x, int[] permutation, Work work)
            throws RefusedException {
        int[] own = x.shape().strides();
        int[] strides = new int[permutation.length];
        long[] sizes = new long[permutation.length];
        boolean same = true;
        for (int i = 0; i < permutation.length; i++) {
            strides[i] = own[permutation[i]];
            sizes[i] = x.shape().at(permutation[i]);
            same &= permutation[i] == i;
        }
        if (same) {
            return x;
        }
        Shape shape = Shape.ofChecked(sizes).orElseThrow();
        Tensor y = work.allocate(x.type(), shape);
        gather(x, 0, strides, shape, y.array());
        return y;
    }
}
