package dev.credence.inference.numeric;

/// The natural logarithm of `float-v1`.
///
/// ```text
/// x < 2^-126:  x = x·2^23, k = −23, otherwise k = 0
/// e = (bits(x) − THIRD_BITS) & 0xff800000;  m = float(bits(x) − e) in [2/3, 4/3);  i = (float)(k + (e >> 23))
/// f = m − 1;  q = Horner(C10 … C2; f) by fma;  r = fma(f·f, q, fma(i, LN2_LOW, f));  result = fma(i, LN2_HIGH, r)
/// ```
/// Negative is NaN, ±0 is −Inf, +Inf stays. At most 1 ulp, for every input. Our own minimax fit of log(1+f) on [−1/3, 1/3].
public final class Logarithm {
    /// The bits of 2/3, which divide one binade of m from the next.
    public static final int THIRD_BITS = 0x3f2aaaab;
    /// Coefficients of (log(1+f) − f)/f², constant term first.
    public static final float C2 = -0x1.000000p-1f;
    public static final float C3 = 0x1.555506p-2f;
    public static final float C4 = -0x1.fffefap-3f;
    public static final float C5 = 0x1.99d05cp-3f;
    public static final float C6 = -0x1.559c30p-3f;
    public static final float C7 = 0x1.1ed452p-3f;
    public static final float C8 = -0x1.f33c06p-4f;
    public static final float C9 = 0x1.1e72a2p-3f;
    public static final float C10 = -0x1.07ab82p-3f;

    private Logarithm() {}

    static float log(float x) {
        if (!(x > 0f)) {
            return x == 0f ? Float.NEGATIVE_INFINITY : Float.NaN;
        }
        if (x == Float.POSITIVE_INFINITY) {
            return x;
        }
        boolean subnormal = x < Float.MIN_NORMAL;
        int bits = Float.floatToRawIntBits(subnormal ? x * 0x1p23f : x);
        int exponent = (bits - THIRD_BITS) & 0xff800000;
        float f = Float.intBitsToFloat(bits - exponent) - 1f;
        float i = (float) ((exponent >> 23) - (subnormal ? 23 : 0));
        float q = FloatV1.fma(C10, f, C9);
        q = FloatV1.fma(q, f, C8);
        q = FloatV1.fma(q, f, C7);
        q = FloatV1.fma(q, f, C6);
        q = FloatV1.fma(q, f, C5);
        q = FloatV1.fma(q, f, C4);
        q = FloatV1.fma(q, f, C3);
        q = FloatV1.fma(q, f, C2);
        float r = FloatV1.fma(f * f, q, FloatV1.fma(i, Exponential.LN2_LOW, f));
        return FloatV1.fma(i, Exponential.LN2_HIGH, r);
    }
}
