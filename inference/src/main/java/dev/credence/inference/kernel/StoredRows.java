package dev.credence.inference.kernel;

import dev.credence.inference.gguf.Dequantisation;
import dev.credence.inference.gguf.GgufType;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Decodes stored rows in vectors, bit for bit as `Dequantisation`.
///
/// A vector holds 8 or 16 numbers; narrower machines take the scalar way. Half-precision numbers are widened by their bits
/// shifted by 13 times 2^112, which is exact for every finite one; others refuse the model.
final class StoredRows {
    static final VectorSpecies<Float> S = Lanes.FLOATS;
    static final int N = Lanes.COUNT;
    /// Whether this machine's vectors are wide enough for the loops here.
    static final boolean WIDE = N >= 8;
    static final VectorSpecies<Byte> BYTES = N == 16 ? ByteVector.SPECIES_128 : ByteVector.SPECIES_64;
    static final VectorSpecies<Short> SHORTS = N == 16 ? ShortVector.SPECIES_256 : ShortVector.SPECIES_128;
    static final ByteOrder LE = ByteOrder.LITTLE_ENDIAN;
    static final ValueLayout.OfShort HALF = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(LE);
    static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(LE);
    static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(LE);
    static final float HALF_SCALE = 0x1p112f;
    /// From 16 numbers of a row to the next 16.
    static final long LINE = TokenTiles.LINE_BYTES;

    private StoredRows() {}

    /// Decodes `columns` numbers from byte `at` of `data` into a row of a panel, which begins at byte `toAt` of `to`: 16 numbers, and
    /// the next 16 `LINE` bytes further. Behind the last number a line is filled up with +0.
    static void decode(GgufType type, MemorySegment data, long at, MemorySegment to, long toAt, int columns) {
        if (!WIDE || columns % 16 != 0) {
            float[] row = new float[columns + 15 & -16];
            Dequantisation.decode(type, data, at, row, columns);
            for (int i = 0; i < row.length; i += 16) {
                MemorySegment.copy(row, i, to, FLOAT, toAt + i / 16 * LINE, 16);
            }
            return;
        }
        switch (type) {
            case F32 -> f32(data, at, to, toAt, columns);
            case F16 -> f16(data, at, to, toAt, columns);
            case BF16 -> bf16(data, at, to, toAt, columns);
            case Q8_0 -> q8(data, at, to, toAt, columns);
            case Q4_0 -> q4(data, at, to, toAt, columns);
            case Q4_1 -> q4WithMinimum(data, at, to, toAt, columns);
            case Q5_0, Q5_1 -> StoredFifths.decode(type, data, at, to, toAt, columns);
            case Q4_K, Q5_K, Q6_K -> StoredKBlocks.decode(type, data, at, to, toAt, columns);
        }
    }

    /// N bytes as integers 0 to 255.
    static IntVector unsigned(MemorySegment data, long at) {
        return (IntVector) ByteVector.fromMemorySegment(BYTES, data, at, LE).convertShape(VectorOperators.ZERO_EXTEND_B2I, Lanes.INTS, 0);
    }

    static FloatVector floats(IntVector integers) {
        return (FloatVector) integers.convert(VectorOperators.I2F, 0);
    }

    /// N signed bytes as numbers.
    static FloatVector signed(MemorySegment data, long at) {
        return (FloatVector) ByteVector.fromMemorySegment(BYTES, data, at, LE).convertShape(VectorOperators.B2F, S, 0);
    }

    /// N half-precision numbers.
    static FloatVector halves(MemorySegment data, long at) {
        IntVector bits = (IntVector) ShortVector.fromMemorySegment(SHORTS, data, at, LE).convertShape(VectorOperators.S2I, Lanes.INTS, 0);
        return bits.lanewise(VectorOperators.LSHL, 13).and(0x8fffe000).reinterpretAsFloats().mul(HALF_SCALE);
    }

    /// N bfloat16 numbers.
    static FloatVector brains(MemorySegment data, long at) {
        IntVector bits = (IntVector) ShortVector.fromMemorySegment(SHORTS, data, at, LE).convertShape(VectorOperators.S2I, Lanes.INTS, 0);
        return bits.lanewise(VectorOperators.LSHL, 16).reinterpretAsFloats();
    }

    static float half(MemorySegment data, long at) {
        return Float.float16ToFloat(data.get(HALF, at));
    }

    private static void f32(MemorySegment data, long at, MemorySegment to, long toAt, int columns) {
        for (int line = 0; line < columns / 16; line++) {
            for (int j = 0; j < 16; j += N) {
                FloatVector.fromMemorySegment(S, data, at + 64L * line + 4L * j, LE).intoMemorySegment(to, toAt + LINE * line + 4L * j, LE);
            }
        }
    }

    private static void f16(MemorySegment data, long at, MemorySegment to, long toAt, int columns) {
        for (int line = 0; line < columns / 16; line++) {
            for (int j = 0; j < 16; j += N) {
                halves(data, at + 32L * line + 2L * j).intoMemorySegment(to, toAt + LINE * line + 4L * j, LE);
            }
        }
    }

    private static void bf16(MemorySegment data, long at, MemorySegment to, long toAt, int columns) {
        for (int line = 0; line < columns / 16; line++) {
            for (int j = 0; j < 16; j += N) {
                brains(data, at + 32L * line + 2L * j).intoMemorySegment(to, toAt + LINE * line + 4L * j, LE);
            }
        }
    }

    /// Where the `i`-th number of a row stands, in bytes from its first.
    static long place(int i) {
        return LINE * (i >> 4) + 4L * (i & 15);
    }

    // Here and below: addresses that depend on the loop's number alone are checked once, before the loop.
    private static void q8(MemorySegment data, long at, MemorySegment to, long toAt, int columns) {
        for (int b = 0; b < columns / 32; b++) {
            float d = half(data, at + 34L * b);
            for (int j = 0; j < 32; j += N) {
                signed(data, at + 34L * b + (2 + j)).mul(d).intoMemorySegment(to, toAt + 2 * LINE * b + place(j), LE);
            }
        }
    }

    private static void q4(MemorySegment data, long at, MemorySegment to, long toAt, int columns) {
        for (int b = 0; b < columns / 32; b++) {
            float d = half(data, at + 18L * b);
            for (int j = 0; j < 16; j += N) {
                IntVector q = unsigned(data, at + 18L * b + (2 + j));
                Nibbles.centredLow(q).mul(d).intoMemorySegment(to, toAt + 2 * LINE * b + place(j), LE);
                Nibbles.centredHigh(q).mul(d).intoMemorySegment(to, toAt + 2 * LINE * b + place(16 + j), LE);
            }
        }
    }

    private static void q4WithMinimum(MemorySegment data, long at, MemorySegment to, long toAt, int columns) {
        for (int b = 0; b < columns / 32; b++) {
            FloatVector d = FloatVector.broadcast(S, half(data, at + 20L * b));
            FloatVector m = FloatVector.broadcast(S, half(data, at + 20L * b + 2));
            for (int j = 0; j < 16; j += N) {
                IntVector q = unsigned(data, at + 20L * b + (4 + j));
                floats(q.and(15)).fma(d, m).intoMemorySegment(to, toAt + 2 * LINE * b + place(j), LE);
                floats(q.lanewise(VectorOperators.LSHR, 4)).fma(d, m).intoMemorySegment(to, toAt + 2 * LINE * b + place(16 + j), LE);
            }
        }
    }
}
