package dev.credence.inference.gguf;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Single-precision numbers become stored blocks, for the types in which we write files: F32, F16, BF16 and Q8_0.
///
/// ```text
/// Q8_0   m = max |x|;  d = m ÷ 127;  q = round(x · (1 ÷ d)), half away from zero;  stored: d as binary16, then q
/// F16    the nearest number, ties to even;  BF16 likewise
/// ```
/// Every operation is one of single precision, so that a block equals the reference's bit for bit.
/// **Obligation**: the numbers are finite and at most `largest(type)` in size; what is larger becomes an infinity.
/// Source: ggml-org, ggml-quants.c, `quantize_row_q8_0_ref`.
public final class Quantisation {
    /// The largest binary16 number, and the step above it that rounds to an infinity.
    private static final float HALF_MAX = 65_504f;
    private static final float BRAIN_MAX = Float.intBitsToFloat(0x7f7f0000);
    private static final float LEVELS = 127f;

    private Quantisation() {}

    /// Whether files can be written in that type.
    public static boolean writes(GgufType type) {
        return switch (type) {
            case F32, F16, BF16, Q8_0 -> true;
            case Q4_0, Q4_1, Q5_0, Q5_1, Q4_K, Q5_K, Q6_K -> false;
        };
    }

    /// The largest size of a number that the type can hold.
    public static float largest(GgufType type) {
        return switch (type) {
            case F32 -> Float.MAX_VALUE;
            case F16 -> HALF_MAX;
            case BF16 -> BRAIN_MAX;
            case Q8_0 -> HALF_MAX * LEVELS;
            case Q4_0, Q4_1, Q5_0, Q5_1, Q4_K, Q5_K, Q6_K -> throw unwritten(type);
        };
    }

    /// Encodes the first `elements` numbers, a multiple of the type's block, to byte `at` of `to` on.
    public static void encode(GgufType type, float[] from, int elements, MemorySegment to, long at) {
        if (elements % type.blockElements() != 0) {
            throw new IllegalArgumentException(elements + " elements are no multiple of the block of " + type);
        }
        for (int i = 0; i < elements; i += type.blockElements()) {
            block(type, from, i, to, at + type.bytes(i));
        }
    }

    private static void block(GgufType type, float[] from, int i, MemorySegment to, long at) {
        switch (type) {
            case F32 -> to.set(GgufKind.INT, at, Float.floatToRawIntBits(from[i]));
            case F16 -> to.set(GgufKind.SHORT, at, Float.floatToFloat16(from[i]));
            case BF16 -> to.set(GgufKind.SHORT, at, brain(from[i]));
            case Q8_0 -> q8(from, i, to, at);
            case Q4_0, Q4_1, Q5_0, Q5_1, Q4_K, Q5_K, Q6_K -> throw unwritten(type);
        }
    }

    private static IllegalArgumentException unwritten(GgufType type) {
        return new IllegalArgumentException("files are not written in " + type);
    }

    private static short brain(float x) {
        int bits = Float.floatToRawIntBits(x);
        return (short) (bits + 0x7fff + (bits >>> 16 & 1) >>> 16);
    }

    private static void q8(float[] from, int i, MemorySegment to, long at) {
        float most = 0;
        for (int j = 0; j < 32; j++) {
            most = Math.max(most, Math.abs(from[i + j]));
        }
        float d = most / LEVELS;
        float inverse = d == 0 ? 0 : 1f / d;
        to.set(GgufKind.SHORT, at, Float.floatToFloat16(d));
        for (int j = 0; j < 32; j++) {
            to.set(ValueLayout.JAVA_BYTE, at + 2 + j, (byte) rounded(from[i + j] * inverse));
        }
    }

    /// C's `roundf` for numbers that fit in an int: half away from zero. Both steps are exact.
    private static int rounded(float x) {
        float size = Math.abs(x);
        int whole = (int) size;
        int nearest = size - whole >= 0.5f ? whole + 1 : whole;
        return x < 0 ? -nearest : nearest;
    }
}
