package dev.credence.inference.kernel;

import dev.credence.inference.language.transformer.LanguageKernels;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// The largest of many numbers: what greedy sampling asks of every token's logits. The loops of the scalar engine take a tenth of the time
/// of hashing them.
final class LargestLogit {
    private static final VectorSpecies<Float> S = Lanes.FLOATS;
    private static final int N = Lanes.COUNT;

    private LargestLogit() {}

    /// As `LanguageKernels.largest`.
    static int of(float[] x, int at, int n) {
        float most = most(x, at, n);
        return Float.isNaN(most) ? LanguageKernels.NOT_FINITE : first(x, at, n, most);
    }

    // The largest number, or NaN where one is not finite: x − x is 0 for finite numbers alone.
    private static float most(float[] x, int at, int n) {
        FloatVector even = FloatVector.broadcast(S, x[at]);
        FloatVector odd = even;
        FloatVector zeros = FloatVector.zero(S);
        FloatVector others = zeros;
        int end = at + n / (2 * N) * (2 * N);
        for (int i = at; i < end; i += 2 * N) {
            FloatVector a = FloatVector.fromArray(S, x, i);
            FloatVector b = FloatVector.fromArray(S, x, i + N);
            even = even.blend(a, a.compare(VectorOperators.GT, even));
            odd = odd.blend(b, b.compare(VectorOperators.GT, odd));
            zeros = zeros.add(a.sub(a));
            others = others.add(b.sub(b));
        }
        float[] lanes = new float[3 * N];
        even.intoArray(lanes, 0);
        odd.intoArray(lanes, N);
        zeros.add(others).intoArray(lanes, 2 * N);
        float most = x[at];
        for (int i = 0; i < 2 * N; i++) {
            most = lanes[i] > most ? lanes[i] : most;
        }
        float zero = 0;
        for (int i = 2 * N; i < 3 * N; i++) {
            zero += lanes[i];
        }
        for (int i = end; i < at + n; i++) {
            most = x[i] > most ? x[i] : most;
            zero += x[i] - x[i];
        }
        return zero == 0 ? most : Float.NaN;
    }

    private static int first(float[] x, int at, int n, float most) {
        int id = 0;
        for (; id + N <= n; id += N) {
            VectorMask<Float> equal = FloatVector.fromArray(S, x, at + id).compare(VectorOperators.EQ, most);
            if (equal.anyTrue()) {
                break;
            }
        }
        while (x[at + id] != most) {
            id++;
        }
        return id;
    }
}
