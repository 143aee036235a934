package dev.credence.inference.kernel;

import dev.credence.inference.language.transformer.KeyValueCache;
import dev.credence.inference.language.transformer.LanguageKernels.AttentionCall;
import dev.credence.inference.language.transformer.ModelShape.AttentionShape;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/// Attention of one position in vectors: scores of 16 positions side by side, then chains of the values' elements side by side.
/// Heads that share their keys take them together; three and four by the loops of `FourHeads`. The loops are methods of their own for the reason that `RowPairs` tells.
final class VectorAttention {
    private static final VectorSpecies<Float> S = Lanes.FLOATS;
    private static final VectorSpecies<Integer> BITS = Lanes.INTS;
    private static final int N = Lanes.COUNT;
    private static final int BLOCK = KeyValueCache.BLOCK;
    private static final int PAGE = KeyValueCache.PAGE;

    private final AttentionCall call;
    private final AttentionShape shape;
    private final float[] lanes = new float[BLOCK * BLOCK];
    private final Head[] heads;

    /// What is known of one head. Of the query and the weights the bits are kept: an integer reaches all lanes of a vector while it
    /// is loaded, a floating-point number needs a step of its own.
    private static final class Head {
        private final int[] query;
        /// From `BLOCK` on that of the first visible position: whole blocks reach over both ends.
        private float[] scores = {};
        /// e = exp(s − m), from the first visible position on.
        private int[] weights = {};

        private Head(int size) {
            query = new int[size];
        }
    }

    /// @param together how many heads at most are computed at once, 1 to 4
    VectorAttention(AttentionCall call, int together) {
        this.call = call;
        this.shape = call.shape();
        this.heads = new Head[together];
        Arrays.setAll(heads, _ -> new Head(shape.headSize()));
    }

    /// Heads `first` … `first + count − 1`, which share their keys.
    void attend(int row, int first, int count) {
        int last = call.positions()[row];
        int visible = shape.firstVisible(call.layer(), last);
        for (int h = 0; h < count; h++) {
            prepare(heads[h], at(row, first + h), last - visible + 1);
        }
        int kvHead = first / (shape.heads() / shape.kvHeads());
        // Three are four of which the last is computed twice.
        boolean areFour = count >= FourHeads.COUNT - 1 && shape.headSize() % BLOCK == 0;
        if (areFour) {
            scoresOfFour(count, kvHead, visible, last);
        } else {
            scoresOneByOne(count, kvHead, visible, last);
        }
        float[] sums = new float[count];
        for (int h = 0; h < count; h++) {
            sums[h] = weigh(heads[h], last - visible + 1);
        }
        if (areFour) {
            mixFour(count, kvHead, visible, last, at(row, first));
        }
        int mixed = areFour ? shape.headSize() / FourHeads.MIXED * FourHeads.MIXED : 0;
        for (int h = 0; h < count; h++) {
            int at = at(row, first + h);
            mix(heads[h].weights, kvHead, visible, last, at, mixed);
            for (int i = 0; i < shape.headSize(); i++) {
                call.out()[at + i] /= sums[h];
            }
        }
    }

    private void scoresOneByOne(int count, int kvHead, int visible, int last) {
        for (int block = visible / BLOCK; block <= last / BLOCK; block++) {
            float[] page = call.cache().keyPage(call.layer(), block * BLOCK / PAGE);
            int key = call.cache().keyAt(kvHead, block * BLOCK % PAGE);
            for (int h = 0; h < count; h++) {
                for (int part = 0; part < BLOCK; part += N) {
                    scores(heads[h], page, key + part, BLOCK + block * BLOCK - visible + part);
                }
            }
        }
    }

    private void scoresOfFour(int count, int kvHead, int visible, int last) {
        Head h0 = heads[0];
        Head h1 = heads[1];
        Head h2 = heads[2];
        Head h3 = heads[count - 1];
        for (int block = visible / BLOCK; block <= last / BLOCK; block++) {
            float[] page = call.cache().keyPage(call.layer(), block * BLOCK / PAGE);
            int key = call.cache().keyAt(kvHead, block * BLOCK % PAGE);
            for (int part = 0; part < BLOCK; part += N) {
                FourHeads.scores(h0.query, h1.query, h2.query, h3.query, page, key + part, shape.headSize(), lanes);
                int to = BLOCK + block * BLOCK - visible + part;
                scale(0, h0.scores, to);
                scale(N, h1.scores, to);
                scale(2 * N, h2.scores, to);
                scale(3 * N, h3.scores, to);
            }
        }
    }

    private void scale(int from, float[] scores, int to) {
        FloatVector score = FloatVector.fromArray(S, lanes, from).mul(shape.scale());
        if (shape.scoreCap() > 0) {
            score = VectorMath.tanh(score.div(shape.scoreCap())).mul(shape.scoreCap());
        }
        score.intoArray(scores, to);
    }

    private void mixFour(int count, int kvHead, int first, int last, int at) {
        int size = shape.headSize();
        int[] w0 = heads[0].weights;
        int[] w1 = heads[1].weights;
        int[] w2 = heads[2].weights;
        int[] w3 = heads[count - 1].weights;
        for (int i = 0; i + FourHeads.MIXED <= size; i += FourHeads.MIXED) {
            Arrays.fill(lanes, 0, 4 * FourHeads.MIXED, 0f);
            for (int from = first; from <= last; ) {
                int to = Math.min(last + 1, (from / PAGE + 1) * PAGE);
                int value = call.cache().valueAt(kvHead, from % PAGE) + i;
                FourHeads.mix(w0, w1, w2, w3, from - first, call.cache().valuePage(call.layer(), from / PAGE), value, size, to - from, lanes);
                from = to;
            }
            for (int h = 0; h < count; h++) {
                System.arraycopy(lanes, h * FourHeads.MIXED, call.out(), at + h * size + i, FourHeads.MIXED);
            }
        }
    }

    private int at(int row, int head) {
        return (row * shape.heads() + head) * shape.headSize();
    }

    private void prepare(Head head, int at, int count) {
        if (head.scores.length < count + 3 * BLOCK) {
            head.scores = new float[count + count / 2 + 3 * BLOCK];
            head.weights = new int[head.scores.length];
        }
        for (int i = 0; i < head.query.length; i++) {
            head.query[i] = Float.floatToRawIntBits(call.queries()[at + i]);
        }
    }

    // Scores of N positions side by side: lane j of the dot product takes elements i ≡ j (mod 16), then the fixed tree over lanes.
    private void scores(Head head, float[] keys, int keyAt, int to) {
        if (shape.headSize() % BLOCK == 0) {
            wholeBlocks(head.query, keys, keyAt, head.scores, to);
        } else {
            anySize(head.query, keys, keyAt, head.scores, to);
        }
        if (shape.scoreCap() > 0) {
            FloatVector score = FloatVector.fromArray(S, head.scores, to);
            VectorMath.tanh(score.div(shape.scoreCap())).mul(shape.scoreCap()).intoArray(head.scores, to);
        }
    }

    // All 16 lanes in registers, written out because no array of vectors stays there; N positions each.
    private void wholeBlocks(int[] query, float[] keys, int keyAt, float[] scores, int to) {
        FloatVector s0 = FloatVector.zero(S);
        FloatVector s1 = s0, s2 = s0, s3 = s0, s4 = s0, s5 = s0, s6 = s0, s7 = s0;
        FloatVector s8 = s0, s9 = s0, s10 = s0, s11 = s0, s12 = s0, s13 = s0, s14 = s0, s15 = s0;
        int size = shape.headSize();
        for (int i = 0; i < size; i += BLOCK) {
            int k = keyAt + i * BLOCK;
            s0 = FloatVector.fromArray(S, keys, k).fma(IntVector.broadcast(BITS, query[i]).reinterpretAsFloats(), s0);
            s1 = FloatVector.fromArray(S, keys, k + BLOCK).fma(IntVector.broadcast(BITS, query[i + 1]).reinterpretAsFloats(), s1);
            s2 = FloatVector.fromArray(S, keys, k + 2 * BLOCK).fma(IntVector.broadcast(BITS, query[i + 2]).reinterpretAsFloats(), s2);
            s3 = FloatVector.fromArray(S, keys, k + 3 * BLOCK).fma(IntVector.broadcast(BITS, query[i + 3]).reinterpretAsFloats(), s3);
            s4 = FloatVector.fromArray(S, keys, k + 4 * BLOCK).fma(IntVector.broadcast(BITS, query[i + 4]).reinterpretAsFloats(), s4);
            s5 = FloatVector.fromArray(S, keys, k + 5 * BLOCK).fma(IntVector.broadcast(BITS, query[i + 5]).reinterpretAsFloats(), s5);
            s6 = FloatVector.fromArray(S, keys, k + 6 * BLOCK).fma(IntVector.broadcast(BITS, query[i + 6]).reinterpretAsFloats(), s6);
            s7 = FloatVector.fromArray(S, keys, k + 7 * BLOCK).fma(IntVector.broadcast(BITS, query[i + 7]).reinterpretAsFloats(), s7);
            s8 = FloatVector.fromArray(S, keys, k + 8 * BLOCK).fma(IntVector.broadcast(BITS, query[i + 8]).reinterpretAsFloats(), s8);
            s9 = FloatVector.fromArray(S, keys, k + 9 * BLOCK).fma(IntVector.broadcast(BITS, query[i + 9]).reinterpretAsFloats(), s9);
            s10 = FloatVector.fromArray(S, keys, k + 10 * BLOCK).fma(IntVector.broadcast(BITS, query[i + 10]).reinterpretAsFloats(), s10);
            s11 = FloatVector.fromArray(S, keys, k + 11 * BLOCK).fma(IntVector.broadcast(BITS, query[i + 11]).reinterpretAsFloats(), s11);
            s12 = FloatVector.fromArray(S, keys, k + 12 * BLOCK).fma(IntVector.broadcast(BITS, query[i + 12]).reinterpretAsFloats(), s12);
            s13 = FloatVector.fromArray(S, keys, k + 13 * BLOCK).fma(IntVector.broadcast(BITS, query[i + 13]).reinterpretAsFloats(), s13);
            s14 = FloatVector.fromArray(S, keys, k + 14 * BLOCK).fma(IntVector.broadcast(BITS, query[i + 14]).reinterpretAsFloats(), s14);
            s15 = FloatVector.fromArray(S, keys, k + 15 * BLOCK).fma(IntVector.broadcast(BITS, query[i + 15]).reinterpretAsFloats(), s15);
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

    private void anySize(int[] query, float[] keys, int keyAt, float[] scores, int to) {
        int size = shape.headSize();
        for (int j = 0; j < BLOCK; j++) {
            FloatVector sum = FloatVector.zero(S);
            for (int i = j; i < size; i += BLOCK) {
                sum = FloatVector.fromArray(S, keys, keyAt + i * BLOCK).fma(IntVector.broadcast(BITS, query[i]).reinterpretAsFloats(), sum);
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
    private float weigh(Head head, int count) {
        float[] scores = head.scores;
        int end = BLOCK + count;
        Arrays.fill(scores, end, end + BLOCK, Float.NEGATIVE_INFINITY);
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
            e.reinterpretAsInts().intoArray(head.weights, i - BLOCK);
        }
        return VectorRows.sum(scores, BLOCK, count, lanes);
    }

    // The elements from `from` on.
    private void mix(int[] weights, int kvHead, int first, int last, int at, int from) {
        int size = shape.headSize();
        int i = from;
        for (; i + 4 * N <= size; i += 4 * N) {
            mixVectors(weights, kvHead, first, last, at, i);
        }
        for (; i + N <= size; i += N) {
            FloatVector chain = FloatVector.zero(S);
            for (int t = first; t <= last; t++) {
                float[] page = call.cache().valuePage(call.layer(), t / PAGE);
                chain = FloatVector.fromArray(S, page, call.cache().valueAt(kvHead, t % PAGE) + i)
                        .fma(IntVector.broadcast(BITS, weights[t - first]).reinterpretAsFloats(), chain);
            }
            chain.intoArray(call.out(), at + i);
        }
        for (; i < size; i++) {
            float chain = 0;
            for (int t = first; t <= last; t++) {
                float[] page = call.cache().valuePage(call.layer(), t / PAGE);
                chain = Math.fma(Float.intBitsToFloat(weights[t - first]), page[call.cache().valueAt(kvHead, t % PAGE) + i], chain);
            }
            call.out()[at + i] = chain;
        }
    }

    private void mixVectors(int[] weights, int kvHead, int first, int last, int at, int i) {
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
                FloatVector e = IntVector.broadcast(BITS, weights[t - first]).reinterpretAsFloats();
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
