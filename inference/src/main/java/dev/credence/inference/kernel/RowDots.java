package dev.credence.inference.kernel;

import dev.credence.inference.gguf.GgufType;
import dev.credence.inference.language.transformer.Matrix;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Dot products of stored rows, decoded on the way, with one row of activations: two rows at a time, far apart.
///
/// One row alone waits for its own additions: its 16 virtual lanes are one chain. Two long sequential streams of weights are
/// read as fast as one, two neighbouring rows at half that speed (measured, 2,048 columns of Q8_0 from a mapped file: 15 against 7
/// thousand million weights a second, one row 11). Each loop is a method of its own, longer than what the compiler puts into
/// callers: put together it runs out of nodes and boxes vectors, twenty times slower.
/// Lanes `part` … `part + N − 1` of the 16 are computed in one pass; where a vector holds 8, a second pass over the rows, then
/// in the nearest cache, computes the others.
final class RowDots {
    private static final VectorSpecies<Float> S = StoredRows.S;
    private static final int N = StoredRows.N;
    private static final ValueLayout.OfInt SCALES = ValueLayout.JAVA_INT_UNALIGNED.withOrder(StoredRows.LE);

    private RowDots() {}

    /// Whether matrices of `type` and so many columns are decoded on the way; the others are decoded to a scratch row first.
    static boolean has(GgufType type, int columns) {
        return columns % 16 == 0 && switch (type) {
            case F32, F16, BF16, Q8_0, Q4_0, Q4_1 -> StoredRows.WIDE;
            case Q5_0, Q5_1, Q4_K, Q5_K, Q6_K -> false;
        };
    }

    /// Rows [from, to) of `matrix` times x, to y at the rows' numbers.
    record Job(Matrix matrix, int from, int to, float[] x, float[] y) {}

    static void run(Job job) {
        float[] lanes = new float[32];
        switch (job.matrix.type()) {
            case F32 -> f32(job, lanes);
            case F16 -> f16(job, lanes);
            case BF16 -> bf16(job, lanes);
            case Q8_0 -> q8(job, lanes);
            case Q4_0 -> q4(job, lanes);
            case Q4_1 -> q4WithMinimum(job, lanes);
            case Q5_0, Q5_1, Q4_K, Q5_K, Q6_K -> decoded(job, lanes);
        }
    }

    /// The same for any type and number of columns; x is padded to whole blocks of 16.
    static void decoded(Job job, float[] lanes) {
        Matrix matrix = job.matrix;
        int padded = matrix.columns() + 15 & -16;
        float[] scratch = new float[padded];
        for (int row = job.from; row < job.to; row++) {
            StoredRows.decode(matrix.type(), matrix.data(), row * matrix.rowBytes(), scratch, 0, matrix.columns());
            lanes(scratch, 0, padded, job.x, 0, lanes);
            store(job, row, row, lanes);
        }
    }

    private static void store(Job job, int row, int other, float[] lanes) {
        boolean biased = job.matrix.hasBias();
        float second = VectorRows.tree(lanes, 16);
        float first = VectorRows.tree(lanes, 0);
        // In this order: where both are the same row, the first one's lanes are the row's.
        job.y[other] = biased ? second + job.matrix.bias()[other] : second;
        job.y[row] = biased ? first + job.matrix.bias()[row] : first;
    }

    /// The lanes of the dot product of a row of floats.
    static void lanes(float[] row, int at, int columns, float[] x, int xAt, float[] lanes) {
        for (int part = 0; part < 16; part += N) {
            FloatVector sum = FloatVector.zero(S);
            for (int i = part; i < columns; i += 16) {
                sum = FloatVector.fromArray(S, row, at + i).fma(FloatVector.fromArray(S, x, xAt + i), sum);
            }
            sum.intoArray(lanes, part);
        }
    }

    private static void f32(Job job, float[] lanes) {
        MemorySegment data = job.matrix.data();
        float[] x = job.x;
        int columns = job.matrix.columns();
        long bytes = job.matrix.rowBytes();
        int half = (job.to - job.from + 1) / 2;
        for (int row = job.from; row < job.from + half; row++) {
            int other = Math.min(row + half, job.to - 1);
            for (int part = 0; part < 16; part += N) {
                FloatVector s0 = FloatVector.zero(S);
                FloatVector s1 = s0;
                long p0 = row * bytes;
                long p1 = other * bytes;
                for (int i = part; i < columns; i += 16, p0 += 64, p1 += 64) {
                    FloatVector v = FloatVector.fromArray(S, x, i);
                    s0 = FloatVector.fromMemorySegment(S, data, p0 + 4 * part, StoredRows.LE).fma(v, s0);
                    s1 = FloatVector.fromMemorySegment(S, data, p1 + 4 * part, StoredRows.LE).fma(v, s1);
                }
                s0.intoArray(lanes, part);
                s1.intoArray(lanes, 16 + part);
            }
            store(job, row, other, lanes);
        }
    }

    private static void f16(Job job, float[] lanes) {
        MemorySegment data = job.matrix.data();
        float[] x = job.x;
        int columns = job.matrix.columns();
        long bytes = job.matrix.rowBytes();
        int half = (job.to - job.from + 1) / 2;
        for (int row = job.from; row < job.from + half; row++) {
            int other = Math.min(row + half, job.to - 1);
            for (int part = 0; part < 16; part += N) {
                FloatVector s0 = FloatVector.zero(S);
                FloatVector s1 = s0;
                long p0 = row * bytes;
                long p1 = other * bytes;
                for (int i = part; i < columns; i += 16, p0 += 32, p1 += 32) {
                    FloatVector v = FloatVector.fromArray(S, x, i);
                    s0 = StoredRows.halves(data, p0 + 2 * part).fma(v, s0);
                    s1 = StoredRows.halves(data, p1 + 2 * part).fma(v, s1);
                }
                s0.intoArray(lanes, part);
                s1.intoArray(lanes, 16 + part);
            }
            store(job, row, other, lanes);
        }
    }

    private static void bf16(Job job, float[] lanes) {
        MemorySegment data = job.matrix.data();
        float[] x = job.x;
        int columns = job.matrix.columns();
        long bytes = job.matrix.rowBytes();
        int half = (job.to - job.from + 1) / 2;
        for (int row = job.from; row < job.from + half; row++) {
            int other = Math.min(row + half, job.to - 1);
            for (int part = 0; part < 16; part += N) {
                FloatVector s0 = FloatVector.zero(S);
                FloatVector s1 = s0;
                long p0 = row * bytes;
                long p1 = other * bytes;
                for (int i = part; i < columns; i += 16, p0 += 32, p1 += 32) {
                    FloatVector v = FloatVector.fromArray(S, x, i);
                    s0 = StoredRows.brains(data, p0 + 2 * part).fma(v, s0);
                    s1 = StoredRows.brains(data, p1 + 2 * part).fma(v, s1);
                }
                s0.intoArray(lanes, part);
                s1.intoArray(lanes, 16 + part);
            }
            store(job, row, other, lanes);
        }
    }

    private static void q8(Job job, float[] lanes) {
        MemorySegment data = job.matrix.data();
        float[] x = job.x;
        int columns = job.matrix.columns();
        long bytes = job.matrix.rowBytes();
        int half = (job.to - job.from + 1) / 2;
        for (int row = job.from; row < job.from + half; row++) {
            int other = Math.min(row + half, job.to - 1);
            for (int part = 0; part < 16; part += N) {
                FloatVector s0 = FloatVector.zero(S);
                FloatVector s1 = s0;
                long p0 = row * bytes;
                long p1 = other * bytes;
                for (int i = part; i < columns; i += 32, p0 += 34, p1 += 34) {
                    FloatVector v = FloatVector.fromArray(S, x, i);
                    FloatVector w = FloatVector.fromArray(S, x, i + 16);
                    float d0 = StoredRows.half(data, p0);
                    s0 = StoredRows.signed(data, p0 + 2 + part).mul(d0).fma(v, s0);
                    s0 = StoredRows.signed(data, p0 + 18 + part).mul(d0).fma(w, s0);
                    float d1 = StoredRows.half(data, p1);
                    s1 = StoredRows.signed(data, p1 + 2 + part).mul(d1).fma(v, s1);
                    s1 = StoredRows.signed(data, p1 + 18 + part).mul(d1).fma(w, s1);
                }
                s0.intoArray(lanes, part);
                s1.intoArray(lanes, 16 + part);
            }
            store(job, row, other, lanes);
        }
    }

    private static void q4(Job job, float[] lanes) {
        MemorySegment data = job.matrix.data();
        float[] x = job.x;
        int columns = job.matrix.columns();
        long bytes = job.matrix.rowBytes();
        int half = (job.to - job.from + 1) / 2;
        for (int row = job.from; row < job.from + half; row++) {
            int other = Math.min(row + half, job.to - 1);
            for (int part = 0; part < 16; part += N) {
                FloatVector s0 = FloatVector.zero(S);
                FloatVector s1 = s0;
                long p0 = row * bytes;
                long p1 = other * bytes;
                for (int i = part; i < columns; i += 32, p0 += 18, p1 += 18) {
                    FloatVector v = FloatVector.fromArray(S, x, i);
                    FloatVector w = FloatVector.fromArray(S, x, i + 16);
                    float d0 = StoredRows.half(data, p0);
                    IntVector q0 = StoredRows.unsigned(data, p0 + 2 + part);
                    s0 = StoredRows.floats(q0.and(15).sub(8)).mul(d0).fma(v, s0);
                    s0 = StoredRows.floats(q0.lanewise(VectorOperators.LSHR, 4).sub(8)).mul(d0).fma(w, s0);
                    float d1 = StoredRows.half(data, p1);
                    IntVector q1 = StoredRows.unsigned(data, p1 + 2 + part);
                    s1 = StoredRows.floats(q1.and(15).sub(8)).mul(d1).fma(v, s1);
                    s1 = StoredRows.floats(q1.lanewise(VectorOperators.LSHR, 4).sub(8)).mul(d1).fma(w, s1);
                }
                s0.intoArray(lanes, part);
                s1.intoArray(lanes, 16 + part);
            }
            store(job, row, other, lanes);
        }
    }

    private static void q4WithMinimum(Job job, float[] lanes) {
        MemorySegment data = job.matrix.data();
        float[] x = job.x;
        int columns = job.matrix.columns();
        long bytes = job.matrix.rowBytes();
        int half = (job.to - job.from + 1) / 2;
        for (int row = job.from; row < job.from + half; row++) {
            int other = Math.min(row + half, job.to - 1);
            for (int part = 0; part < 16; part += N) {
                FloatVector s0 = FloatVector.zero(S);
                FloatVector s1 = s0;
                long p0 = row * bytes;
                long p1 = other * bytes;
                for (int i = part; i < columns; i += 32, p0 += 20, p1 += 20) {
                    FloatVector v = FloatVector.fromArray(S, x, i);
                    FloatVector w = FloatVector.fromArray(S, x, i + 16);
                    int scales0 = data.get(SCALES, p0);
                    FloatVector d0 = FloatVector.broadcast(S, Float.float16ToFloat((short) scales0));
                    FloatVector m0 = FloatVector.broadcast(S, Float.float16ToFloat((short) (scales0 >> 16)));
                    IntVector q0 = StoredRows.unsigned(data, p0 + 4 + part);
                    s0 = StoredRows.floats(q0.and(15)).fma(d0, m0).fma(v, s0);
                    s0 = StoredRows.floats(q0.lanewise(VectorOperators.LSHR, 4)).fma(d0, m0).fma(w, s0);
                    int scales1 = data.get(SCALES, p1);
                    FloatVector d1 = FloatVector.broadcast(S, Float.float16ToFloat((short) scales1));
                    FloatVector m1 = FloatVector.broadcast(S, Float.float16ToFloat((short) (scales1 >> 16)));
                    IntVector q1 = StoredRows.unsigned(data, p1 + 4 + part);
                    s1 = StoredRows.floats(q1.and(15)).fma(d1, m1).fma(v, s1);
                    s1 = StoredRows.floats(q1.lanewise(VectorOperators.LSHR, 4)).fma(d1, m1).fma(w, s1);
                }
                s0.intoArray(lanes, part);
                s1.intoArray(lanes, 16 + part);
            }
            store(job, row, other, lanes);
        }
    }
}
