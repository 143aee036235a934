package dev.credence.inference.language.transformer;

import dev.credence.inference.numeric.FloatV1;

/// The loops as the specification writes them, one element after the other.
public final class ReferenceLanguageKernels implements LanguageKernels {
    public static final ReferenceLanguageKernels INSTANCE = new ReferenceLanguageKernels();
    private static final float GELU_ROOT = 0x1.988454p-1f;
    private static final float GELU_CUBE = 0x1.6e4e26p-5f;

    private ReferenceLanguageKernels() {}

    @Override
    public String name() {
        return "reference";
    }

    @Override
    public void multiply(Matrix[] matrices, float[] x, int rows, float[][] y) {
        for (int m = 0; m < matrices.length; m++) {
            Matrix matrix = matrices[m];
            float[] weights = new float[matrix.columns()];
            for (int r = 0; r < matrix.rows(); r++) {
                matrix.decodeRow(r, weights);
                for (int t = 0; t < rows; t++) {
                    float dot = FloatV1.dot(weights, 0, x, t * matrix.columns(), matrix.columns());
                    y[m][t * matrix.rows() + r] = matrix.hasBias() ? dot + matrix.bias()[r] : dot;
                }
            }
        }
    }

    @Override
    public void norm(float[] x, int rows, float[] weight, float epsilon, float[] y) {
        int n = weight.length;
        for (int row = 0; row < rows * n; row += n) {
            float r = FloatV1.reciprocalSqrt(FloatV1.dot(x, row, x, row, n) / n + epsilon);
            for (int i = 0; i < n; i++) {
                y[row + i] = x[row + i] * r * weight[i];
            }
        }
    }

    @Override
    public void gate(boolean gelu, float[] gate, float[] up, int n) {
        for (int i = 0; i < n; i++) {
            gate[i] = (gelu ? gelu(gate[i]) : FloatV1.silu(gate[i])) * up[i];
        }
    }

    /// ½·x·(1 + tanh(k·(x + c·x·x·x))), from left to right.
    static float gelu(float x) {
        return 0.5f * x * (1f + FloatV1.tanh(GELU_ROOT * (x + GELU_CUBE * x * x * x)));
    }

    @Override
    public int largest(float[] x, int at, int n) {
        if (!LogProbabilities.areFinite(x, at, n)) {
            return NOT_FINITE;
        }
        int best = 0;
        for (int i = 1; i < n; i++) {
            best = x[at + i] > x[at + best] ? i : best;
        }
        return best;
    }

    @Override
    public void attend(AttentionCall call) {
        for (int row = 0; row < call.positions().length; row++) {
            for (int head = 0; head < call.shape().heads(); head++) {
                attend(call, row, head);
            }
        }
    }

    private static void attend(AttentionCall call, int row, int head) {
        ModelShape.AttentionShape shape = call.shape();
        int size = shape.headSize();
        int at = (row * shape.heads() + head) * size;
        int kvHead = head / (shape.heads() / shape.kvHeads());
        int last = call.positions()[row];
        int first = shape.firstVisible(call.layer(), last);
        float[] weights = new float[last - first + 1];
        float most = Float.NEGATIVE_INFINITY;
        for (int t = first; t <= last; t++) {
            float[] page = call.cache().keyPage(call.layer(), t / KeyValueCache.PAGE);
            int key = call.cache().keyAt(kvHead, t % KeyValueCache.PAGE);
            float score = FloatV1.dotStrided(call.queries(), at, 1, page, key, KeyValueCache.BLOCK, size) * shape.scale();
            if (shape.scoreCap() > 0) {
                score = shape.scoreCap() * FloatV1.tanh(score / shape.scoreCap());
            }
            weights[t - first] = score;
            most = Math.max(most, score);
        }
        for (int i = 0; i < weights.length; i++) {
            weights[i] = FloatV1.exp(weights[i] - most);
        }
        float sum = FloatV1.sum(weights, 0, weights.length);
        for (int i = 0; i < size; i++) {
            float chain = 0;
            for (int t = first; t <= last; t++) {
                float[] page = call.cache().valuePage(call.layer(), t / KeyValueCache.PAGE);
                chain = FloatV1.fma(weights[t - first], page[call.cache().valueAt(kvHead, t % KeyValueCache.PAGE) + i], chain);
            }
            call.out()[at + i] = chain / sum;
        }
    }
}
