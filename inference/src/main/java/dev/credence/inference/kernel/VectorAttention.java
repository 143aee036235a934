package dev.credence.inference.kernel;

import dev.credence.inference.language.transformer.KeyValueCache;
import dev.credence.inference.language.transformer.LanguageKernels.AttentionCall;
import dev.credence.inference.language.transformer.ModelShape.AttentionShape;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// Attention of one position and head in vectors: scores of 16 positions side by side, then chains of the values'
/// elements side by side.
final class VectorAttention {
    private static final VectorSpecies<Float> S = Lanes.FLOATS;
    private static final int N = Lanes.COUNT;
    private static final int BLOCK = KeyValueCache.BLOCK;
    private static final int PAGE = KeyValueCache.PAGE;

    private final AttentionCall call;
    private final AttentionShape shape;
    private final float[] lanes = new float[BLOCK * BLOCK];
    /// Scores, from `BLOCK` on that of the first visible position: whole blocks reach over both ends.
    private float[] scores = {};

    VectorAttention(AttentionCall call) {
        this.call = call;
        this.shape = call.shape();
    }

    void attend(int row, int head) {
        int last = call.positions()[row];
        int first = shape.firstVisible(call.layer(), last);
        int count = last - first + 1;
        if (scores.length < count + 3 * BLOCK) {
            scores = new float[count + count / 2 + 3 * BLOCK];
        }
        int at = (row * shape.heads() + head) * shape.headSize();
        int kvHead = head / (shape.heads() / shape.kvHeads());
        for (int block = first / BLOCK; block <= last / BLOCK; block++) {
            float[] page = call.cache().keyPage(call.layer(), block * BLOCK / PAGE);
            int key = call.cache().keyAt(kvHead, block * BLOCK % PAGE);
            for (int part = 0; part < BLOCK; part += N) {
                scores(call.queries(), at, page, key + part, BLOCK + block * BLOCK - first + part);
            }
        }
        float sum = weigh(count);
        mix(kvHead, first, last, at);
        for (int i = 0; i < shape.headSize(); i++) {
            call.out()[at + i] /= sum;
        }
    }

    // N positions side by side: lane j of the dot product takes elements i ≡ j (mod 16), then the fixed tree over lanes.
    private void scores(float[] query, int at, float[] keys, int keyAt, int to) {
        int size = shape.headSize();
        for (int j = 0; j < BLOCK; j++) {
            FloatVector sum = FloatVector.zero(S);
            for (int i = j; i < size; i += BLOCK) {
                sum = FloatVector.fromArray(S, keys, keyAt + i * BLOCK).fma(FloatVector.broadcast(S, query[at + i]), sum);
            }
            if (size % BLOCK != 0 && j >= size % BLOCK) {
                // The missing element: fma(+0, +0, sum) turns −0 into +0 and nothing else.
                sum = sum.add(0f);
            }
            sum.intoArray(lanes, j * BLOCK);
        }
        for (int half = BLOCK / 2; half >= 1; half /= 2) {
            for (int j = 0; j < half; j++) {
                FloatVector.fromArray(S, lanes, j * BLOCK).add(FloatVector.fromArray(S, lanes, (j + half) * BLOCK)).intoArray(lanes, j * BLOCK);
            }
        }
        FloatVector score = FloatVector.fromArray(S, lanes, 0).mul(shape.scale());
        if (shape.scoreCap() > 0) {
            score = VectorMath.tanh(score.div(shape.scoreCap())).mul(shape.scoreCap());
        }
        score.intoArray(scores, to);
    }

    // e = exp(s − m) in place of the scores; returns their 16-lane sum.
    private float weigh(int count) {
        int end = BLOCK + count;
        java.util.Arrays.fill(scores, end, end + BLOCK, Float.NEGATIVE_INFINITY);
        FloatVector most = FloatVector.broadcast(S, Float.NEGATIVE_INFINITY);
        for (int i = BLOCK; i < end; i += N) {
            most = most.max(FloatVector.fromArray(S, scores, i));
        }
        most.intoArray(lanes, 0);
        float m = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < N; i++) {
            m = Math.max(m, lanes[i]);
        }
        // Behind the end exp(−∞) is +0, which adds nothing to a lane.
        for (int i = BLOCK; i < end; i += N) {
            VectorMath.exp(FloatVector.fromArray(S, scores, i).sub(m)).intoArray(scores, i);
        }
        return VectorRows.sum(scores, BLOCK, count, lanes);
    }

    private void mix(int kvHead, int first, int last, int at) {
        int size = shape.headSize();
        int i = 0;
        for (; i + 4 * N <= size; i += 4 * N) {
            mixFour(kvHead, first, last, at, i);
        }
        for (; i + N <= size; i += N) {
            FloatVector chain = FloatVector.zero(S);
            for (int t = first; t <= last; t++) {
                float[] page = call.cache().valuePage(call.layer(), t / PAGE);
                chain = FloatVector.fromArray(S, page, call.cache().valueAt(kvHead, t % PAGE) + i)
                        .fma(FloatVector.broadcast(S, scores[BLOCK + t - first]), chain);
            }
            chain.intoArray(call.out(), at + i);
        }
        for (; i < size; i++) {
            float chain = 0;
            for (int t = first; t <= last; t++) {
                float[] page = call.cache().valuePage(call.layer(), t / PAGE);
                chain = Math.fma(scores[BLOCK + t - first], page[call.cache().valueAt(kvHead, t % PAGE) + i], chain);
            }
            call.out()[at + i] = chain;
        }
    }

    private void mixFour(int kvHead, int first, int last, int at, int i) {
        FloatVector c0 = FloatVector.zero(S);
        FloatVector c1 = c0;
        FloatVector c2 = c0;
        FloatVector c3 = c0;
        int size = shape.headSize();
        for (int from = first; from <= last; ) {
            int to = Math.min(last + 1, (from / PAGE + 1) * PAGE);
            float[] page = call.cache().valuePage(call.layer(), from / PAGE);
            int value = call.cache().valueAt(kvHead, from % PAGE) + i;
            for (int t = from; t < to; t++, value += size) {
                FloatVector e = FloatVector.broadcast(S, scores[BLOCK + t - first]);
                c0 = FloatVector.fromArray(S, page, value).fma(e, c0);
                c1 = FloatVector.fromArray(S, page, value + N).fma(e, c1);
                c2 = FloatVector.fromArray(S, page, value + 2 * N).fma(e, c2);
                c3 = FloatVector.fromArray(S, page, value + 3 * N).fma(e, c3);
            }
            from = to;
        }
        float[] out = call.out();
        c0.intoArray(out, at + i);
        c1.intoArray(out, at + i + N);
        c2.intoArray(out, at + i + 2 * N);
        c3.intoArray(out, at + i + 3 * N);
    }
}
