package dev.credence.inference.op.normalization;

import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.op.Broadcast;
import dev.credence.inference.op.Op;
import dev.credence.inference.op.OpSpec;
import dev.credence.inference.op.Operands;
import dev.credence.inference.op.Strided;
import dev.credence.inference.op.Work;
import dev.credence.inference.tensor.ElementType;
import dev.credence.inference.tensor.Shape;
import dev.credence.inference.tensor.Tensor;
import java.util.Arrays;

/// Normalisation over all axes from one on, then ·scale, then + bias: to mean 0 and variance 1, or (centered false) to a
/// mean square of 1 only.
record LayerNormalizationOp(long axis, float epsilon, boolean centered) implements Op {
    static OpSpec.Decoder decoder(boolean centered) {
        return node -> {
            if (node.integer("stash_type", 1) != 1) {
                throw Operands.mode("statistics in another type than single precision are not claimed");
            }
            return new LayerNormalizationOp(node.integer("axis", -1), node.number("epsilon", 1e-5f), centered);
        };
    }

    @Override
    public Tensor[] run(Tensor[] inputs, Work work) throws RefusedException {
        Tensor x = inputs[0];
        int rank = x.shape().rank();
        int at = Operands.axis(axis, rank);
        int columns = x.shape().elements(at, rank);
        int rows = x.shape().elements(0, at);
        Shape normalised = Shape.of(Arrays.copyOfRange(x.shape().toArray(), at, rank));
        float[] scale = spread(inputs[1], normalised);
        float[] bias = Operands.optional(inputs, 2) == null ? null : spread(inputs[2], normalised);
        float[] y = work.floats(x.shape());
        work.spend(2L * y.length);
        int[] statistics = x.shape().toArray();
        Arrays.fill(statistics, at, rank, 1);
        Tensor mean = work.allocate(ElementType.FLOAT, Shape.of(statistics));
        Tensor inverse = work.allocate(ElementType.FLOAT, mean.shape());
        for (int r = 0; r < rows; r++) {
            int from = r * columns;
            mean.floats()[r] = centered ? Moments.mean(x.floats(), from, columns) : 0f;
            Moments.center(x.floats(), from, columns, mean.floats()[r], y);
            inverse.floats()[r] = Moments.inverseDeviation(y, from, columns, epsilon);
            for (int i = 0; i < columns; i++) {
                float normal = y[from + i] * inverse.floats()[r] * scale[i];
                y[from + i] = bias == null ? normal : normal + bias[i];
            }
        }
        Tensor result = Tensor.ofFloats(x.shape(), y);
        return centered ? new Tensor[] {result, mean, inverse} : Operands.one(result);
    }

    private static float[] spread(Tensor factor, Shape shape) throws RefusedException {
        Shape common = Shape.ofChecked(Broadcast.shape(factor.shape(), shape)).orElse(null);
        if (!shape.equals(common)) {
            throw Operands.shape("scales rows of " + shape + " by " + factor.shape());
        }
        float[] spread = new float[shape.elements()];
        Strided.gather(factor, 0, Broadcast.stridesOver(factor.shape(), shape), shape, spread);
        return spread;
    }
}
