package dev.credence.inference.kernel;

import dev.credence.inference.gguf.GgufType;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/// Blocks of 256 numbers whose parts have scales of their own, in vectors.
final class StoredKBlocks {
    private static final int N = StoredRows.N;

    private StoredKBlocks() {}

    static void decode(GgufType type, MemorySegment data, long at, float[] to, int toAt, int columns) {
        long p = at;
        for (int i = toAt; i < toAt + columns; i += 256, p += type.blockBytes()) {
            if (type == GgufType.Q6_K) {
                q6(data, p, to, i);
            } else {
                q45(data, p, to, i, type == GgufType.Q5_K);
            }
        }
    }

    private static int u8(MemorySegment data, long at) {
        return data.get(ValueLayout.JAVA_BYTE, at) & 0xff;
    }

    private static void q45(MemorySegment data, long p, float[] to, int i, boolean fifths) {
        float d = StoredRows.half(data, p);
        float least = StoredRows.half(data, p + 2);
        long halves = p + (fifths ? 48 : 16);
        for (int part = 0; part < 8; part++) {
            long at = p + 4 + part;
            int scale = part < 4 ? u8(data, at) & 63 : u8(data, at + 4) & 15 | u8(data, at - 4) >> 6 << 4;
            int minimum = part < 4 ? u8(data, at + 4) & 63 : u8(data, at + 4) >> 4 | u8(data, at) >> 6 << 4;
            float ds = d * scale;
            float dm = least * minimum;
            for (int j = 0; j < 32; j += N) {
                IntVector q = StoredRows.unsigned(data, halves + part / 2 * 32 + j).lanewise(VectorOperators.LSHR, part % 2 * 4).and(15);
                if (fifths) {
                    IntVector fifth = StoredRows.unsigned(data, p + 16 + j).lanewise(VectorOperators.LSHR, part).and(1);
                    q = q.or(fifth.lanewise(VectorOperators.LSHL, 4));
                }
                StoredRows.floats(q).mul(ds).sub(dm).intoArray(to, i + part * 32 + j);
            }
        }
    }

    private static void q6(MemorySegment data, long p, float[] to, int i) {
        float d = StoredRows.half(data, p + 208);
        for (int group = 0; group < 8; group++) {
            int h = group / 4;
            int part = group % 4;
            for (int j = 0; j < 32; j += N) {
                float scale = d * data.get(ValueLayout.JAVA_BYTE, p + 192 + 2 * group + j / 16);
                IntVector low = StoredRows.unsigned(data, p + 64 * h + 32 * (part % 2) + j).lanewise(VectorOperators.LSHR, part / 2 * 4).and(15);
                IntVector high = StoredRows.unsigned(data, p + 128 + 32 * h + j).lanewise(VectorOperators.LSHR, 2 * part).and(3);
                StoredRows.floats(low.or(high.lanewise(VectorOperators.LSHL, 4)).sub(32)).mul(scale).intoArray(to, i + group * 32 + j);
            }
        }
    }
}
