package dev.credence.inference.numeric;

/// The exponential of `float-v1`.
///
/// ```text
/// t = fma(x, LOG2_E, MAGIC);  n = t − MAGIC;  r = fma(n, −LN2_LOW, fma(n, −LN2_HIGH, x))      |r| ≤ ln 2 / 2
/// q = Horner(C6 … C2; r) by fma;  p = fma(fma(q, r, 1), r, 1)
/// result = the float whose bits are bits(p) + (bits(t) << 23)                                 p·2^n
/// ```
/// x > OVERFLOW is +Inf, x < UNDERFLOW (where e^x < 2^-126) is +0, NaN stays NaN. At most 1 ulp, for every input.
/// Source: W. J. Cody and W. Waite, Software Manual for the Elementary Functions (1980), chapter 6; our own minimax fit.
public final class Exponential {
    /// log2 e.
    public static final float LOG2_E = 0x1.715476p0f;
    /// 1.5·2^23: adding it rounds to an integer, which then stands in the low bits.
    public static final float MAGIC = 0x1.8p23f;
    /// The upper part of ln 2, with nine zero bits at its end: n·LN2_HIGH is exact.
    public static final float LN2_HIGH = 0x1.62e4p-1f;
    /// ln 2 − LN2_HIGH.
    public static final float LN2_LOW = 0x1.7f7d1cp-20f;
    /// Coefficients of (e^r − 1 − r)/r², constant term first.
    public static final float C2 = 0x1.fffffcp-2f;
    public static final float C3 = 0x1.55548cp-3f;
    public static final float C4 = 0x1.5558b8p-5f;
    public static final float C5 = 0x1.123e5ap-7f;
    public static final float C6 = 0x1.6a4da0p-10f;
    /// The largest x whose exponential is finite.
    public static final float OVERFLOW = 0x1.62e42ep6f;
    /// The smallest x whose exponential is at least 2^-126.
    public static final float UNDERFLOW = -0x1.5d589ep6f;

    private Exponential() {}

    static float exp(float x) {
        if (x > OVERFLOW) {
            return Float.POSITIVE_INFINITY;
        }
        if (x < UNDERFLOW) {
            return 0f;
        }
        float t = FloatV1.fma(x, LOG2_E, MAGIC);
        float n = t - MAGIC;
        float r = FloatV1.fma(n, -LN2_LOW, FloatV1.fma(n, -LN2_HIGH, x));
        float q = FloatV1.fma(C6, r, C5);
        q = FloatV1.fma(q, r, C4);
        q = FloatV1.fma(q, r, C3);
        q = FloatV1.fma(q, r, C2);
        float p = FloatV1.fma(FloatV1.fma(q, r, 1f), r, 1f);
        return x != x ? Float.NaN : Float.intBitsToFloat(Float.floatToRawIntBits(p) + (Float.floatToRawIntBits(t) << 23));
    }
}
