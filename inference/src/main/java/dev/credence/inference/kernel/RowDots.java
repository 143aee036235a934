package dev.credence.inference.kernel;

import dev.credence.inference.gguf.GgufType;
import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Dot products of one stored row, decoded on the way, with one row of activations: one sequential stream of weights.
///
/// Lanes `part` … `part + N − 1` of the 16 virtual ones are computed in one pass; where a vector holds 8, a second pass over
/// the row, then in the nearest cache, computes the others.
final class RowDots {
    private static final VectorSpecies<Float> S = StoredRows.S;
    private static final int N = StoredRows.N;

    private RowDots() {}

    /// Whether `type` is decoded on the way here; the others are decoded to a scratch row first.
    static boolean has(GgufType type) {
        return switch (type) {
            case F32, F16, BF16, Q8_0, Q4_0, Q4_1 -> StoredRows.WIDE;
            case Q5_0, Q5_1, Q4_K, Q5_K, Q6_K -> false;
        };
    }

    /// The 16 lanes of the dot product of the row at byte `at` with x, both `columns` long, a multiple of 16.
    static void lanes(GgufType type, MemorySegment data, long at, int columns, float[] x, float[] lanes) {
        for (int part = 0; part < 16; part += N) {
            FloatVector sum =
                    switch (type) {
                        case F32 -> f32(data, at, columns, x, part);
                        case F16 -> f16(data, at, columns, x, part);
                        case BF16 -> bf16(data, at, columns, x, part);
                        case Q8_0 -> q8(data, at, columns, x, part);
                        case Q4_0 -> q4(data, at, columns, x, part);
                        case Q4_1 -> q4WithMinimum(data, at, columns, x, part);
                        case Q5_0, Q5_1, Q4_K, Q5_K, Q6_K -> throw new IllegalArgumentException(type + " is decoded to a scratch row");
                    };
            sum.intoArray(lanes, part);
        }
    }

    /// The same for a row of floats.
    static void lanes(float[] row, int at, int columns, float[] x, int xAt, float[] lanes) {
        for (int part = 0; part < 16; part += N) {
            FloatVector sum = FloatVector.zero(S);
            for (int i = part; i < columns; i += 16) {
                sum = FloatVector.fromArray(S, row, at + i).fma(FloatVector.fromArray(S, x, xAt + i), sum);
            }
            sum.intoArray(lanes, part);
        }
    }

    private static FloatVector f32(MemorySegment data, long at, int columns, float[] x, int part) {
        FloatVector sum = FloatVector.zero(S);
        for (int i = part; i < columns; i += 16) {
            sum = FloatVector.fromMemorySegment(S, data, at + 4L * i, StoredRows.LE).fma(FloatVector.fromArray(S, x, i), sum);
        }
        return sum;
    }

    private static FloatVector f16(MemorySegment data, long at, int columns, float[] x, int part) {
        FloatVector sum = FloatVector.zero(S);
        for (int i = part; i < columns; i += 16) {
            sum = StoredRows.halves(data, at + 2L * i).fma(FloatVector.fromArray(S, x, i), sum);
        }
        return sum;
    }

    private static FloatVector bf16(MemorySegment data, long at, int columns, float[] x, int part) {
        FloatVector sum = FloatVector.zero(S);
        for (int i = part; i < columns; i += 16) {
            sum = StoredRows.brains(data, at + 2L * i).fma(FloatVector.fromArray(S, x, i), sum);
        }
        return sum;
    }

    private static FloatVector q8(MemorySegment data, long at, int columns, float[] x, int part) {
        FloatVector sum = FloatVector.zero(S);
        long p = at;
        for (int i = part; i < columns; i += 32, p += 34) {
            float d = StoredRows.half(data, p);
            sum = StoredRows.signed(data, p + 2 + part).mul(d).fma(FloatVector.fromArray(S, x, i), sum);
            sum = StoredRows.signed(data, p + 18 + part).mul(d).fma(FloatVector.fromArray(S, x, i + 16), sum);
        }
        return sum;
    }

    private static FloatVector q4(MemorySegment data, long at, int columns, float[] x, int part) {
        FloatVector sum = FloatVector.zero(S);
        long p = at;
        for (int i = part; i < columns; i += 32, p += 18) {
            float d = StoredRows.half(data, p);
            IntVector q = StoredRows.unsigned(data, p + 2 + part);
            sum = StoredRows.floats(q.and(15).sub(8)).mul(d).fma(FloatVector.fromArray(S, x, i), sum);
            sum = StoredRows.floats(q.lanewise(VectorOperators.LSHR, 4).sub(8)).mul(d).fma(FloatVector.fromArray(S, x, i + 16), sum);
        }
        return sum;
    }

    private static FloatVector q4WithMinimum(MemorySegment data, long at, int columns, float[] x, int part) {
        FloatVector sum = FloatVector.zero(S);
        long p = at;
        for (int i = part; i < columns; i += 32, p += 20) {
            FloatVector d = FloatVector.broadcast(S, StoredRows.half(data, p));
            FloatVector m = FloatVector.broadcast(S, StoredRows.half(data, p + 2));
            IntVector q = StoredRows.unsigned(data, p + 4 + part);
            sum = StoredRows.floats(q.and(15)).fma(d, m).fma(FloatVector.fromArray(S, x, i), sum);
            sum = StoredRows.floats(q.lanewise(VectorOperators.LSHR, 4)).fma(d, m).fma(FloatVector.fromArray(S, x, i + 16), sum);
        }
        return sum;
    }
}
