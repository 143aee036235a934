package dev.credence.inference.numeric;

/// Single-precision arithmetic of the profile `float-v1`, scalar: the specification of every faster kernel.
///
/// Two reductions exist and an operation names the one it uses. The *dot* has 16 virtual lanes, lane j taking the
/// elements i ≡ j (mod 16), and a fixed tree:
/// ```text
/// acc[j] = +0;  acc[j] = fma(a[i], b[i], acc[j]) for i = j, j+16, …;  missing tail elements are fma(+0, +0, acc[j])
/// acc[j] += acc[j+8] (j<8);  acc[j] += acc[j+4] (j<4);  acc[j] += acc[j+2] (j<2);  acc[0] + acc[1]
/// ```
/// The *chain* is one accumulator from +0, ascending. See docs/spec/float-v1.md sections 2 to 4.
public final class FloatV1 {
    /// How many accumulators a dot product and a sum have, on every machine.
    public static final int LANES = 16;

    /// The one NaN that leaves a tensor: sign 0, quiet, no payload.
    public static final int CANONICAL_NAN_BITS = 0x7fc00000;

    /// Whether `Math.fma` is one machine instruction here; both ways give the same bits, this only chooses the faster.
    ///
    /// The hardware keeps the payload of a NaN addend; the library's own code, which goes through BigDecimal and takes
    /// half a microsecond, returns the canonical NaN. A machine that drops payloads in hardware takes the emulation.
    private static final boolean HARDWARE_FMA =
            Float.floatToRawIntBits(Math.fma(1f, 1f, Float.intBitsToFloat(0x7fc12345))) == 0x7fc12345;

    private FloatV1() {}

    /// Whether a fused multiply-add is one machine instruction here, for those who choose between engines.
    public static boolean hasHardwareFma() {
        return HARDWARE_FMA;
    }

    /// a·b + c, rounded once.
    public static float fma(float a, float b, float c) {
        return HARDWARE_FMA ? Math.fma(a, b, c) : fmaWithoutHardware(a, b, c);
    }

    /// a·b + c, rounded once, from double additions: the sum is rounded to odd, so the second rounding does no harm.
    ///
    /// The product of two floats is exact in double; `e` is the exact error of the sum (Knuth's TwoSum).
    static float fmaWithoutHardware(float a, float b, float c) {
        double product = (double) a * b;
        double sum = product + c;
        double rest = sum - product;
        double error = (product - (sum - rest)) + (c - rest);
        if (error != 0 && Math.abs(sum) <= Double.MAX_VALUE) {
            long bits = Double.doubleToRawLongBits(sum);
            if ((bits & 1) == 0) {
                sum = Double.longBitsToDouble(bits + ((error > 0) == (sum > 0) ? 1 : -1));
            }
        }
        return (float) sum;
    }

    /// The value as it is stored: every NaN becomes `0x7fc00000`.
    public static float canonical(float value) {
        return value != value ? Float.NaN : value;
    }

    /// The bits as they are hashed, compared and sent.
    public static int canonicalBits(float value) {
        return Float.floatToIntBits(value);
    }

    /// Σ a[aAt+i]·b[bAt+i] over i < n, by 16 lanes and the fixed tree.
    public static float dot(float[] a, int aAt, float[] b, int bAt, int n) {
        float[] lanes = new float[LANES];
        int whole = n & -LANES;
        for (int i = 0; i < whole; i += LANES) {
            for (int j = 0; j < LANES; j++) {
                lanes[j] = fma(a[aAt + i + j], b[bAt + i + j], lanes[j]);
            }
        }
        if (whole < n) {
            for (int j = 0; j < LANES; j++) {
                boolean inside = whole + j < n;
                lanes[j] = fma(inside ? a[aAt + whole + j] : 0f, inside ? b[bAt + whole + j] : 0f, lanes[j]);
            }
        }
        return tree(lanes);
    }

    /// As `dot`, over operands that lie `aStep` and `bStep` apart.
    public static float dotStrided(float[] a, int aAt, int aStep, float[] b, int bAt, int bStep, int n) {
        float[] lanes = new float[LANES];
        int padded = (n + LANES - 1) & -LANES;
        for (int i = 0; i < padded; i++) {
            boolean inside = i < n;
            int lane = i & (LANES - 1);
            lanes[lane] =
                    fma(inside ? a[aAt + i * aStep] : 0f, inside ? b[bAt + i * bStep] : 0f, lanes[lane]);
        }
        return tree(lanes);
    }

    /// Σ a[at+i] over i < n: 16 lanes from +0 by plain addition, then the fixed tree (a missing tail element adds nothing).
    public static float sum(float[] a, int at, int n) {
        return sumStrided(a, at, 1, n);
    }

    /// As `sum`, over elements that lie `step` apart.
    public static float sumStrided(float[] a, int at, int step, int n) {
        float[] lanes = new float[LANES];
        for (int i = 0; i < n; i++) {
            lanes[i & (LANES - 1)] += a[at + i * step];
        }
        return tree(lanes);
    }

    /// Adds 16 lanes: halves of distance 8, 4, 2, 1. Destroys `lanes`.
    public static float tree(float[] lanes) {
        for (int half = LANES / 2; half >= 1; half /= 2) {
            for (int j = 0; j < half; j++) {
                lanes[j] += lanes[j + half];
            }
        }
        return lanes[0];
    }

    /// One ascending chain from +0: acc = fma(a[aAt + i·aStep], b[bAt + i·bStep], acc).
    public static float chain(float[] a, int aAt, int aStep, float[] b, int bAt, int bStep, int n) {
        float acc = 0f;
        for (int i = 0; i < n; i++) {
            acc = fma(a[aAt + i * aStep], b[bAt + i * bStep], acc);
        }
        return acc;
    }

    /// One step of `n` chains side by side: acc[accAt+j] = fma(x, row[rowAt+j], acc[accAt+j]).
    public static void chainStep(float x, float[] row, int rowAt, float[] acc, int accAt, int n) {
        for (int j = 0; j < n; j++) {
            acc[accAt + j] = fma(x, row[rowAt + j], acc[accAt + j]);
        }
    }

    /// e^x: at most 1 ulp; results below 2^-126 are +0.
    public static float exp(float x) {
        return Exponential.exp(x);
    }

    /// The natural logarithm: at most 1 ulp.
    public static float log(float x) {
        return Logarithm.log(x);
    }

    /// The hyperbolic tangent: at most 1 ulp.
    public static float tanh(float x) {
        return HyperbolicTangent.tanh(x);
    }

    /// The error function: at most 1 ulp.
    public static float erf(float x) {
        return ErrorFunction.erf(x);
    }

    /// The logistic function: with e = exp(−|x|), (x ≥ 0 ? 1 : e) ÷ (1 + e).
    public static float sigmoid(float x) {
        float e = Exponential.exp(-Math.abs(x));
        return (x < 0f ? e : 1f) / (1f + e);
    }

    /// log(1 + e^x): with e = exp(−|x|) and u = 1 + e, max(x, +0) + (log u + (e − (u − 1)) ÷ u).
    public static float softplus(float x) {
        float e = Exponential.exp(-Math.abs(x));
        float u = 1f + e;
        return Math.max(x, 0f) + (Logarithm.log(u) + (e - (u - 1f)) / u);
    }

    /// x ÷ (1 + exp(−x)).
    public static float silu(float x) {
        return x / (1f + Exponential.exp(-x));
    }

    /// 1 ÷ √x: the root rounded once, then the quotient.
    public static float reciprocalSqrt(float x) {
        return 1f / (float) Math.sqrt(x);
    }
}
