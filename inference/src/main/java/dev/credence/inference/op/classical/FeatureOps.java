package dev.credence.inference.op.classical;

import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.numeric.FloatV1;
import dev.credence.inference.op.Op;
import dev.credence.inference.op.OpNode;
import dev.credence.inference.op.Operands;
import dev.credence.inference.tensor.Tensor;

/// Operations that prepare features.
final class FeatureOps {
    private FeatureOps() {}

    /// 1 where an element is greater than the threshold, 0 elsewhere.
    static Op binarizer(OpNode node) throws RefusedException {
        float threshold = node.number("threshold", 0f);
        return (inputs, work) -> {
            float[] y = work.floats(inputs[0].shape());
            for (int i = 0; i < y.length; i++) {
                y[i] = inputs[0].floats()[i] > threshold ? 1f : 0f;
            }
            return Operands.one(Tensor.ofFloats(inputs[0].shape(), y));
        };
    }

    /// (x − offset)·scale, one pair a feature or one for all.
    static Op scaler(OpNode node) throws RefusedException {
        float[] offset = node.numbers("offset").orElse(new float[] {0f});
        float[] scale = node.numbers("scale").orElse(new float[] {1f});
        return (inputs, work) -> {
            Tensor x = inputs[0];
            int rank = x.shape().rank();
            int width = rank == 0 ? 1 : x.shape().at(rank - 1);
            if (offset.length != 1 && offset.length != width || scale.length != 1 && scale.length != width) {
                throw Operands.shape("scales rows of " + width + " by " + offset.length + " offsets and " + scale.length + " factors");
            }
            float[] y = work.floats(x.shape());
            for (int i = 0; i < y.length; i++) {
                int k = i % width;
                y[i] = (x.floats()[i] - offset[offset.length == 1 ? 0 : k]) * scale[scale.length == 1 ? 0 : k];
            }
            return Operands.one(Tensor.ofFloats(x.shape(), y));
        };
    }

    /// Each row divided by its greatest magnitude, its sum of magnitudes or its length; a row of zeros stays.
    static Op normalizer(OpNode node) throws RefusedException {
        String norm = node.choice("norm", "MAX", "MAX", "L1", "L2");
        return (inputs, work) -> {
            Tensor x = inputs[0];
            int rank = x.shape().rank();
            int width = rank == 0 ? 1 : x.shape().at(rank - 1);
            float[] y = work.floats(x.shape());
            for (int at = 0; at < y.length; at += width) {
                float length = norm(norm, x.floats(), at, width);
                for (int i = at; i < at + width; i++) {
                    y[i] = length == 0f ? x.floats()[i] : x.floats()[i] / length;
                }
            }
            return Operands.one(Tensor.ofFloats(x.shape(), y));
        };
    }

    private static float norm(String norm, float[] x, int at, int width) {
        if (norm.equals("L2")) {
            return (float) Math.sqrt(FloatV1.dot(x, at, x, at, width));
        }
        float[] magnitudes = new float[width];
        float max = 0f;
        for (int i = 0; i < width; i++) {
            magnitudes[i] = Math.abs(x[at + i]);
            max = Math.max(max, magnitudes[i]);
        }
        return norm.equals("MAX") ? max : FloatV1.sum(magnitudes, 0, width);
    }

    /// Columns of each row, picked by an index tensor.
    static Op extractor(OpNode node) {
        return (inputs, work) -> {
            Tensor x = inputs[0];
            int rank = x.shape().rank();
            if (rank == 0) {
                throw Operands.shape("picks features of a scalar");
            }
            long[] picks = Operands.longs(inputs[1], "the index");
            int width = x.shape().at(rank - 1);
            int rows = x.shape().elements(0, rank - 1);
            long[] sizes = rank == 1 ? new long[] {1, 0} : x.shape().toLongs();
            sizes[sizes.length - 1] = picks.length;
            Tensor y = work.allocate(x.type(), work.shape(sizes));
            for (int r = 0; r < rows; r++) {
                for (int i = 0; i < picks.length; i++) {
                    System.arraycopy(x.array(), r * width + Operands.index(picks[i], width), y.array(), r * picks.length + i, 1);
                }
            }
            return Operands.one(y);
        };
    }
}
