package dev.credence.inference.numeric;

/// The hyperbolic tangent of `float-v1`.
///
/// ```text
/// |x| < 1:  z = x·x;  q = Horner(C15 … C3; z) by fma;  result = fma(x·z, q, x), with the sign of x (−0 stays −0)
/// |x| ≥ 1:  result = 1 − 2 ÷ (exp(2·|x|) + 1), with the sign of x
/// ```
/// NaN stays NaN. At most 1 ulp, for every input. Our own minimax fit of (tanh(s)/s − 1)/s² on [0, 1].
public final class HyperbolicTangent {
    public static final float C3 = -0x1.55553cp-2f;
    public static final float C5 = 0x1.110be6p-3f;
    public static final float C7 = -0x1.b96288p-5f;
    public static final float C9 = 0x1.600bd8p-6f;
    public static final float C11 = -0x1.046760p-7f;
    public static final float C13 = 0x1.2db7f2p-9f;
    public static final float C15 = -0x1.7807f8p-12f;

    private HyperbolicTangent() {}

    static float tanh(float x) {
        float size = Math.abs(x);
        if (size >= 1f) {
            return Math.copySign(1f - 2f / (Exponential.exp(size + size) + 1f), x);
        }
        float z = x * x;
        float q = FloatV1.fma(C15, z, C13);
        q = FloatV1.fma(q, z, C11);
        q = FloatV1.fma(q, z, C9);
        q = FloatV1.fma(q, z, C7);
        q = FloatV1.fma(q, z, C5);
        q = FloatV1.fma(q, z, C3);
        return Math.copySign(FloatV1.fma(x * z, q, x), x);
    }
}
