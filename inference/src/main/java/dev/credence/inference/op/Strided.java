package dev.credence.inference.op;

import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.tensor.Shape;
import dev.credence.inference.tensor.Tensor;

/// Copies elements of any type that lie at regular distances: transposition, slices, repetition, padding.
public final class Strided {
    private Strided() {}

    /// Fills `target` in row-major order of `sizes` from the elements of `source` at `from + Σ iₖ·strides[k]`.
    public static void gather(Tensor source, int from, int[] strides, Shape sizes, Object target) {
        copy(source.array(), from, strides, target, 0, sizes.strides(), sizes);
    }

    /// Copies the box `sizes` between arrays of one class, each with its own start and distances.
    public static void copy(
            Object source, int sourceAt, int[] sourceStrides, Object target, int targetAt, int[] targetStrides, Shape sizes) {
        if (sizes.elements() == 0) {
            return;
        }
        if (sizes.rank() == 0) {
            run(source, sourceAt, 1, target, targetAt, 1, 1);
            return;
        }
        int inner = sizes.rank() - 1;
        int[] index = new int[sizes.rank()];
        int s = sourceAt;
        int t = targetAt;
        while (true) {
            run(source, s, sourceStrides[inner], target, t, targetStrides[inner], sizes.at(inner));
            int axis = inner - 1;
            for (; axis >= 0; axis--) {
                s += sourceStrides[axis];
                t += targetStrides[axis];
                if (++index[axis] < sizes.at(axis)) {
                    break;
                }
                s -= sizes.at(axis) * sourceStrides[axis];
                t -= sizes.at(axis) * targetStrides[axis];
                index[axis] = 0;
            }
            if (axis < 0) {
                return;
            }
        }
    }

    private static void run(Object source, int s, int step, Object target, int t, int targetStep, int n) {
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
            default -> runNarrow(source, s, step, target, t, targetStep, n);
        }
    }

    private static void runNarrow(Object source, int s, int step, Object target, int t, int targetStep, int n) {
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
