package dev.credence.inference.numeric;

/// Binary16 and bfloat16 as their 16 bits: exact upwards, rounded once to nearest even downwards, NaN canonical.
public final class HalfFloat {
    /// The NaN that leaves a binary16 tensor.
    public static final short CANONICAL_NAN_16 = 0x7e00;
    /// The NaN that leaves a bfloat16 tensor.
    public static final short CANONICAL_NAN_BRAIN = 0x7fc0;

    private HalfFloat() {}

    /// The single-precision number that the binary16 `bits` stand for; exact.
    public static float from16(short bits) {
        return FloatV1.canonical(Float.float16ToFloat(bits));
    }

    /// The binary16 nearest to `value`, ties to even; too large becomes an infinity.
    public static short to16(float value) {
        return value != value ? CANONICAL_NAN_16 : Float.floatToFloat16(value);
    }

    /// The binary16 nearest to `value`: first to single precision rounded to odd, so that the second rounding is the only one.
    public static short to16(double value) {
        return to16(oddFloat(value));
    }

    /// The single-precision number that the bfloat16 `bits` stand for; exact.
    public static float fromBrain(short bits) {
        return FloatV1.canonical(Float.intBitsToFloat(bits << 16));
    }

    /// The bfloat16 nearest to `value`, ties to even; too large becomes an infinity.
    public static short toBrain(float value) {
        if (value != value) {
            return CANONICAL_NAN_BRAIN;
        }
        int bits = Float.floatToRawIntBits(value);
        return (short) ((bits + 0x7fff + (bits >>> 16 & 1)) >>> 16);
    }

    /// The bfloat16 nearest to `value`.
    public static short toBrain(double value) {
        return toBrain(oddFloat(value));
    }

    /// `value` in single precision rounded to odd: of the two neighbours of an inexact value, the one with low bit 1.
    private static float oddFloat(double value) {
        float near = (float) value;
        if (near == value || value != value) {
            return near;
        }
        int bits = Float.floatToRawIntBits(near);
        if (Float.isInfinite(near)) {
            // A finite value beyond the range: the largest finite float has low bit 1.
            return Math.copySign(Float.MAX_VALUE, near);
        }
        if ((bits & 1) == 1) {
            return near;
        }
        boolean away = Math.abs(value) > Math.abs((double) near);
        return Math.copySign(Float.intBitsToFloat((bits & 0x7fffffff) + (away ? 1 : -1)), near == 0 ? (float) Math.signum(value) : near);
    }
}
