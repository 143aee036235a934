package dev.credence.inference.kernel;

import dev.credence.inference.language.transformer.KeyValueCache;
import dev.credence.inference.language.transformer.LanguageKernels.AttentionCall;
import dev.credence.inference.language.transformer.ModelShape.AttentionShape;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/// Attention of one position and head in vectors: scores of 16 positions side by side, then chains of the values'
/// elements side by side. Its loops are methods of their own for the reason that `RowPairs` tells.
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
    /// The bits of the head's query and of the weights, e from the first visible position on: an integer reaches all lanes of a
    /// vector while it is loaded, a floating-point number needs a step of its own.
    private final int[] query;
    private int[] weights = {};

    VectorAttention(AttentionCall call) {
        this.call = call;
        this.shape = call.shape();
        this.query = new int[shape.headSize()];
    }

    void attend(int row, int head) {
        int last = call.positions()[row];
        int first = shape.firstVisible(call.layer(), last);
        int count = last - first + 1;
        if (scores.length < count + 3 * BLOCK) {
            scores = new float[count + count / 2 + 3 * BLOCK];
            weights = new int[scores.length];
        }
        int at = (row * shape.heads() + head) * shape.headSize();
        for (int i = 0; i < query.length; i++) {
            query[i] = Float.floatToRawIntBits(call.queries()[at + i]);
        }
        int kvHead = head / (shape.heads() / shape.kvHeads());
        for (int block = first / BLOCK; block <= last / BLOCK; block++) {
            float[] page = call.cache().keyPage(call.layer(), block * BLOCK / PAGE);
            int key = call.cache().keyAt(kvHead, block * BLOCK % PAGE);
            for (int part = 0; part < BLOCK; part += N) {
                scores(page, key + part, BLOCK + block * BLOCK - first + part);
            }
        }
        float sum = weigh(count);
        mix(kvHead, first, last, at);
        for (int i = 0; i < shape.headSize(); i++) {
            call.out()[at + i] /= sum;
        }
    }

    // Scores of N positions side by side: lane j of the dot product takes elements i ≡ j (mod 16), then the fixed tree over lanes.
    private void scores(float[] keys, int keyAt, int to) {
        if (shape.headSize() % BLOCK == 0) {
            wholeBlocks(keys, keyAt, to);
        } else {
            anySize(keys, keyAt, to);
        }
        if (shape.scoreCap() > 0) {
            FloatVector score = FloatVector.fromArray(S, scores, to);
            VectorMath.tanh(score.div(shape.scoreCap())).mul(shape.scoreCap()).intoArray(scores, to);
        }
    }

    // All 16 lanes in registers, written out because no array of vectors stays there; N positions each.
    private void wholeBlocks(float[] keys, int keyAt, int to) {
        FloatVector s0 = FloatVector.zero(S);
        FloatVector s1 = s0, s2 = s0, s3 = s0, s4 = s0, s5 = s0, s6 = s0, s7 = s0;
        FloatVector s8 = s0, s9 = s0, s10 = s0, s11 = s0, s12 = s0, s13 = s0, s14 = s0, s15 = s0;
        int size = shape.headSize();
        for (int i = 0; i < size; i += BLOCK) {
            int k = keyAt + i * BLOCK;
            s0 = FloatVector.fromArray(S, keys, k).fma(all(query[i]), s0);
            s1 = FloatVector.fromArray(S, keys, k + BLOCK).fma(all(query[i + 1]), s1);
            s2 = FloatVector.fromArray(S, keys, k + 2 * BLOCK).fma(all(query[i + 2]), s2);
            s3 = FloatVector.fromArray(S, keys, k + 3 * BLOCK).fma(all(query[i + 3]), s3);
            s4 = FloatVector.fromArray(S, keys, k + 4 * BLOCK).fma(all(query[i + 4]), s4);
            s5 = FloatVector.fromArray(S, keys, k + 5 * BLOCK).fma(all(query[i + 5]), s5);
            s6 = FloatVector.fromArray(S, keys, k + 6 * BLOCK).fma(all(query[i + 6]), s6);
            s7 = FloatVector.fromArray(S, keys, k + 7 * BLOCK).fma(all(query[i + 7]), s7);
            s8 = FloatVector.fromArray(S, keys, k + 8 * BLOCK).fma(all(query[i + 8]), s8);
            s9 = FloatVector.fromArray(S, keys, k + 9 * BLOCK).fma(all(query[i + 9]), s9);
            s10 = FloatVector.fromArray(S, keys, k + 10 * BLOCK).fma(all(query[i + 10]), s10);
            s11 = FloatVector.fromArray(S, keys, k + 11 * BLOCK).fma(all(query[i + 11]), s11);
            s12 = FloatVector.fromArray(S, keys, k + 12 * BLOCK).fma(all(query[i + 12]), s12);
            s13 = FloatVector.fromArray(S, keys, k + 13 * BLOCK).fma(all(query[i + 13]), s13);
            s14 = FloatVector.fromArray(S, keys, k + 14 * BLOCK).fma(all(query[i + 14]), s14);
            s15 = FloatVector.fromArray(S, keys, k + 15 * BLOCK).fma(all(query[i + 15]), s15);
        }
        s0 = s0.add(s8);
        s1 = s1.add(s9);
        s2 = s2.add(s10);
        s3 = s3.add(s11);
        s4 = s4.add(s12);
        s5 = s5.add(s13);
        s6 = s6.add(s14);
        s7 = s7.add(s15);
        s0 = s0.add(s4);
        s1 = s1.add(s5);
        s2 = s2.add(s6);
        s3 = s3.add(s7);
        s0 = s0.add(s2);
        s1 = s1.add(s3);
        s0.add(s1).mul(shape.scale()).intoArray(scores, to);
    }

    private static FloatVector all(int bits) {
        return IntVector.broadcast(Lanes.INTS, bits).reinterpretAsFloats();
    }

    private void anySize(float[] keys, int keyAt, int to) {
        int size = shape.headSize();
        for (int j = 0; j < BLOCK; j++) {
            FloatVector sum = FloatVector.zero(S);
            for (int i = j; i < size; i += BLOCK) {
                sum = FloatVector.fromArray(S, keys, keyAt + i * BLOCK).fma(all(query[i]), sum);
            }
            if (j >= size % BLOCK) {
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
        FloatVector.fromArray(S, lanes, 0).mul(shape.scale()).intoArray(scores, to);
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
            FloatVector e = VectorMath.exp(FloatVector.fromArray(S, scores, i).sub(m));
            e.intoArray(scores, i);
            e.reinterpretAsInts().intoArray(weights, i - BLOCK);
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
                        .fma(all(weights[t - first]), chain);
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
                FloatVector e = all(weights[t - first]);
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
