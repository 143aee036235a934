package dev.credence.inference.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/// Attention's two loops for four heads that share keys and values: each vector of keys or values is loaded once for all four.
///
/// One head alone needs two loads, of a vector and of a broadcast, for each multiply-add; four share the vector. The order of every
/// chain is that of one head alone. Measured with 64 positions behind 512 in the shape of a 1B model: attention takes a third less time.
final class FourHeads {
    static final int COUNT = 4;
    /// Elements of values that `mix` takes at once.
    static final int MIXED = 4 * Lanes.COUNT;

    private static final VectorSpecies<Float> S = Lanes.FLOATS;
    private static final VectorSpecies<Integer> BITS = Lanes.INTS;
    private static final int N = Lanes.COUNT;

    private FourHeads() {}

    /// Scores of N positions side by side, not scaled yet. Lane j of a dot product takes the elements i ≡ j (mod 16). A round takes the
    /// lanes j, j + 4, j + 8 and j + 12, which the tree adds before it adds rounds: (s_j + s_j+8) + (s_j+4 + s_j+12).
    ///
    /// @param q0     the bits of the first head's query; q1 to q3 of the others'
    /// @param keys   element i of the positions from `keyAt + 16·i` on
    /// @param size   elements of a head, a multiple of 16
    /// @param totals 16 · N floats; takes the scores of head h from `h·N` on, and uses the rest
    static void scores(int[] q0, int[] q1, int[] q2, int[] q3, float[] keys, int keyAt, int size, float[] totals) {
        for (int lane = 0; lane < 4; lane++) {
            FloatVector a0 = FloatVector.zero(S);
            FloatVector a1 = a0, a2 = a0, a3 = a0;
            FloatVector b0 = a0, b1 = a0, b2 = a0, b3 = a0;
            FloatVector c0 = a0, c1 = a0, c2 = a0, c3 = a0;
            FloatVector d0 = a0, d1 = a0, d2 = a0, d3 = a0;
            for (int i = lane; i < size; i += 16) {
                int k = keyAt + 16 * i;
                FloatVector key = FloatVector.fromArray(S, keys, k);
                a0 = key.fma(IntVector.broadcast(BITS, q0[i]).reinterpretAsFloats(), a0);
                b0 = key.fma(IntVector.broadcast(BITS, q1[i]).reinterpretAsFloats(), b0);
                c0 = key.fma(IntVector.broadcast(BITS, q2[i]).reinterpretAsFloats(), c0);
                d0 = key.fma(IntVector.broadcast(BITS, q3[i]).reinterpretAsFloats(), d0);
                key = FloatVector.fromArray(S, keys, k + 64);
                a1 = key.fma(IntVector.broadcast(BITS, q0[i + 4]).reinterpretAsFloats(), a1);
                b1 = key.fma(IntVector.broadcast(BITS, q1[i + 4]).reinterpretAsFloats(), b1);
                c1 = key.fma(IntVector.broadcast(BITS, q2[i + 4]).reinterpretAsFloats(), c1);
                d1 = key.fma(IntVector.broadcast(BITS, q3[i + 4]).reinterpretAsFloats(), d1);
                key = FloatVector.fromArray(S, keys, k + 128);
                a2 = key.fma(IntVector.broadcast(BITS, q0[i + 8]).reinterpretAsFloats(), a2);
                b2 = key.fma(IntVector.broadcast(BITS, q1[i + 8]).reinterpretAsFloats(), b2);
                c2 = key.fma(IntVector.broadcast(BITS, q2[i + 8]).reinterpretAsFloats(), c2);
                d2 = key.fma(IntVector.broadcast(BITS, q3[i + 8]).reinterpretAsFloats(), d2);
                key = FloatVector.fromArray(S, keys, k + 192);
                a3 = key.fma(IntVector.broadcast(BITS, q0[i + 12]).reinterpretAsFloats(), a3);
                b3 = key.fma(IntVector.broadcast(BITS, q1[i + 12]).reinterpretAsFloats(), b3);
                c3 = key.fma(IntVector.broadcast(BITS, q2[i + 12]).reinterpretAsFloats(), c3);
                d3 = key.fma(IntVector.broadcast(BITS, q3[i + 12]).reinterpretAsFloats(), d3);
            }
            int to = 4 * N * lane;
            a0.add(a2).add(a1.add(a3)).intoArray(totals, to);
            b0.add(b2).add(b1.add(b3)).intoArray(totals, to + N);
            c0.add(c2).add(c1.add(c3)).intoArray(totals, to + 2 * N);
            d0.add(d2).add(d1.add(d3)).intoArray(totals, to + 3 * N);
        }
        for (int i = 0; i < 4 * N; i += N) {
            FloatVector even = FloatVector.fromArray(S, totals, i).add(FloatVector.fromArray(S, totals, i + 8 * N));
            FloatVector odd = FloatVector.fromArray(S, totals, i + 4 * N).add(FloatVector.fromArray(S, totals, i + 12 * N));
            even.add(odd).intoArray(totals, i);
        }
    }

    /// Takes the chains of `MIXED` elements of each head on, over the next `count` positions.
    ///
    /// @param w0       the bits of the positions' weights for the first head; w1 to w3 for the others
    /// @param weightAt of the first of these positions
    /// @param values   of the first of these positions from `valueAt` on, those of the next `size` further
    /// @param chains   of head h from `h·MIXED` on
    static void mix(int[] w0, int[] w1, int[] w2, int[] w3, int weightAt, float[] values, int valueAt, int size, int count, float[] chains) {
        FloatVector a0 = FloatVector.fromArray(S, chains, 0);
        FloatVector a1 = FloatVector.fromArray(S, chains, N);
        FloatVector a2 = FloatVector.fromArray(S, chains, 2 * N);
        FloatVector a3 = FloatVector.fromArray(S, chains, 3 * N);
        FloatVector b0 = FloatVector.fromArray(S, chains, 4 * N);
        FloatVector b1 = FloatVector.fromArray(S, chains, 5 * N);
        FloatVector b2 = FloatVector.fromArray(S, chains, 6 * N);
        FloatVector b3 = FloatVector.fromArray(S, chains, 7 * N);
        FloatVector c0 = FloatVector.fromArray(S, chains, 8 * N);
        FloatVector c1 = FloatVector.fromArray(S, chains, 9 * N);
        FloatVector c2 = FloatVector.fromArray(S, chains, 10 * N);
        FloatVector c3 = FloatVector.fromArray(S, chains, 11 * N);
        FloatVector d0 = FloatVector.fromArray(S, chains, 12 * N);
        FloatVector d1 = FloatVector.fromArray(S, chains, 13 * N);
        FloatVector d2 = FloatVector.fromArray(S, chains, 14 * N);
        FloatVector d3 = FloatVector.fromArray(S, chains, 15 * N);
        for (int t = 0; t < count; t++) {
            int v = valueAt + t * size;
            int w = weightAt + t;
            FloatVector v0 = FloatVector.fromArray(S, values, v);
            FloatVector v1 = FloatVector.fromArray(S, values, v + N);
            FloatVector v2 = FloatVector.fromArray(S, values, v + 2 * N);
            FloatVector v3 = FloatVector.fromArray(S, values, v + 3 * N);
            FloatVector e = IntVector.broadcast(BITS, w0[w]).reinterpretAsFloats();
            a0 = v0.fma(e, a0);
            a1 = v1.fma(e, a1);
            a2 = v2.fma(e, a2);
            a3 = v3.fma(e, a3);
            e = IntVector.broadcast(BITS, w1[w]).reinterpretAsFloats();
            b0 = v0.fma(e, b0);
            b1 = v1.fma(e, b1);
            b2 = v2.fma(e, b2);
            b3 = v3.fma(e, b3);
            e = IntVector.broadcast(BITS, w2[w]).reinterpretAsFloats();
            c0 = v0.fma(e, c0);
            c1 = v1.fma(e, c1);
            c2 = v2.fma(e, c2);
            c3 = v3.fma(e, c3);
            e = IntVector.broadcast(BITS, w3[w]).reinterpretAsFloats();
            d0 = v0.fma(e, d0);
            d1 = v1.fma(e, d1);
            d2 = v2.fma(e, d2);
            d3 = v3.fma(e, d3);
        }
        a0.intoArray(chains, 0);
        a1.intoArray(chains, N);
        a2.intoArray(chains, 2 * N);
        a3.intoArray(chains, 3 * N);
        b0.intoArray(chains, 4 * N);
        b1.intoArray(chains, 5 * N);
        b2.intoArray(chains, 6 * N);
        b3.intoArray(chains, 7 * N);
        c0.intoArray(chains, 8 * N);
        c1.intoArray(chains, 9 * N);
        c2.intoArray(chains, 10 * N);
        c3.intoArray(chains, 11 * N);
        d0.intoArray(chains, 12 * N);
        d1.intoArray(chains, 13 * N);
        d2.intoArray(chains, 14 * N);
        d3.intoArray(chains, 15 * N);
    }
}
