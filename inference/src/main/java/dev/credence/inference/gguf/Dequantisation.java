package dev.credence.inference.gguf;

import dev.credence.inference.numeric.FloatV1;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// The single-precision numbers that stored blocks stand for: one exact rule a type (docs/spec/language.md, section 2).
///
/// F16, BF16, Q8_0, Q4_0, Q5_0 and Q6_K are exact; Q4_1, Q5_1, Q4_K and Q5_K round once, in the last addition, so that
/// a fused multiply-add gives the same bits. The slow, obvious version: every faster decoder equals it bit for bit.
/// Source: ggml-org, ggml-quants.c, `dequantize_row_*`.
public final class Dequantisation {
    private Dequantisation() {}

    /// Decodes `elements` elements, a multiple of the type's block, from byte `at` of `data`.
    public static void decode(GgufType type, MemorySegment data, long at, float[] to, int elements) {
        int step = type.blockElements();
        for (int i = 0; i < elements; i += step) {
            block(type, data, at + type.bytes(i), to, i);
        }
    }

    private static void block(GgufType type, MemorySegment data, long at, float[] to, int i) {
        switch (type) {
            case F32 -> to[i] = Float.intBitsToFloat(data.get(GgufKind.INT, at));
            case F16 -> to[i] = half(data, at);
            case BF16 -> to[i] = Float.intBitsToFloat(data.get(GgufKind.SHORT, at) << 16);
            case Q8_0 -> q8(data, at, to, i);
            case Q4_0 -> q4(data, at, to, i);
            case Q4_1 -> q4WithMinimum(data, at, to, i);
            case Q5_0 -> q5(data, at, to, i);
            case Q5_1 -> q5WithMinimum(data, at, to, i);
            case Q4_K -> KBlocks.q4(data, at, to, i);
            case Q5_K -> KBlocks.q5(data, at, to, i);
            case Q6_K -> KBlocks.q6(data, at, to, i);
        }
    }

    static float half(MemorySegment data, long at) {
        return FloatV1.canonical(Float.float16ToFloat(data.get(GgufKind.SHORT, at)));
    }

    static int unsigned(MemorySegment data, long at) {
        return data.get(ValueLayout.JAVA_BYTE, at) & 0xff;
    }

    private static void q8(MemorySegment data, long at, float[] to, int i) {
        float d = half(data, at);
        for (int j = 0; j < 32; j++) {
            to[i + j] = data.get(ValueLayout.JAVA_BYTE, at + 2 + j) * d;
        }
    }

    // Byte j holds elements j (low half) and j + 16 (high half), here and below.
    private static void q4(MemorySegment data, long at, float[] to, int i) {
        float d = half(data, at);
        for (int j = 0; j < 16; j++) {
            int q = unsigned(data, at + 2 + j);
            to[i + j] = ((q & 15) - 8) * d;
            to[i + j + 16] = ((q >> 4) - 8) * d;
        }
    }

    private static void q4WithMinimum(MemorySegment data, long at, float[] to, int i) {
        float d = half(data, at);
        float m = half(data, at + 2);
        for (int j = 0; j < 16; j++) {
            int q = unsigned(data, at + 4 + j);
            to[i + j] = (q & 15) * d + m;
            to[i + j + 16] = (q >> 4) * d + m;
        }
    }

    // The fifth bit of element j is bit j of the four bytes before the halves.
    private static void q5(MemorySegment data, long at, float[] to, int i) {
        float d = half(data, at);
        int fifth = data.get(GgufKind.INT, at + 2);
        for (int j = 0; j < 16; j++) {
            int q = unsigned(data, at + 6 + j);
            to[i + j] = ((q & 15 | (fifth >>> j & 1) << 4) - 16) * d;
            to[i + j + 16] = ((q >> 4 | (fifth >>> j + 16 & 1) << 4) - 16) * d;
        }
    }

    private static void q5WithMinimum(MemorySegment data, long at, float[] to, int i) {
        float d = half(data, at);
        float m = half(data, at + 2);
        int fifth = data.get(GgufKind.INT, at + 4);
        for (int j = 0; j < 16; j++) {
            int q = unsigned(data, at + 8 + j);
            to[i + j] = (q & 15 | (fifth >>> j & 1) << 4) * d + m;
            to[i + j + 16] = (q >> 4 | (fifth >>> j + 16 & 1) << 4) * d + m;
        }
    }
}
