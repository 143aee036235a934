package dev.credence.inference.op.classical;

import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.op.Operands;
import dev.credence.inference.op.Work;
import dev.credence.inference.tensor.Tensor;

/// A checked forest of decision trees over rows of single-precision features.
///
/// Node i of the flat arrays branches on feature[i] against value[i] to yes[i] or no[i]; a leaf has yes[i] = −1 and gives
/// weights [first[i], first[i + 1]) of `outputs` and `weights`.
///
/// @param roots   the root of each tree, in the order of the file
/// @param missing whether a NaN takes the branch `yes`
record Trees(
        int[] roots,
        int[] feature,
        float[] value,
        Mode[] mode,
        int[] yes,
        int[] no,
        boolean[] missing,
        int[] first,
        int[] outputs,
        float[] weights) {
    /// How a feature is compared with a node's value.
    enum Mode {
        BRANCH_LEQ,
        BRANCH_LT,
        BRANCH_GTE,
        BRANCH_GT,
        BRANCH_EQ,
        BRANCH_NEQ,
        LEAF;

        boolean holds(float x, float value) {
            return switch (this) {
                case BRANCH_LEQ -> x <= value;
                case BRANCH_LT -> x < value;
                case BRANCH_GTE -> x >= value;
                case BRANCH_GT -> x > value;
                case BRANCH_EQ -> x == value;
                case BRANCH_NEQ -> x != value;
                case LEAF -> throw new IllegalStateException("a leaf compares nothing");
            };
        }
    }

    /// The leaf that a row reaches in one tree.
    int leaf(int root, float[] rows, int at) {
        int node = root;
        while (yes[node] >= 0) {
            float x = rows[at + feature[node]];
            boolean taken = x != x && missing[node] || mode[node].holds(x, value[node]);
            node = taken ? yes[node] : no[node];
        }
        return node;
    }

    /// The number of features that rows must have at least.
    int features() {
        int most = 0;
        for (int i = 0; i < feature.length; i++) {
            most = Math.max(most, yes[i] < 0 ? 0 : feature[i] + 1);
        }
        return most;
    }

    /// How a row's scores come about from its leaves.
    enum Aggregate {
        SUM,
        AVERAGE,
        MIN,
        MAX
    }

    /// The scores of each row: for each output the weights of the leaves in the order of trees, added from left to right
    /// (or their least or greatest); an average is divided by the number of trees; then + base.
    float[] scores(Tensor x, int count, float[] base, Aggregate aggregate, Work work) throws RefusedException {
        int width = x.shape().rank() == 1 ? x.elements() : x.shape().at(x.shape().rank() - 1);
        if (x.shape().rank() < 1 || x.shape().rank() > 2 || width < features()) {
            throw Operands.shape("decides on " + x.shape() + ", expected rows of at least " + features() + " features");
        }
        int rows = x.shape().rank() == 1 ? 1 : x.shape().at(0);
        float[] scores = new float[work.shape(rows, count).elements()];
        work.spend(rows * (long) feature.length);
        for (int r = 0; r < rows; r++) {
            boolean[] seen = new boolean[count];
            for (int root : roots) {
                int leaf = leaf(root, x.floats(), r * width);
                for (int i = first[leaf]; i < first[leaf + 1]; i++) {
                    int at = r * count + outputs[i];
                    scores[at] = !seen[outputs[i]] ? weights[i] : combine(aggregate, scores[at], weights[i]);
                    seen[outputs[i]] = true;
                }
            }
            for (int k = 0; k < count; k++) {
                float score = scores[r * count + k];
                float whole = aggregate == Aggregate.AVERAGE ? score / roots.length : score;
                scores[r * count + k] = base.length == 0 ? whole : whole + base[k];
            }
        }
        return scores;
    }

    private static float combine(Aggregate aggregate, float a, float b) {
        return switch (aggregate) {
            case SUM, AVERAGE -> a + b;
            case MIN -> Math.min(a, b);
            case MAX -> Math.max(a, b);
        };
    }
}
