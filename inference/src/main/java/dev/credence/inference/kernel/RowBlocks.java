package dev.credence.inference.kernel;

import dev.credence.inference.gguf.GgufType;
import dev.credence.inference.language.transformer.Matrix;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// The 16 lanes of the dot product of one stored row, from byte `p` on, with x, for types whose decoding takes longer than the
/// additions wait for each other; to lanes from `at` on. What `RowPairs` says of its loops holds here.
final class RowBlocks {
    private static final VectorSpecies<Float> S = StoredRows.S;
    private static final int N = StoredRows.N;
    private static final ValueLayout.OfInt BITS = ValueLayout.JAVA_INT_UNALIGNED.withOrder(StoredRows.LE);

    private RowBlocks() {}

    /// Q5_0 and Q5_1.
    static void fifths(Matrix matrix, long p, float[] x, float[] lanes, int at) {
        MemorySegment data = matrix.data();
        boolean minimum = matrix.type() == GgufType.Q5_1;
        int head = minimum ? 4 : 2;
        int bytes = matrix.type().blockBytes();
        int blocks = matrix.columns() / 32;
        for (int part = 0; part < 16; part += N) {
            FloatVector sum = FloatVector.zero(S);
            for (int b = 0; b < blocks; b++) {
                long block = p + (long) bytes * b;
                float d = StoredRows.half(data, block);
                float m = minimum ? StoredRows.half(data, block + 2) : 0;
                int fifths = data.get(BITS, block + head);
                IntVector q = StoredRows.unsigned(data, block + head + 4 + part);
                IntVector low = q.and(15).or(StoredFifths.fifth(fifths, part));
                IntVector high = q.lanewise(VectorOperators.LSHR, 4).or(StoredFifths.fifth(fifths, part + 16));
                sum = StoredFifths.scaled(low, minimum, d, m).fma(FloatVector.fromArray(S, x, 32 * b + part), sum);
                sum = StoredFifths.scaled(high, minimum, d, m).fma(FloatVector.fromArray(S, x, 32 * b + part + 16), sum);
            }
            sum.intoArray(lanes, at + part);
        }
    }

    static void q4(Matrix matrix, long p, float[] x, float[] lanes, int at) {
        MemorySegment data = matrix.data();
        int blocks = matrix.columns() / 256;
        for (int part = 0; part < 16; part += N) {
            FloatVector sum = FloatVector.zero(S);
            for (int b = 0; b < blocks; b++) {
                long block = p + 144L * b;
                float d = StoredRows.half(data, block);
                float least = -StoredRows.half(data, block + 2);
                long scales = StoredKBlocks.scales(data, block + 4);
                long minima = StoredKBlocks.minima(data, block + 4);
                for (int k = 0; k < 4; k++, scales >>>= 16, minima >>>= 16) {
                    IntVector q = StoredRows.unsigned(data, block + 32 * k + (16 + part));
                    IntVector r = StoredRows.unsigned(data, block + 32 * k + (32 + part));
                    int i = 256 * b + 64 * k + part;
                    float m = least * (minima & 255);
                    FloatVector numbers = Nibbles.raised(d * (scales & 255), m);
                    sum = Nibbles.raisedLow(q, numbers, m).fma(FloatVector.fromArray(S, x, i), sum);
                    sum = Nibbles.raisedLow(r, numbers, m).fma(FloatVector.fromArray(S, x, i + 16), sum);
                    m = least * (minima >>> 8 & 255);
                    numbers = Nibbles.raised(d * (scales >>> 8 & 255), m);
                    sum = Nibbles.raisedHigh(q, numbers, m).fma(FloatVector.fromArray(S, x, i + 32), sum);
                    sum = Nibbles.raisedHigh(r, numbers, m).fma(FloatVector.fromArray(S, x, i + 48), sum);
                }
            }
            sum.intoArray(lanes, at + part);
        }
    }

    static void q5(Matrix matrix, long p, float[] x, float[] lanes, int at) {
        MemorySegment data = matrix.data();
        int blocks = matrix.columns() / 256;
        for (int part = 0; part < 16; part += N) {
            FloatVector sum = FloatVector.zero(S);
            for (int b = 0; b < blocks; b++) {
                long block = p + 176L * b;
                float d = StoredRows.half(data, block);
                float least = -StoredRows.half(data, block + 2);
                long scales = StoredKBlocks.scales(data, block + 4);
                long minima = StoredKBlocks.minima(data, block + 4);
                // The fifth bits of the parts still to come, lowest first, where they belong.
                IntVector fifths = StoredRows.unsigned(data, block + (16 + part)).lanewise(VectorOperators.LSHL, 4);
                IntVector others = StoredRows.unsigned(data, block + (32 + part)).lanewise(VectorOperators.LSHL, 4);
                for (int k = 0; k < 8; k++, scales >>>= 8, minima >>>= 8) {
                    int shift = k % 2 * 4;
                    IntVector q = StoredRows.unsigned(data, block + 32 * (k / 2) + (48 + part)).lanewise(VectorOperators.LSHR, shift);
                    IntVector r = StoredRows.unsigned(data, block + 32 * (k / 2) + (64 + part)).lanewise(VectorOperators.LSHR, shift);
                    int i = 256 * b + 32 * k + part;
                    FloatVector ds = FloatVector.broadcast(S, d * (scales & 255));
                    FloatVector dm = FloatVector.broadcast(S, least * (minima & 255));
                    sum = StoredRows.floats(q.and(15).or(fifths.and(16))).fma(ds, dm).fma(FloatVector.fromArray(S, x, i), sum);
                    sum = StoredRows.floats(r.and(15).or(others.and(16))).fma(ds, dm).fma(FloatVector.fromArray(S, x, i + 16), sum);
                    fifths = fifths.lanewise(VectorOperators.LSHR, 1);
                    others = others.lanewise(VectorOperators.LSHR, 1);
                }
            }
            sum.intoArray(lanes, at + part);
        }
    }

    static void q6(Matrix matrix, long p, float[] x, float[] lanes, int at) {
        MemorySegment data = matrix.data();
        int halves = matrix.columns() / 128;
        for (int part = 0; part < 16; part += N) {
            FloatVector sum = FloatVector.zero(S);
            for (int h = 0; h < halves; h++) {
                long block = p + 210L * (h / 2);
                long low = block + 64 * (h % 2) + part;
                float d = StoredRows.half(data, block + 208);
                long scales = data.get(StoredRows.LONG, block + 192 + 8 * (h % 2));
                // Two more bits of the first and the second 16 numbers of each part, the next part's lowest.
                IntVector twos = StoredRows.unsigned(data, block + 128 + 32 * (h % 2) + part).lanewise(VectorOperators.LSHL, 4);
                IntVector others = StoredRows.unsigned(data, block + 144 + 32 * (h % 2) + part).lanewise(VectorOperators.LSHL, 4);
                for (int k = 0; k < 4; k++, scales >>= 16) {
                    int shift = k / 2 * 4;
                    IntVector q = StoredRows.unsigned(data, low + 32 * (k % 2)).lanewise(VectorOperators.LSHR, shift);
                    IntVector r = StoredRows.unsigned(data, low + 32 * (k % 2) + 16).lanewise(VectorOperators.LSHR, shift);
                    int i = 128 * h + 32 * k + part;
                    sum = six(q, twos, d * (byte) scales).fma(FloatVector.fromArray(S, x, i), sum);
                    sum = six(r, others, d * (byte) (scales >> 8)).fma(FloatVector.fromArray(S, x, i + 16), sum);
                    twos = twos.lanewise(VectorOperators.LSHR, 2);
                    others = others.lanewise(VectorOperators.LSHR, 2);
                }
            }
            sum.intoArray(lanes, at + part);
        }
    }

    /// (q − 32)·scale, q of four bits of `fours` and of bits 4 and 5 of `twos`.
    static FloatVector six(IntVector fours, IntVector twos, float scale) {
        return StoredRows.floats(fours.and(15).or(twos.and(48)).sub(32)).mul(scale);
    }
}
