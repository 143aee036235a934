package dev.credence.inference.op.attention;

import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.numeric.FloatV1;
import dev.credence.inference.op.Kernels;
import dev.credence.inference.op.Op;
import dev.credence.inference.op.OpNode;
import dev.credence.inference.op.Operands;
import dev.credence.inference.op.Strided;
import dev.credence.inference.op.Work;
import dev.credence.inference.tensor.Shape;
import dev.credence.inference.tensor.Tensor;
import java.util.Arrays;

/// Scaled dot-product attention, with grouped heads, cache, mask, cap and window.
///
/// ```
/// s = dot(q, k)·scale;  cap·tanh(s ÷ cap) if there is a cap;  + mask
/// m = max s;  e = exp(s − m);  p = e ÷ (16-lane sum of e);  p = 0 if no key is visible
/// o = ascending fma chain over keys of p·v
/// ```
record AttentionOp(long queryHeads, long keyHeads, float scale, float cap, int mode, Visibility.Limits limits)
        implements Op {
    private static final int SCORES = 0;
    private static final int CAPPED = 1;
    private static final int MASKED = 2;

    static Op decode(OpNode node) throws RefusedException {
        long precision = node.integer("softmax_precision", 1);
        if (precision != 1 && precision != 10 && precision != 16) {
            throw Operands.mode("softmax in another type than single precision is not claimed");
        }
        return new AttentionOp(node.integer("q_num_heads", 0), node.integer("kv_num_heads", 0),
                node.number("scale", Float.NaN), node.number("softcap", 0f), node.integer("qk_matmul_output_mode", 0, 0, 3),
                new Visibility.Limits(node.flag("is_causal", false),
                        node.integer("left_window_size", -1), node.integer("right_window_size", -1)));
    }

    @Override
    public Tensor[] run(Tensor[] inputs, Work work) throws RefusedException {
        Heads q = Heads.of(inputs[0], queryHeads, "the query", work);
        Tensor past = Operands.optional(inputs, 4);
        Heads k = Heads.of(inputs[1], keyHeads, "the key", work).after(past, "the past key", work);
        Heads v = Heads.of(inputs[2], keyHeads, "the value", work)
                .after(Operands.optional(inputs, 5), "the past value", work);
        if (k.batch() != q.batch() || v.batch() != q.batch() || k.size() != q.size() || v.count() != k.count()
                || v.positions() != k.positions() || k.count() == 0 || q.count() % k.count() != 0) {
            throw Operands.shape("attends with " + inputs[0].shape() + " to " + inputs[1].shape() + " and " + inputs[2].shape());
        }
        Tensor filled = Operands.optional(inputs, 6);
        if (filled != null && (filled.elements() != q.batch() || past != null)) {
            throw Operands.shape("counts keys by " + filled.shape());
        }
        Visibility visibility = new Visibility(Operands.optional(inputs, 3),
                filled == null ? null : Operands.longs(filled, "nonpad_kv_seqlen"),
                past == null ? 0 : past.shape().at(2), limits);
        visibility.check(q.batch(), q.count(), q.positions(), k.positions());
        long scoreCount = (long) q.batch() * q.count() * q.positions() * k.positions();
        Tensor shown = Tensor.ofFloats(work.shape(q.batch(), q.count(), q.positions(), k.positions()), new float[(int) scoreCount]);
        work.spend(scoreCount * ((long) q.size() + v.size()));
        Heads y = new Heads(new float[work.shape(q.batch(), q.count(), q.positions(), v.size()).elements()],
                q.batch(), q.count(), q.positions(), v.size());
        new Pass(this, q, k, v, visibility, y, shown.floats()).run(work.kernels());
        Tensor result = y.tensor();
        if (inputs[0].shape().rank() == 3) {
            result = Strided.transpose(result, new int[] {0, 2, 1, 3}, work)
                    .reshape(Shape.of(q.batch(), q.positions(), q.count() * v.size()));
        }
        return new Tensor[] {result, k.tensor(), v.tensor(), shown};
    }

    /// One run over all queries.
    private record Pass(AttentionOp op, Heads q, Heads k, Heads v, Visibility visibility, Heads y, float[] shown) {
        void run(Kernels kernels) {
            float[] scores = new float[k.positions()];
            float[] weights = new float[k.positions()];
            for (int b = 0; b < q.batch(); b++) {
                for (int head = 0; head < q.count(); head++) {
                    for (int i = 0; i < q.positions(); i++) {
                        attend(new int[] {b, head, i, 0}, scores, weights, kernels);
                    }
                }
            }
        }

        private void attend(int[] place, float[] scores, float[] weights, Kernels kernels) {
            int b = place[0];
            int head = place[1];
            int keys = k.positions();
            int keyHead = head / (q.count() / k.count());
            int query = q.at(b, head, place[2]);
            float factor = op.scale != op.scale ? 1f / (float) Math.sqrt(q.size()) : op.scale;
            for (int j = 0; j < keys; j++) {
                scores[j] = FloatV1.dot(q.values(), query, k.values(), k.at(b, keyHead, j), q.size()) * factor;
            }
            weigh(place, scores, weights, kernels);
            for (int d = 0; d < v.size(); d++) {
                y.values()[y.at(b, head, place[2]) + d] =
                        FloatV1.chain(weights, 0, 1, v.values(), v.at(b, keyHead, 0) + d, v.size(), keys);
            }
        }

        private void weigh(int[] place, float[] scores, float[] weights, Kernels kernels) {
            int at = ((place[0] * q.count() + place[1]) * q.positions() + place[2]) * scores.length;
            show(SCORES, scores, at);
            if (op.cap > 0f) {
                for (int j = 0; j < scores.length; j++) {
                    scores[j] = op.cap * FloatV1.tanh(scores[j] / op.cap);
                }
            }
            show(CAPPED, scores, at);
            boolean any = visibility.apply(scores, place, q.positions());
            show(MASKED, scores, at);
            if (any) {
                kernels.softmax(scores.length, scores, weights);
            } else {
                Arrays.fill(weights, 0f);
            }
            show(MASKED + 1, weights, at);
        }

        private void show(int stage, float[] values, int at) {
            if (stage == op.mode) {
                System.arraycopy(values, 0, shown, at, values.length);
            }
        }
    }
}
