package dev.credence.inference.op.classical;

import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.op.OpNode;
import dev.credence.inference.op.UnaryFunction;
import dev.credence.inference.op.Work;

/// What becomes of a row of scores.
enum PostTransform {
    NONE,
    /// `Kernels.softmax` of the row.
    SOFTMAX,
    /// 1 ÷ (1 + exp(−x)) of each score.
    LOGISTIC;

    static PostTransform decode(OpNode node) throws RefusedException {
        return valueOf(node.choice("post_transform", "NONE", "NONE", "SOFTMAX", "LOGISTIC"));
    }

    float[] apply(float[] scores, int columns, Work work) {
        return switch (this) {
            case NONE -> scores;
            case SOFTMAX -> {
                float[] y = new float[scores.length];
                work.kernels().softmax(columns, scores, y);
                yield y;
            }
            case LOGISTIC -> {
                float[] y = new float[scores.length];
                work.kernels().unary(UnaryFunction.SIGMOID, scores, y);
                yield y;
            }
        };
    }
}
