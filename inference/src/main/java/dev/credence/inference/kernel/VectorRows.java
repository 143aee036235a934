package dev.credence.inference.kernel;

import dev.credence.inference.numeric.FloatV1;
import dev.credence.inference.op.MatMulShape;
import dev.credence.inference.op.Span;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/// Dot products of 16 virtual lanes, four at a time, and row sums.
///
/// A machine vector holds a slice of the 16 lanes: with 8 floats a vector, lanes 0 to 7 are computed in one pass over the
/// operands and lanes 8 to 15 in a second, so that one loop serves every width. The lanes land in memory and are added by
/// the fixed tree there.
final class VectorRows {
    private static final VectorSpecies<Float> S = Lanes.FLOATS;
    private static final int L = FloatV1.LANES;

    private VectorRows() {}

    /// Columns [from, to) of y[r][c] = dot(row r of a, row c of b).
    static void matMulRows(MatMulShape shape, Span a, Span b, Span y, int from, int to) {
        float[] lanes = new float[4 * L];
        int n = shape.inner();
        for (int c = from; c < to; c += 4) {
            for (int r = 0; r < shape.rows(); r++) {
                int aAt = a.at() + r * n;
                int last = to - 1;
                int[] bAt = {
                    b.at() + c * n,
                    b.at() + Math.min(c + 1, last) * n,
                    b.at() + Math.min(c + 2, last) * n,
                    b.at() + Math.min(c + 3, last) * n
                };
                for (int part = 0; part < L; part += Lanes.COUNT) {
                    four(a.array(), aAt + part, b.array(), bAt, new int[] {part, n}, lanes);
                }
                for (int i = 0; i < 4 && c + i < to; i++) {
                    y.array()[y.at() + r * shape.columns() + c + i] = tree(lanes, i * L);
                }
            }
        }
    }

    // Lanes part … part + COUNT − 1 of four dot products; slice = {part, n}.
    private static void four(float[] a, int aAt, float[] b, int[] bAt, int[] slice, float[] lanes) {
        int part = slice[0];
        int n = slice[1];
        int b0 = bAt[0] + part;
        int b1 = bAt[1] + part;
        int b2 = bAt[2] + part;
        int b3 = bAt[3] + part;
        FloatVector s0 = FloatVector.zero(S);
        FloatVector s1 = s0;
        FloatVector s2 = s0;
        FloatVector s3 = s0;
        int whole = n & -L;
        for (int i = 0; i < whole; i += L) {
            FloatVector x = FloatVector.fromArray(S, a, aAt + i);
            s0 = x.fma(FloatVector.fromArray(S, b, b0 + i), s0);
            s1 = x.fma(FloatVector.fromArray(S, b, b1 + i), s1);
            s2 = x.fma(FloatVector.fromArray(S, b, b2 + i), s2);
            s3 = x.fma(FloatVector.fromArray(S, b, b3 + i), s3);
        }
        if (whole < n) {
            // Lanes outside are +0 in both operands and still take part.
            VectorMask<Float> inside = S.indexInRange(whole + part, n);
            FloatVector x = FloatVector.fromArray(S, a, aAt + whole, inside);
            s0 = x.fma(FloatVector.fromArray(S, b, b0 + whole, inside), s0);
            s1 = x.fma(FloatVector.fromArray(S, b, b1 + whole, inside), s1);
            s2 = x.fma(FloatVector.fromArray(S, b, b2 + whole, inside), s2);
            s3 = x.fma(FloatVector.fromArray(S, b, b3 + whole, inside), s3);
        }
        s0.intoArray(lanes, part);
        s1.intoArray(lanes, L + part);
        s2.intoArray(lanes, 2 * L + part);
        s3.intoArray(lanes, 3 * L + part);
    }

    /// The 16-lane sum of a[at … at + n).
    static float sum(float[] a, int at, int n, float[] lanes) {
        int whole = n & -L;
        for (int part = 0; part < L; part += Lanes.COUNT) {
            FloatVector sum = FloatVector.zero(S);
            for (int i = part; i < whole; i += L) {
                sum = sum.add(FloatVector.fromArray(S, a, at + i));
            }
            sum.intoArray(lanes, part);
        }
        for (int i = whole; i < n; i++) {
            lanes[i - whole] += a[at + i];
        }
        return tree(lanes, 0);
    }

    // FloatV1.tree without loops.
    static float tree(float[] s, int at) {
        float even = ((s[at] + s[at + 8]) + (s[at + 4] + s[at + 12])) + ((s[at + 2] + s[at + 10]) + (s[at + 6] + s[at + 14]));
        float odd = ((s[at + 1] + s[at + 9]) + (s[at + 5] + s[at + 13])) + ((s[at + 3] + s[at + 11]) + (s[at + 7] + s[at + 15]));
        return even + odd;
    }
}
