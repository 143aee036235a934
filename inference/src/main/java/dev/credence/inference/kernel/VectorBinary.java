package dev.credence.inference.kernel;

import dev.credence.inference.op.BinaryFunction;
import dev.credence.inference.op.Broadcast;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// Elementwise functions of two operands along the innermost axis. An operand that stands still there is written out
/// first, so that one loop a function suffices. Operands of one shape are divided between threads.
final class VectorBinary {
    private static final VectorSpecies<Float> S = Lanes.FLOATS;

    private VectorBinary() {}

    /// Two operands and how they are spread over the output.
    record Operands(Broadcast broadcast, float[] a, float[] b) {}

    static void apply(BinaryFunction function, Operands operands, float[] y, Workers workers) {
        Broadcast broadcast = operands.broadcast;
        float[] a = operands.a;
        float[] b = operands.b;
        int inner = broadcast.rank() - 1;
        int n = broadcast.size(inner);
        int aStep = broadcast.aStride(inner);
        int bStep = broadcast.bStride(inner);
        if (inner == 0 && aStep == 1 && bStep == 1) {
            workers.run(workers.threads(), part -> {
                int from = (int) ((long) n * part / workers.threads());
                int to = (int) ((long) n * (part + 1) / workers.threads());
                run(function, new Row(a, from), new Row(b, from), new Row(y, from), to - from);
            });
            return;
        }
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
                run(function, row(a, aAt, spreadA), row(b, bAt, spreadB), new Row(y, at), n);
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
    private record Row(float[] array, int at) {
        FloatVector load(int i) {
            return FloatVector.fromArray(S, array, at + i);
        }
    }

    private static Row row(float[] from, int at, float[] spread) {
        if (spread == null) {
            return new Row(from, at);
        }
        Arrays.fill(spread, from[at]);
        return new Row(spread, 0);
    }

    private static void run(BinaryFunction function, Row a, Row b, Row y, int n) {
        int whole = n / Lanes.COUNT * Lanes.COUNT;
        int done =
                switch (function) {
                    case ADD -> add(a, b, y, whole);
                    case SUB -> sub(a, b, y, whole);
                    case MUL -> mul(a, b, y, whole);
                    case DIV -> div(a, b, y, whole);
                    case MAX -> max(a, b, y, whole);
                    case MIN -> min(a, b, y, whole);
                    case POW, PRELU, FMOD -> 0;
                };
        for (int i = done; i < n; i++) {
            y.array[y.at + i] = function.apply(a.array[a.at + i], b.array[b.at + i]);
        }
    }

    private static int add(Row a, Row b, Row y, int n) {
        for (int i = 0; i < n; i += Lanes.COUNT) {
            a.load(i).add(b.load(i)).intoArray(y.array, y.at + i);
        }
        return n;
    }

    private static int sub(Row a, Row b, Row y, int n) {
        for (int i = 0; i < n; i += Lanes.COUNT) {
            a.load(i).sub(b.load(i)).intoArray(y.array, y.at + i);
        }
        return n;
    }

    private static int mul(Row a, Row b, Row y, int n) {
        for (int i = 0; i < n; i += Lanes.COUNT) {
            a.load(i).mul(b.load(i)).intoArray(y.array, y.at + i);
        }
        return n;
    }

    private static int div(Row a, Row b, Row y, int n) {
        for (int i = 0; i < n; i += Lanes.COUNT) {
            a.load(i).div(b.load(i)).intoArray(y.array, y.at + i);
        }
        return n;
    }

    private static int max(Row a, Row b, Row y, int n) {
        for (int i = 0; i < n; i += Lanes.COUNT) {
            a.load(i).max(b.load(i)).intoArray(y.array, y.at + i);
        }
        return n;
    }

    private static int min(Row a, Row b, Row y, int n) {
        for (int i = 0; i < n; i += Lanes.COUNT) {
            a.load(i).min(b.load(i)).intoArray(y.array, y.at + i);
        }
        return n;
    }
}
