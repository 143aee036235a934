package dev.credence.inference.gguf;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Blocks of 256 elements whose parts have scales of their own, of 6 or 8 bits.
final class KBlocks {
    private static final int Q4_HALVES_AT = 16;
    private static final int Q5_FIFTHS_AT = 16;
    private static final int Q5_HALVES_AT = 48;
    private static final int Q6_HIGH_AT = 128;
    private static final int Q6_SCALES_AT = 192;
    private static final int Q6_D_AT = 208;

    private KBlocks() {}

    /// The 6-bit scale of part `part` (of 8) of a Q4_K or Q5_K block; its twelve bytes begin at `at`.
    static int scale(MemorySegment data, long at, int part) {
        return part < 4
                ? Dequantisation.unsigned(data, at + part) & 63
                : Dequantisation.unsigned(data, at + part + 4) & 15 | Dequantisation.unsigned(data, at + part - 4) >> 6 << 4;
    }

    /// The 6-bit minimum of part `part`.
    static int minimum(MemorySegment data, long at, int part) {
        return part < 4
                ? Dequantisation.unsigned(data, at + part + 4) & 63
                : Dequantisation.unsigned(data, at + part + 4) >> 4 | Dequantisation.unsigned(data, at + part) >> 6 << 4;
    }

    static void q4(MemorySegment data, long at, float[] to, int i) {
        float d = Dequantisation.half(data, at);
        float least = Dequantisation.half(data, at + 2);
        for (int part = 0; part < 8; part++) {
            float scale = d * scale(data, at + 4, part);
            float minimum = least * minimum(data, at + 4, part);
            long halves = at + Q4_HALVES_AT + part / 2 * 32;
            for (int j = 0; j < 32; j++) {
                int q = Dequantisation.unsigned(data, halves + j) >> part % 2 * 4 & 15;
                to[i + part * 32 + j] = scale * q - minimum;
            }
        }
    }

    static void q5(MemorySegment data, long at, float[] to, int i) {
        float d = Dequantisation.half(data, at);
        float least = Dequantisation.half(data, at + 2);
        for (int part = 0; part < 8; part++) {
            float scale = d * scale(data, at + 4, part);
            float minimum = least * minimum(data, at + 4, part);
            long halves = at + Q5_HALVES_AT + part / 2 * 32;
            for (int j = 0; j < 32; j++) {
                int fifth = Dequantisation.unsigned(data, at + Q5_FIFTHS_AT + j) >> part & 1;
                int q = Dequantisation.unsigned(data, halves + j) >> part % 2 * 4 & 15 | fifth << 4;
                to[i + part * 32 + j] = scale * q - minimum;
            }
        }
    }

    // Elements 128·h + 32·part + j: low halves in byte 64·h + 32·(part mod 2) + j, two more bits in byte 32·h + j.
    static void q6(MemorySegment data, long at, float[] to, int i) {
        float d = Dequantisation.half(data, at + Q6_D_AT);
        for (int group = 0; group < 8; group++) {
            int h = group / 4;
            int part = group % 4;
            for (int j = 0; j < 32; j++) {
                int low = Dequantisation.unsigned(data, at + 64 * h + 32 * (part % 2) + j) >> part / 2 * 4 & 15;
                int high = Dequantisation.unsigned(data, at + Q6_HIGH_AT + 32 * h + j) >> 2 * part & 3;
                int scale = data.get(ValueLayout.JAVA_BYTE, at + Q6_SCALES_AT + 2 * group + j / 16);
                to[i + group * 32 + j] = d * scale * ((low | high << 4) - 32);
            }
        }
    }
}
