package dev.credence.inference.kernel;

import dev.credence.inference.op.BinaryFunction;
import dev.credence.inference.op.Broadcast;
import java.util.Arrays;

/// Elementwise functions of two operands: plain loops along the innermost axis, which the compiler vectorises without
/// changing a bit. An operand that stands still along that axis is written out first, so that one loop a function suffices.
final class FastBinary {
    private FastBinary() {}

    static void apply(BinaryFunction function, Broadcast broadcast, float[] a, float[] b, float[] y) {
        int inner = broadcast.rank() - 1;
        int n = broadcast.size(inner);
        int aStep = broadcast.aStride(inner);
        int bStep = broadcast.bStride(inner);
        boolean dense = n > 1 && aStep <= 1 && bStep <= 1;
        float[] spreadA = dense && aStep == 0 ? new float[n] : null;
        float[] spreadB = dense && bStep == 0 ? new float[n] : null;
        int[] index = new int[broadcast.rank()];
        for (int at = 0; at < y.length; at += n) {
            int aAt = 0;
            int bAt = 0;
            for (int axis = 0; axis < inner; axis++) {
                aAt += index[axis] * broadcast.aStride(axis);
                bAt += index[axis] * broadcast.bStride(axis);
            }
            if (dense) {
                run(function, new Row(spread(a, aAt, spreadA), spreadA == null ? aAt : 0),
                        new Row(spread(b, bAt, spreadB), spreadB == null ? bAt : 0), new Row(y, at), n);
            } else {
                for (int i = 0; i < n; i++) {
                    y[at + i] = function.apply(a[aAt + i * aStep], b[bAt + i * bStep]);
                }
            }
            for (int axis = inner - 1; axis >= 0 && ++index[axis] == broadcast.size(axis); axis--) {
                index[axis] = 0;
            }
        }
    }

    /// A place in an array.
    private record Row(float[] array, int at) {}

    private static float[] spread(float[] from, int at, float[] into) {
        if (into == null) {
            return from;
        }
        Arrays.fill(into, from[at]);
        return into;
    }

    private static void run(BinaryFunction function, Row a, Row b, Row y, int n) {
        switch (function) {
            case ADD -> add(a, b, y, n);
            case SUB -> sub(a, b, y, n);
            case MUL -> mul(a, b, y, n);
            case DIV -> div(a, b, y, n);
            case MAX -> max(a, b, y, n);
            case MIN -> min(a, b, y, n);
            case POW, PRELU, FMOD -> {
                for (int i = 0; i < n; i++) {
                    y.array[y.at + i] = function.apply(a.array[a.at + i], b.array[b.at + i]);
                }
            }
        }
    }

    private static void add(Row a, Row b, Row y, int n) {
        float[] from = a.array;
        float[] and = b.array;
        float[] to = y.array;
        for (int i = 0; i < n; i++) {
            to[y.at + i] = from[a.at + i] + and[b.at + i];
        }
    }

    private static void sub(Row a, Row b, Row y, int n) {
        float[] from = a.array;
        float[] and = b.array;
        float[] to = y.array;
        for (int i = 0; i < n; i++) {
            to[y.at + i] = from[a.at + i] - and[b.at + i];
        }
    }

    private static void mul(Row a, Row b, Row y, int n) {
        float[] from = a.array;
        float[] and = b.array;
        float[] to = y.array;
        for (int i = 0; i < n; i++) {
            to[y.at + i] = from[a.at + i] * and[b.at + i];
        }
    }

    private static void div(Row a, Row b, Row y, int n) {
        float[] from = a.array;
        float[] and = b.array;
        float[] to = y.array;
        for (int i = 0; i < n; i++) {
            to[y.at + i] = from[a.at + i] / and[b.at + i];
        }
    }

    private static void max(Row a, Row b, Row y, int n) {
        float[] from = a.array;
        float[] and = b.array;
        float[] to = y.array;
        for (int i = 0; i < n; i++) {
            to[y.at + i] = Math.max(from[a.at + i], and[b.at + i]);
        }
    }

    private static void min(Row a, Row b, Row y, int n) {
        float[] from = a.array;
        float[] and = b.array;
        float[] to = y.array;
        for (int i = 0; i < n; i++) {
            to[y.at + i] = Math.min(from[a.at + i], and[b.at + i]);
        }
    }
}
