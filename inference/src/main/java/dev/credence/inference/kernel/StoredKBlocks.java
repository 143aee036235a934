package dev.credence.inference.kernel;

import dev.credence.inference.gguf.GgufType;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/// Blocks of 256 numbers whose parts have scales of their own, in vectors.
final class StoredKBlocks {
    private static final int N = StoredRows.N;
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(StoredRows.LE);
    private static final int SIX_BITS = 0x3f3f3f3f;
    private static final int FOUR_BITS = 0x0f0f0f0f;
    private static final int TWO_BITS = 0x03030303;

    private StoredKBlocks() {}

    /// The 6-bit scales of the 8 parts of a Q4_K or Q5_K block, a byte each, the first lowest; their twelve bytes begin at `at`.
    static long scales(MemorySegment data, long at) {
        int first = data.get(INT, at);
        int last = data.get(INT, at + 8) & FOUR_BITS | (first >>> 6 & TWO_BITS) << 4;
        return first & SIX_BITS | (long) last << 32;
    }

    /// The 6-bit minima, likewise.
    static long minima(MemorySegment data, long at) {
        int first = data.get(INT, at + 4);
        int last = data.get(INT, at + 8) >>> 4 & FOUR_BITS | (first >>> 6 & TWO_BITS) << 4;
        return first & SIX_BITS | (long) last << 32;
    }

    static void decode(GgufType type, MemorySegment data, long at, MemorySegment to, long toAt, int columns) {
        for (int b = 0; b < columns / 256; b++) {
            long p = at + (long) type.blockBytes() * b;
            long i = toAt + 16 * StoredRows.LINE * b;
            if (type == GgufType.Q6_K) {
                q6(data, p, to, i);
            } else {
                q45(data, p, to, i, type == GgufType.Q5_K);
            }
        }
    }

    private static void q45(MemorySegment data, long p, MemorySegment to, long i, boolean fifths) {
        float d = StoredRows.half(data, p);
        float least = -StoredRows.half(data, p + 2);
        long scales = scales(data, p + 4);
        long minima = minima(data, p + 4);
        long halves = p + (fifths ? 48 : 16);
        for (int part = 0; part < 8; part++, scales >>>= 8, minima >>>= 8) {
            FloatVector ds = FloatVector.broadcast(StoredRows.S, d * (scales & 255));
            FloatVector dm = FloatVector.broadcast(StoredRows.S, least * (minima & 255));
            for (int j = 0; j < 32; j += N) {
                IntVector q = StoredRows.unsigned(data, halves + part / 2 * 32 + j).lanewise(VectorOperators.LSHR, part % 2 * 4).and(15);
                if (fifths) {
                    IntVector fifth = StoredRows.unsigned(data, p + 16 + j).lanewise(VectorOperators.LSHR, part).and(1);
                    q = q.or(fifth.lanewise(VectorOperators.LSHL, 4));
                }
                StoredRows.floats(q).fma(ds, dm).intoMemorySegment(to, i + 2 * StoredRows.LINE * part + StoredRows.place(j), StoredRows.LE);
            }
        }
    }

    private static void q6(MemorySegment data, long p, MemorySegment to, long i) {
        float d = StoredRows.half(data, p + 208);
        for (int group = 0; group < 8; group++) {
            int h = group / 4;
            int part = group % 4;
            for (int j = 0; j < 32; j += N) {
                float scale = d * data.get(ValueLayout.JAVA_BYTE, p + 192 + 2 * group + j / 16);
                IntVector fours = StoredRows.unsigned(data, p + 64 * h + 32 * (part % 2) + j).lanewise(VectorOperators.LSHR, part / 2 * 4);
                IntVector twos = StoredRows.unsigned(data, p + 128 + 32 * h + j).lanewise(VectorOperators.LSHL, 4).lanewise(VectorOperators.LSHR, 2 * part);
                RowBlocks.six(fours, twos, scale).intoMemorySegment(to, i + 2 * StoredRows.LINE * group + StoredRows.place(j), StoredRows.LE);
            }
        }
    }
}
