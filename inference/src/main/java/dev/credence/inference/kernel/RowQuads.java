package dev.credence.inference.kernel;

import dev.credence.inference.language.transformer.Matrix;
import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// The 16 lanes of dot products of stored rows with x, four rows at a time, where one vector holds all the lanes.
///
/// Four rows share what of x two would read twice, their additions wait for each other less, and four streams wait for memory
/// together. Two threads, a mapped file of a 1B model's shape, against two rows at a time, in turn in one process, in thousand
/// million weights a second: Q4_0 35.2 instead of 32.3 at 2,048 columns, Q4_1 26.8 instead of 24.1 at 576, Q8_0 26.1 instead of 21.5
/// at 8,192.
///
/// Each row's operations are written out: a method for them would not be put into the loop any more once the compiler has put so
/// much there, and every vector would be boxed. A scale is loaded after the weights that it multiplies, as an integer of the table
/// in `Halves`. What else holds for such loops, `RowPairs` tells.
final class RowQuads {
    /// From the lanes of a row to those of the next of its group.
    private static final int NEXT = LaneTrees.COUNT * LaneTrees.COUNT / 4;
    private static final VectorSpecies<Float> S = StoredRows.S;

    private RowQuads() {}

    static void f16(Matrix matrix, RowDots.Stretch rows, float[] x, float[] lanes) {
        MemorySegment data = matrix.data();
        int columns = matrix.columns();
        long bytes = matrix.rowBytes();
        for (int quad = 0; quad < rows.count(); quad++) {
            FloatVector s0 = FloatVector.zero(S);
            FloatVector s1 = s0, s2 = s0, s3 = s0;
            long p0 = rows.row(quad, 0) * bytes;
            long p1 = rows.row(quad, 1) * bytes;
            long p2 = rows.row(quad, 2) * bytes;
            long p3 = rows.row(quad, 3) * bytes;
            for (int i = 0; i < columns; i += 16, p0 += 32, p1 += 32, p2 += 32, p3 += 32) {
                FloatVector v = FloatVector.fromArray(S, x, i);
                IntVector h0 = (IntVector) ShortVector.fromMemorySegment(StoredRows.SHORTS, data, p0, StoredRows.LE).convertShape(VectorOperators.S2I, Lanes.INTS, 0);
                s0 = h0.lanewise(VectorOperators.LSHL, 13).and(0x8fffe000).reinterpretAsFloats().mul(StoredRows.HALF_SCALE).fma(v, s0);
                IntVector h1 = (IntVector) ShortVector.fromMemorySegment(StoredRows.SHORTS, data, p1, StoredRows.LE).convertShape(VectorOperators.S2I, Lanes.INTS, 0);
                s1 = h1.lanewise(VectorOperators.LSHL, 13).and(0x8fffe000).reinterpretAsFloats().mul(StoredRows.HALF_SCALE).fma(v, s1);
                IntVector h2 = (IntVector) ShortVector.fromMemorySegment(StoredRows.SHORTS, data, p2, StoredRows.LE).convertShape(VectorOperators.S2I, Lanes.INTS, 0);
                s2 = h2.lanewise(VectorOperators.LSHL, 13).and(0x8fffe000).reinterpretAsFloats().mul(StoredRows.HALF_SCALE).fma(v, s2);
                IntVector h3 = (IntVector) ShortVector.fromMemorySegment(StoredRows.SHORTS, data, p3, StoredRows.LE).convertShape(VectorOperators.S2I, Lanes.INTS, 0);
                s3 = h3.lanewise(VectorOperators.LSHL, 13).and(0x8fffe000).reinterpretAsFloats().mul(StoredRows.HALF_SCALE).fma(v, s3);
            }
            s0.intoArray(lanes, 16 * quad);
            s1.intoArray(lanes, 16 * quad + NEXT);
            s2.intoArray(lanes, 16 * quad + 2 * NEXT);
            s3.intoArray(lanes, 16 * quad + 3 * NEXT);
        }
    }

    static void bf16(Matrix matrix, RowDots.Stretch rows, float[] x, float[] lanes) {
        MemorySegment data = matrix.data();
        int columns = matrix.columns();
        long bytes = matrix.rowBytes();
        for (int quad = 0; quad < rows.count(); quad++) {
            FloatVector s0 = FloatVector.zero(S);
            FloatVector s1 = s0, s2 = s0, s3 = s0;
            long p0 = rows.row(quad, 0) * bytes;
            long p1 = rows.row(quad, 1) * bytes;
            long p2 = rows.row(quad, 2) * bytes;
            long p3 = rows.row(quad, 3) * bytes;
            for (int i = 0; i < columns; i += 16, p0 += 32, p1 += 32, p2 += 32, p3 += 32) {
                FloatVector v = FloatVector.fromArray(S, x, i);
                IntVector h0 = (IntVector) ShortVector.fromMemorySegment(StoredRows.SHORTS, data, p0, StoredRows.LE).convertShape(VectorOperators.S2I, Lanes.INTS, 0);
                s0 = h0.lanewise(VectorOperators.LSHL, 16).reinterpretAsFloats().fma(v, s0);
                IntVector h1 = (IntVector) ShortVector.fromMemorySegment(StoredRows.SHORTS, data, p1, StoredRows.LE).convertShape(VectorOperators.S2I, Lanes.INTS, 0);
                s1 = h1.lanewise(VectorOperators.LSHL, 16).reinterpretAsFloats().fma(v, s1);
                IntVector h2 = (IntVector) ShortVector.fromMemorySegment(StoredRows.SHORTS, data, p2, StoredRows.LE).convertShape(VectorOperators.S2I, Lanes.INTS, 0);
                s2 = h2.lanewise(VectorOperators.LSHL, 16).reinterpretAsFloats().fma(v, s2);
                IntVector h3 = (IntVector) ShortVector.fromMemorySegment(StoredRows.SHORTS, data, p3, StoredRows.LE).convertShape(VectorOperators.S2I, Lanes.INTS, 0);
                s3 = h3.lanewise(VectorOperators.LSHL, 16).reinterpretAsFloats().fma(v, s3);
            }
            s0.intoArray(lanes, 16 * quad);
            s1.intoArray(lanes, 16 * quad + NEXT);
            s2.intoArray(lanes, 16 * quad + 2 * NEXT);
            s3.intoArray(lanes, 16 * quad + 3 * NEXT);
        }
    }

    static void q8(Matrix matrix, RowDots.Stretch rows, float[] x, float[] lanes) {
        MemorySegment data = matrix.data();
        int columns = matrix.columns();
        long bytes = matrix.rowBytes();
        for (int quad = 0; quad < rows.count(); quad++) {
            FloatVector s0 = FloatVector.zero(S);
            FloatVector s1 = s0, s2 = s0, s3 = s0;
            long p0 = rows.row(quad, 0) * bytes;
            long p1 = rows.row(quad, 1) * bytes;
            long p2 = rows.row(quad, 2) * bytes;
            long p3 = rows.row(quad, 3) * bytes;
            for (int i = 0; i < columns; i += 32, p0 += 34, p1 += 34, p2 += 34, p3 += 34) {
                FloatVector v = FloatVector.fromArray(S, x, i);
                FloatVector w = FloatVector.fromArray(S, x, i + 16);
                float d0 = Float.float16ToFloat(data.get(StoredRows.HALF, p0));
                FloatVector a0 = (FloatVector) ByteVector.fromMemorySegment(StoredRows.BYTES, data, p0 + 2, StoredRows.LE).convertShape(VectorOperators.B2F, S, 0);
                s0 = a0.mul(d0).fma(v, s0);
                FloatVector b0 = (FloatVector) ByteVector.fromMemorySegment(StoredRows.BYTES, data, p0 + 18, StoredRows.LE).convertShape(VectorOperators.B2F, S, 0);
                s0 = b0.mul(d0).fma(w, s0);
                float d1 = Float.float16ToFloat(data.get(StoredRows.HALF, p1));
                FloatVector a1 = (FloatVector) ByteVector.fromMemorySegment(StoredRows.BYTES, data, p1 + 2, StoredRows.LE).convertShape(VectorOperators.B2F, S, 0);
                s1 = a1.mul(d1).fma(v, s1);
                FloatVector b1 = (FloatVector) ByteVector.fromMemorySegment(StoredRows.BYTES, data, p1 + 18, StoredRows.LE).convertShape(VectorOperators.B2F, S, 0);
                s1 = b1.mul(d1).fma(w, s1);
                float d2 = Float.float16ToFloat(data.get(StoredRows.HALF, p2));
                FloatVector a2 = (FloatVector) ByteVector.fromMemorySegment(StoredRows.BYTES, data, p2 + 2, StoredRows.LE).convertShape(VectorOperators.B2F, S, 0);
                s2 = a2.mul(d2).fma(v, s2);
                FloatVector b2 = (FloatVector) ByteVector.fromMemorySegment(StoredRows.BYTES, data, p2 + 18, StoredRows.LE).convertShape(VectorOperators.B2F, S, 0);
                s2 = b2.mul(d2).fma(w, s2);
                float d3 = Float.float16ToFloat(data.get(StoredRows.HALF, p3));
                FloatVector a3 = (FloatVector) ByteVector.fromMemorySegment(StoredRows.BYTES, data, p3 + 2, StoredRows.LE).convertShape(VectorOperators.B2F, S, 0);
                s3 = a3.mul(d3).fma(v, s3);
                FloatVector b3 = (FloatVector) ByteVector.fromMemorySegment(StoredRows.BYTES, data, p3 + 18, StoredRows.LE).convertShape(VectorOperators.B2F, S, 0);
                s3 = b3.mul(d3).fma(w, s3);
            }
            s0.intoArray(lanes, 16 * quad);
            s1.intoArray(lanes, 16 * quad + NEXT);
            s2.intoArray(lanes, 16 * quad + 2 * NEXT);
            s3.intoArray(lanes, 16 * quad + 3 * NEXT);
        }
    }

    static void q4(Matrix matrix, RowDots.Stretch rows, float[] x, float[] lanes) {
        MemorySegment data = matrix.data();
        int columns = matrix.columns();
        long bytes = matrix.rowBytes();
        for (int quad = 0; quad < rows.count(); quad++) {
            FloatVector s0 = FloatVector.zero(S);
            FloatVector s1 = s0, s2 = s0, s3 = s0;
            long p0 = rows.row(quad, 0) * bytes;
            long p1 = rows.row(quad, 1) * bytes;
            long p2 = rows.row(quad, 2) * bytes;
            long p3 = rows.row(quad, 3) * bytes;
            for (int i = 0; i < columns; i += 32, p0 += 18, p1 += 18, p2 += 18, p3 += 18) {
                FloatVector v = FloatVector.fromArray(S, x, i);
                FloatVector w = FloatVector.fromArray(S, x, i + 16);
                IntVector q0 = (IntVector) ByteVector.fromMemorySegment(StoredRows.BYTES, data, p0 + 2, StoredRows.LE).convertShape(VectorOperators.ZERO_EXTEND_B2I, Lanes.INTS, 0);
                FloatVector d0 = IntVector.broadcast(Lanes.INTS, Halves.BITS[data.get(StoredRows.HALF, p0) & 0xffff]).reinterpretAsFloats();
                s0 = q0.and(15).or(Nibbles.LOW_EXPONENT).reinterpretAsFloats().sub(0x1p23f + 8).mul(d0).fma(v, s0);
                s0 = q0.and(240).or(Nibbles.HIGH_EXPONENT).reinterpretAsFloats().sub(0x1p19f + 8).mul(d0).fma(w, s0);
                IntVector q1 = (IntVector) ByteVector.fromMemorySegment(StoredRows.BYTES, data, p1 + 2, StoredRows.LE).convertShape(VectorOperators.ZERO_EXTEND_B2I, Lanes.INTS, 0);
                FloatVector d1 = IntVector.broadcast(Lanes.INTS, Halves.BITS[data.get(StoredRows.HALF, p1) & 0xffff]).reinterpretAsFloats();
                s1 = q1.and(15).or(Nibbles.LOW_EXPONENT).reinterpretAsFloats().sub(0x1p23f + 8).mul(d1).fma(v, s1);
                s1 = q1.and(240).or(Nibbles.HIGH_EXPONENT).reinterpretAsFloats().sub(0x1p19f + 8).mul(d1).fma(w, s1);
                IntVector q2 = (IntVector) ByteVector.fromMemorySegment(StoredRows.BYTES, data, p2 + 2, StoredRows.LE).convertShape(VectorOperators.ZERO_EXTEND_B2I, Lanes.INTS, 0);
                FloatVector d2 = IntVector.broadcast(Lanes.INTS, Halves.BITS[data.get(StoredRows.HALF, p2) & 0xffff]).reinterpretAsFloats();
                s2 = q2.and(15).or(Nibbles.LOW_EXPONENT).reinterpretAsFloats().sub(0x1p23f + 8).mul(d2).fma(v, s2);
                s2 = q2.and(240).or(Nibbles.HIGH_EXPONENT).reinterpretAsFloats().sub(0x1p19f + 8).mul(d2).fma(w, s2);
                IntVector q3 = (IntVector) ByteVector.fromMemorySegment(StoredRows.BYTES, data, p3 + 2, StoredRows.LE).convertShape(VectorOperators.ZERO_EXTEND_B2I, Lanes.INTS, 0);
                FloatVector d3 = IntVector.broadcast(Lanes.INTS, Halves.BITS[data.get(StoredRows.HALF, p3) & 0xffff]).reinterpretAsFloats();
                s3 = q3.and(15).or(Nibbles.LOW_EXPONENT).reinterpretAsFloats().sub(0x1p23f + 8).mul(d3).fma(v, s3);
                s3 = q3.and(240).or(Nibbles.HIGH_EXPONENT).reinterpretAsFloats().sub(0x1p19f + 8).mul(d3).fma(w, s3);
            }
            s0.intoArray(lanes, 16 * quad);
            s1.intoArray(lanes, 16 * quad + NEXT);
            s2.intoArray(lanes, 16 * quad + 2 * NEXT);
            s3.intoArray(lanes, 16 * quad + 3 * NEXT);
        }
    }

    static void q4WithMinimum(Matrix matrix, RowDots.Stretch rows, float[] x, float[] lanes) {
        MemorySegment data = matrix.data();
        int columns = matrix.columns();
        long bytes = matrix.rowBytes();
        for (int quad = 0; quad < rows.count(); quad++) {
            FloatVector s0 = FloatVector.zero(S);
            FloatVector s1 = s0, s2 = s0, s3 = s0;
            long p0 = rows.row(quad, 0) * bytes;
            long p1 = rows.row(quad, 1) * bytes;
            long p2 = rows.row(quad, 2) * bytes;
            long p3 = rows.row(quad, 3) * bytes;
            for (int i = 0; i < columns; i += 32, p0 += 20, p1 += 20, p2 += 20, p3 += 20) {
                FloatVector v = FloatVector.fromArray(S, x, i);
                FloatVector w = FloatVector.fromArray(S, x, i + 16);
                IntVector q0 = (IntVector) ByteVector.fromMemorySegment(StoredRows.BYTES, data, p0 + 4, StoredRows.LE).convertShape(VectorOperators.ZERO_EXTEND_B2I, Lanes.INTS, 0);
                FloatVector d0 = IntVector.broadcast(Lanes.INTS, Halves.BITS[data.get(StoredRows.HALF, p0) & 0xffff]).reinterpretAsFloats();
                FloatVector m0 = IntVector.broadcast(Lanes.INTS, Halves.BITS[data.get(StoredRows.HALF, p0 + 2) & 0xffff]).reinterpretAsFloats();
                s0 = q0.and(15).or(Nibbles.LOW_EXPONENT).reinterpretAsFloats().sub(0x1p23f).fma(d0, m0).fma(v, s0);
                s0 = q0.and(240).or(Nibbles.HIGH_EXPONENT).reinterpretAsFloats().sub(0x1p19f).fma(d0, m0).fma(w, s0);
                IntVector q1 = (IntVector) ByteVector.fromMemorySegment(StoredRows.BYTES, data, p1 + 4, StoredRows.LE).convertShape(VectorOperators.ZERO_EXTEND_B2I, Lanes.INTS, 0);
                FloatVector d1 = IntVector.broadcast(Lanes.INTS, Halves.BITS[data.get(StoredRows.HALF, p1) & 0xffff]).reinterpretAsFloats();
                FloatVector m1 = IntVector.broadcast(Lanes.INTS, Halves.BITS[data.get(StoredRows.HALF, p1 + 2) & 0xffff]).reinterpretAsFloats();
                s1 = q1.and(15).or(Nibbles.LOW_EXPONENT).reinterpretAsFloats().sub(0x1p23f).fma(d1, m1).fma(v, s1);
                s1 = q1.and(240).or(Nibbles.HIGH_EXPONENT).reinterpretAsFloats().sub(0x1p19f).fma(d1, m1).fma(w, s1);
                IntVector q2 = (IntVector) ByteVector.fromMemorySegment(StoredRows.BYTES, data, p2 + 4, StoredRows.LE).convertShape(VectorOperators.ZERO_EXTEND_B2I, Lanes.INTS, 0);
                FloatVector d2 = IntVector.broadcast(Lanes.INTS, Halves.BITS[data.get(StoredRows.HALF, p2) & 0xffff]).reinterpretAsFloats();
                FloatVector m2 = IntVector.broadcast(Lanes.INTS, Halves.BITS[data.get(StoredRows.HALF, p2 + 2) & 0xffff]).reinterpretAsFloats();
                s2 = q2.and(15).or(Nibbles.LOW_EXPONENT).reinterpretAsFloats().sub(0x1p23f).fma(d2, m2).fma(v, s2);
                s2 = q2.and(240).or(Nibbles.HIGH_EXPONENT).reinterpretAsFloats().sub(0x1p19f).fma(d2, m2).fma(w, s2);
                IntVector q3 = (IntVector) ByteVector.fromMemorySegment(StoredRows.BYTES, data, p3 + 4, StoredRows.LE).convertShape(VectorOperators.ZERO_EXTEND_B2I, Lanes.INTS, 0);
                FloatVector d3 = IntVector.broadcast(Lanes.INTS, Halves.BITS[data.get(StoredRows.HALF, p3) & 0xffff]).reinterpretAsFloats();
                FloatVector m3 = IntVector.broadcast(Lanes.INTS, Halves.BITS[data.get(StoredRows.HALF, p3 + 2) & 0xffff]).reinterpretAsFloats();
                s3 = q3.and(15).or(Nibbles.LOW_EXPONENT).reinterpretAsFloats().sub(0x1p23f).fma(d3, m3).fma(v, s3);
                s3 = q3.and(240).or(Nibbles.HIGH_EXPONENT).reinterpretAsFloats().sub(0x1p19f).fma(d3, m3).fma(w, s3);
            }
            s0.intoArray(lanes, 16 * quad);
            s1.intoArray(lanes, 16 * quad + NEXT);
            s2.intoArray(lanes, 16 * quad + 2 * NEXT);
            s3.intoArray(lanes, 16 * quad + 3 * NEXT);
        }
    }
}
