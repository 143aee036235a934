package dev.credence.inference.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// The innermost loops of `ChainPanel`, written out so that every accumulator stays in a register.
///
/// Sixteen accumulators hide the latency of a fused multiply-add on every processor of today and fit, with operands, into 32
/// registers; where there are 16 registers half of them spill, which costs less than a second set of loops. A row beyond
/// the last repeats the last one, and a vector that is missing repeats another: computed twice and stored once.
///
/// Sums go to memory in the method itself: a vector handed to a method that is not inlined is boxed in every iteration.
final class ChainTiles {
    private static final VectorSpecies<Float> S = Lanes.FLOATS;
    private static final int L = Lanes.COUNT;

    private ChainTiles() {}

    /// @param row  the first row
    /// @param last rows after it that count
    /// @param v    a vector's place
    /// @param u    another's, or the same again
    record Tile(int row, int last, int v, int u) {}

    /// Sixteen rows by the vector v; row i's sums at i vectors.
    static void sixteen(ChainPanel panel, Tile tile, float[] sums) {
        float[] x = panel.x();
        float[] w = panel.weights().array();
        int[] taps = panel.taps();
        int pitch = panel.weights().pitch();
        int xv = panel.places().x()[tile.v];
        int w0 = panel.weights().at() + tile.row * pitch;
        int w1 = w0 + Math.min(1, tile.last) * pitch;
        int w2 = w0 + Math.min(2, tile.last) * pitch;
        int w3 = w0 + Math.min(3, tile.last) * pitch;
        int w4 = w0 + Math.min(4, tile.last) * pitch;
        int w5 = w0 + Math.min(5, tile.last) * pitch;
        int w6 = w0 + Math.min(6, tile.last) * pitch;
        int w7 = w0 + Math.min(7, tile.last) * pitch;
        int w8 = w0 + Math.min(8, tile.last) * pitch;
        int w9 = w0 + Math.min(9, tile.last) * pitch;
        int w10 = w0 + Math.min(10, tile.last) * pitch;
        int w11 = w0 + Math.min(11, tile.last) * pitch;
        int w12 = w0 + Math.min(12, tile.last) * pitch;
        int w13 = w0 + Math.min(13, tile.last) * pitch;
        int w14 = w0 + Math.min(14, tile.last) * pitch;
        int w15 = w0 + Math.min(15, tile.last) * pitch;
        FloatVector a0 = FloatVector.zero(S);
        FloatVector a1 = a0;
        FloatVector a2 = a0;
        FloatVector a3 = a0;
        FloatVector a4 = a0;
        FloatVector a5 = a0;
        FloatVector a6 = a0;
        FloatVector a7 = a0;
        FloatVector a8 = a0;
        FloatVector a9 = a0;
        FloatVector a10 = a0;
        FloatVector a11 = a0;
        FloatVector a12 = a0;
        FloatVector a13 = a0;
        FloatVector a14 = a0;
        FloatVector a15 = a0;
        for (int t = 0; t < taps.length; t++) {
            FloatVector p = FloatVector.fromArray(S, x, xv + taps[t]);
            a0 = p.fma(FloatVector.broadcast(S, w[w0 + t]), a0);
            a1 = p.fma(FloatVector.broadcast(S, w[w1 + t]), a1);
            a2 = p.fma(FloatVector.broadcast(S, w[w2 + t]), a2);
            a3 = p.fma(FloatVector.broadcast(S, w[w3 + t]), a3);
            a4 = p.fma(FloatVector.broadcast(S, w[w4 + t]), a4);
            a5 = p.fma(FloatVector.broadcast(S, w[w5 + t]), a5);
            a6 = p.fma(FloatVector.broadcast(S, w[w6 + t]), a6);
            a7 = p.fma(FloatVector.broadcast(S, w[w7 + t]), a7);
            a8 = p.fma(FloatVector.broadcast(S, w[w8 + t]), a8);
            a9 = p.fma(FloatVector.broadcast(S, w[w9 + t]), a9);
            a10 = p.fma(FloatVector.broadcast(S, w[w10 + t]), a10);
            a11 = p.fma(FloatVector.broadcast(S, w[w11 + t]), a11);
            a12 = p.fma(FloatVector.broadcast(S, w[w12 + t]), a12);
            a13 = p.fma(FloatVector.broadcast(S, w[w13 + t]), a13);
            a14 = p.fma(FloatVector.broadcast(S, w[w14 + t]), a14);
            a15 = p.fma(FloatVector.broadcast(S, w[w15 + t]), a15);
        }
        a0.intoArray(sums, 0 * L);
        a1.intoArray(sums, 1 * L);
        a2.intoArray(sums, 2 * L);
        a3.intoArray(sums, 3 * L);
        a4.intoArray(sums, 4 * L);
        a5.intoArray(sums, 5 * L);
        a6.intoArray(sums, 6 * L);
        a7.intoArray(sums, 7 * L);
        a8.intoArray(sums, 8 * L);
        a9.intoArray(sums, 9 * L);
        a10.intoArray(sums, 10 * L);
        a11.intoArray(sums, 11 * L);
        a12.intoArray(sums, 12 * L);
        a13.intoArray(sums, 13 * L);
        a14.intoArray(sums, 14 * L);
        a15.intoArray(sums, 15 * L);
    }

    /// Eight rows by the vectors v and u; row i's sums at 2i and 2i + 1 vectors.
    static void eight(ChainPanel panel, Tile tile, float[] sums) {
        float[] x = panel.x();
        float[] w = panel.weights().array();
        int[] taps = panel.taps();
        int pitch = panel.weights().pitch();
        int xv = panel.places().x()[tile.v];
        int xu = panel.places().x()[tile.u];
        int w0 = panel.weights().at() + tile.row * pitch;
        int w1 = w0 + Math.min(1, tile.last) * pitch;
        int w2 = w0 + Math.min(2, tile.last) * pitch;
        int w3 = w0 + Math.min(3, tile.last) * pitch;
        int w4 = w0 + Math.min(4, tile.last) * pitch;
        int w5 = w0 + Math.min(5, tile.last) * pitch;
        int w6 = w0 + Math.min(6, tile.last) * pitch;
        int w7 = w0 + Math.min(7, tile.last) * pitch;
        FloatVector a0 = FloatVector.zero(S);
        FloatVector a1 = a0;
        FloatVector a2 = a0;
        FloatVector a3 = a0;
        FloatVector a4 = a0;
        FloatVector a5 = a0;
        FloatVector a6 = a0;
        FloatVector a7 = a0;
        FloatVector b0 = a0;
        FloatVector b1 = a0;
        FloatVector b2 = a0;
        FloatVector b3 = a0;
        FloatVector b4 = a0;
        FloatVector b5 = a0;
        FloatVector b6 = a0;
        FloatVector b7 = a0;
        for (int t = 0; t < taps.length; t++) {
            FloatVector p = FloatVector.fromArray(S, x, xv + taps[t]);
            FloatVector q = FloatVector.fromArray(S, x, xu + taps[t]);
            FloatVector c = FloatVector.broadcast(S, w[w0 + t]);
            a0 = p.fma(c, a0);
            b0 = q.fma(c, b0);
            c = FloatVector.broadcast(S, w[w1 + t]);
            a1 = p.fma(c, a1);
            b1 = q.fma(c, b1);
            c = FloatVector.broadcast(S, w[w2 + t]);
            a2 = p.fma(c, a2);
            b2 = q.fma(c, b2);
            c = FloatVector.broadcast(S, w[w3 + t]);
            a3 = p.fma(c, a3);
            b3 = q.fma(c, b3);
            c = FloatVector.broadcast(S, w[w4 + t]);
            a4 = p.fma(c, a4);
            b4 = q.fma(c, b4);
            c = FloatVector.broadcast(S, w[w5 + t]);
            a5 = p.fma(c, a5);
            b5 = q.fma(c, b5);
            c = FloatVector.broadcast(S, w[w6 + t]);
            a6 = p.fma(c, a6);
            b6 = q.fma(c, b6);
            c = FloatVector.broadcast(S, w[w7 + t]);
            a7 = p.fma(c, a7);
            b7 = q.fma(c, b7);
        }
        a0.intoArray(sums, 0 * L);
        b0.intoArray(sums, 1 * L);
        a1.intoArray(sums, 2 * L);
        b1.intoArray(sums, 3 * L);
        a2.intoArray(sums, 4 * L);
        b2.intoArray(sums, 5 * L);
        a3.intoArray(sums, 6 * L);
        b3.intoArray(sums, 7 * L);
        a4.intoArray(sums, 8 * L);
        b4.intoArray(sums, 9 * L);
        a5.intoArray(sums, 10 * L);
        b5.intoArray(sums, 11 * L);
        a6.intoArray(sums, 12 * L);
        b6.intoArray(sums, 13 * L);
        a7.intoArray(sums, 14 * L);
        b7.intoArray(sums, 15 * L);
    }

    /// Four rows by the vectors v and u; row i's sums at 2i and 2i + 1 vectors.
    static void four(ChainPanel panel, Tile tile, float[] sums) {
        float[] x = panel.x();
        float[] w = panel.weights().array();
        int[] taps = panel.taps();
        int pitch = panel.weights().pitch();
        int xv = panel.places().x()[tile.v];
        int xu = panel.places().x()[tile.u];
        int w0 = panel.weights().at() + tile.row * pitch;
        int w1 = w0 + Math.min(1, tile.last) * pitch;
        int w2 = w0 + Math.min(2, tile.last) * pitch;
        int w3 = w0 + Math.min(3, tile.last) * pitch;
        FloatVector a0 = FloatVector.zero(S);
        FloatVector a1 = a0;
        FloatVector a2 = a0;
        FloatVector a3 = a0;
        FloatVector b0 = a0;
        FloatVector b1 = a0;
        FloatVector b2 = a0;
        FloatVector b3 = a0;
        for (int t = 0; t < taps.length; t++) {
            FloatVector p = FloatVector.fromArray(S, x, xv + taps[t]);
            FloatVector q = FloatVector.fromArray(S, x, xu + taps[t]);
            FloatVector c = FloatVector.broadcast(S, w[w0 + t]);
            a0 = p.fma(c, a0);
            b0 = q.fma(c, b0);
            c = FloatVector.broadcast(S, w[w1 + t]);
            a1 = p.fma(c, a1);
            b1 = q.fma(c, b1);
            c = FloatVector.broadcast(S, w[w2 + t]);
            a2 = p.fma(c, a2);
            b2 = q.fma(c, b2);
            c = FloatVector.broadcast(S, w[w3 + t]);
            a3 = p.fma(c, a3);
            b3 = q.fma(c, b3);
        }
        a0.intoArray(sums, 0 * L);
        b0.intoArray(sums, 1 * L);
        a1.intoArray(sums, 2 * L);
        b1.intoArray(sums, 3 * L);
        a2.intoArray(sums, 4 * L);
        b2.intoArray(sums, 5 * L);
        a3.intoArray(sums, 6 * L);
        b3.intoArray(sums, 7 * L);
    }

    /// One row by four vectors from v on, none beyond u; their sums one after the other.
    static void one(ChainPanel panel, Tile tile, float[] sums) {
        float[] x = panel.x();
        float[] w = panel.weights().array();
        int[] taps = panel.taps();
        int[] places = panel.places().x();
        int w0 = panel.weights().at() + tile.row * panel.weights().pitch();
        int x0 = places[tile.v];
        int x1 = places[Math.min(tile.v + 1, tile.u)];
        int x2 = places[Math.min(tile.v + 2, tile.u)];
        int x3 = places[Math.min(tile.v + 3, tile.u)];
        FloatVector a = FloatVector.zero(S);
        FloatVector b = a;
        FloatVector c = a;
        FloatVector d = a;
        for (int t = 0; t < taps.length; t++) {
            FloatVector weight = FloatVector.broadcast(S, w[w0 + t]);
            a = FloatVector.fromArray(S, x, x0 + taps[t]).fma(weight, a);
            b = FloatVector.fromArray(S, x, x1 + taps[t]).fma(weight, b);
            c = FloatVector.fromArray(S, x, x2 + taps[t]).fma(weight, c);
            d = FloatVector.fromArray(S, x, x3 + taps[t]).fma(weight, d);
        }
        a.intoArray(sums, 0);
        b.intoArray(sums, L);
        c.intoArray(sums, 2 * L);
        d.intoArray(sums, 3 * L);
    }
}
