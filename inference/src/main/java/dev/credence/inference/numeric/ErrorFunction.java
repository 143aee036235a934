package dev.credence.inference.numeric;

/// The error function of `float-v1`.
///
/// ```text
/// |x| < SPLIT:  z = x·x;  p = Horner(P6 … P0; z) by fma;  result = fma(x, p, x)                    erf(x)/x − 1
/// |x| ≥ SPLIT:  s = min(|x|, 4);  q = Horner(Q6 … Q0; s) by fma;  r = fma(s, q, −s);  e = exp(r)
///               result = 1 − fma(e, fma(s, q, −s − r), e), with the sign of x     the inner fma is what r lost in rounding
/// ```
/// NaN stays NaN, −0 stays −0. At most 1 ulp, for every input. Our own minimax fits; the second is of log(erfc(s))/s + 1.
public final class ErrorFunction {
    /// Where the two formulas meet.
    public static final float SPLIT = 1f;
    /// Coefficients of erf(x)/x − 1 in x², constant term first.
    public static final float P0 = 0x1.06eba8p-3f;
    public static final float P1 = -0x1.81273ep-2f;
    public static final float P2 = 0x1.ce2ce6p-4f;
    public static final float P3 = -0x1.b7f71ap-6f;
    public static final float P4 = 0x1.53f224p-8f;
    public static final float P5 = -0x1.a3515ep-11f;
    public static final float P6 = 0x1.4771fcp-14f;
    /// Coefficients of log(erfc(s))/s + 1, constant term first.
    public static final float Q0 = -0x1.078de8p-3f;
    public static final float Q1 = -0x1.451da0p-1f;
    public static final float Q2 = -0x1.b43500p-4f;
    public static final float Q3 = 0x1.88e826p-6f;
    public static final float Q4 = -0x1.eac638p-9f;
    public static final float Q5 = 0x1.6c58aep-12f;
    public static final float Q6 = -0x1.ca5eb4p-17f;
    /// Beyond this the result is 1 in single precision.
    public static final float SATURATION = 4f;

    private ErrorFunction() {}

    static float erf(float x) {
        float size = Math.abs(x);
        if (size >= SPLIT) {
            float s = Math.min(size, SATURATION);
            float q = FloatV1.fma(Q6, s, Q5);
            q = FloatV1.fma(q, s, Q4);
            q = FloatV1.fma(q, s, Q3);
            q = FloatV1.fma(q, s, Q2);
            q = FloatV1.fma(q, s, Q1);
            q = FloatV1.fma(q, s, Q0);
            float r = FloatV1.fma(s, q, -s);
            float e = Exponential.exp(r);
            return Math.copySign(1f - FloatV1.fma(e, FloatV1.fma(s, q, -s - r), e), x);
        }
        float z = x * x;
        float p = FloatV1.fma(P6, z, P5);
        p = FloatV1.fma(p, z, P4);
        p = FloatV1.fma(p, z, P3);
        p = FloatV1.fma(p, z, P2);
        p = FloatV1.fma(p, z, P1);
        p = FloatV1.fma(p, z, P0);
        return FloatV1.fma(x, p, x);
    }
}
