package dev.credence.inference.kernel;

import dev.credence.inference.language.transformer.Matrix;
import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/// The 16 lanes of dot products of stored rows with x, two rows at a time: of types that `RowQuads` does not have or whose rows are
/// short, in young processes, and where a vector holds 8 lanes; `RowDots` chooses.
///
/// One row alone waits for its own additions: its lanes are one chain. Each loop is written out in a method of its own, which the
/// compiler must not put into a caller (`scripts/compiler` tells it): there it runs out of nodes and boxes vectors, ten times slower.
/// For the same reason the loops share no body: a common one would call what decodes a block through an object. Where a vector holds 8
/// of the 16 lanes, a second pass over the rows, then in the nearest cache, computes the others.
final class RowPairs {
    private static final VectorSpecies<Float> S = StoredRows.S;
    private static final int N = StoredRows.N;
    /// From the lanes of a first row to those of its partner.
    static final int SECOND = LaneTrees.COUNT * LaneTrees.COUNT / 2;

    private RowPairs() {}

    static void f32(Matrix matrix, RowDots.Stretch rows, float[] x, float[] lanes) {
        MemorySegment data = matrix.data();
        int columns = matrix.columns();
        long bytes = matrix.rowBytes();
        for (int pair = 0; pair < rows.count(); pair++) {
            for (int part = 0; part < 16; part += N) {
                FloatVector s0 = FloatVector.zero(S);
                FloatVector s1 = s0;
                long p0 = rows.row(pair, 0) * bytes;
                long p1 = rows.row(pair, 1) * bytes;
                for (int i = part; i < columns; i += 16, p0 += 64, p1 += 64) {
                    FloatVector v = FloatVector.fromArray(S, x, i);
                    s0 = FloatVector.fromMemorySegment(S, data, p0 + 4 * part, StoredRows.LE).fma(v, s0);
                    s1 = FloatVector.fromMemorySegment(S, data, p1 + 4 * part, StoredRows.LE).fma(v, s1);
                }
                s0.intoArray(lanes, 16 * pair + part);
                s1.intoArray(lanes, 16 * pair + part + SECOND);
            }
        }
    }

    static void f16(Matrix matrix, RowDots.Stretch rows, float[] x, float[] lanes) {
        MemorySegment data = matrix.data();
        int columns = matrix.columns();
        long bytes = matrix.rowBytes();
        for (int pair = 0; pair < rows.count(); pair++) {
            for (int part = 0; part < 16; part += N) {
                FloatVector s0 = FloatVector.zero(S);
                FloatVector s1 = s0;
                long p0 = rows.row(pair, 0) * bytes;
                long p1 = rows.row(pair, 1) * bytes;
                for (int i = part; i < columns; i += 16, p0 += 32, p1 += 32) {
                    FloatVector v = FloatVector.fromArray(S, x, i);
                    s0 = StoredRows.halves(data, p0 + 2 * part).fma(v, s0);
                    s1 = StoredRows.halves(data, p1 + 2 * part).fma(v, s1);
                }
                s0.intoArray(lanes, 16 * pair + part);
                s1.intoArray(lanes, 16 * pair + part + SECOND);
            }
        }
    }

    static void bf16(Matrix matrix, RowDots.Stretch rows, float[] x, float[] lanes) {
        MemorySegment data = matrix.data();
        int columns = matrix.columns();
        long bytes = matrix.rowBytes();
        for (int pair = 0; pair < rows.count(); pair++) {
            for (int part = 0; part < 16; part += N) {
                FloatVector s0 = FloatVector.zero(S);
                FloatVector s1 = s0;
                long p0 = rows.row(pair, 0) * bytes;
                long p1 = rows.row(pair, 1) * bytes;
                for (int i = part; i < columns; i += 16, p0 += 32, p1 += 32) {
                    FloatVector v = FloatVector.fromArray(S, x, i);
                    s0 = StoredRows.brains(data, p0 + 2 * part).fma(v, s0);
                    s1 = StoredRows.brains(data, p1 + 2 * part).fma(v, s1);
                }
                s0.intoArray(lanes, 16 * pair + part);
                s1.intoArray(lanes, 16 * pair + part + SECOND);
            }
        }
    }

    static void q8(Matrix matrix, RowDots.Stretch rows, float[] x, float[] lanes) {
        MemorySegment data = matrix.data();
        int columns = matrix.columns();
        long bytes = matrix.rowBytes();
        for (int pair = 0; pair < rows.count(); pair++) {
            for (int part = 0; part < 16; part += N) {
                FloatVector s0 = FloatVector.zero(S);
                FloatVector s1 = s0;
                long p0 = rows.row(pair, 0) * bytes;
                long p1 = rows.row(pair, 1) * bytes;
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
                s0.intoArray(lanes, 16 * pair + part);
                s1.intoArray(lanes, 16 * pair + part + SECOND);
            }
        }
    }

    static void q4(Matrix matrix, RowDots.Stretch rows, float[] x, float[] lanes) {
        MemorySegment data = matrix.data();
        int columns = matrix.columns();
        long bytes = matrix.rowBytes();
        for (int pair = 0; pair < rows.count(); pair++) {
            for (int part = 0; part < 16; part += N) {
                FloatVector s0 = FloatVector.zero(S);
                FloatVector s1 = s0;
                long p0 = rows.row(pair, 0) * bytes;
                long p1 = rows.row(pair, 1) * bytes;
                for (int i = part; i < columns; i += 32, p0 += 18, p1 += 18) {
                    FloatVector v = FloatVector.fromArray(S, x, i);
                    FloatVector w = FloatVector.fromArray(S, x, i + 16);
                    FloatVector d0 = Halves.all(data, p0);
                    IntVector q0 = StoredRows.unsigned(data, p0 + 2 + part);
                    s0 = Nibbles.centredLow(q0).mul(d0).fma(v, s0);
                    s0 = Nibbles.centredHigh(q0).mul(d0).fma(w, s0);
                    FloatVector d1 = Halves.all(data, p1);
                    IntVector q1 = StoredRows.unsigned(data, p1 + 2 + part);
                    s1 = Nibbles.centredLow(q1).mul(d1).fma(v, s1);
                    s1 = Nibbles.centredHigh(q1).mul(d1).fma(w, s1);
                }
                s0.intoArray(lanes, 16 * pair + part);
                s1.intoArray(lanes, 16 * pair + part + SECOND);
            }
        }
    }

    static void q4WithMinimum(Matrix matrix, RowDots.Stretch rows, float[] x, float[] lanes) {
        MemorySegment data = matrix.data();
        int columns = matrix.columns();
        long bytes = matrix.rowBytes();
        for (int pair = 0; pair < rows.count(); pair++) {
            for (int part = 0; part < 16; part += N) {
                FloatVector s0 = FloatVector.zero(S);
                FloatVector s1 = s0;
                long p0 = rows.row(pair, 0) * bytes;
                long p1 = rows.row(pair, 1) * bytes;
                for (int i = part; i < columns; i += 32, p0 += 20, p1 += 20) {
                    FloatVector v = FloatVector.fromArray(S, x, i);
                    FloatVector w = FloatVector.fromArray(S, x, i + 16);
                    FloatVector d0 = Halves.all(data, p0);
                    FloatVector m0 = Halves.all(data, p0 + 2);
                    IntVector q0 = StoredRows.unsigned(data, p0 + 4 + part);
                    s0 = q0.and(15).or(Nibbles.LOW_EXPONENT).reinterpretAsFloats().sub(0x1p23f).fma(d0, m0).fma(v, s0);
                    s0 = q0.and(240).or(Nibbles.HIGH_EXPONENT).reinterpretAsFloats().sub(0x1p19f).fma(d0, m0).fma(w, s0);
                    FloatVector d1 = Halves.all(data, p1);
                    FloatVector m1 = Halves.all(data, p1 + 2);
                    IntVector q1 = StoredRows.unsigned(data, p1 + 4 + part);
                    s1 = q1.and(15).or(Nibbles.LOW_EXPONENT).reinterpretAsFloats().sub(0x1p23f).fma(d1, m1).fma(v, s1);
                    s1 = q1.and(240).or(Nibbles.HIGH_EXPONENT).reinterpretAsFloats().sub(0x1p19f).fma(d1, m1).fma(w, s1);
                }
                s0.intoArray(lanes, 16 * pair + part);
                s1.intoArray(lanes, 16 * pair + part + SECOND);
            }
        }
    }
}
