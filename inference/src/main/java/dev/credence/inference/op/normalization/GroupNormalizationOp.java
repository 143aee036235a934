package dev.credence.inference.op.normalization;

import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.op.Op;
import dev.credence.inference.op.OpNode;
import dev.credence.inference.op.Operands;
import dev.credence.inference.op.Work;
import dev.credence.inference.tensor.Shape;
import dev.credence.inference.tensor.Tensor;

/// Normalisation of groups of channels of each sample to mean 0 and variance 1, then ·scale, then + bias.
///
/// @param groups   number of groups; 0 makes each channel a group of its own (InstanceNormalization)
/// @param byGroup  whether scale and bias are given a group (version 18) rather than a channel
record GroupNormalizationOp(int groups, float epsilon, boolean byGroup) implements Op {
    static Op decodeInstance(OpNode node) throws RefusedException {
        return new GroupNormalizationOp(0, node.number("epsilon", 1e-5f), false);
    }

    static Op decodeGroup(OpNode node) throws RefusedException {
        if (node.integer("stash_type", 1) != 1) {
            throw Operands.mode("statistics in another type than single precision are not claimed");
        }
        return new GroupNormalizationOp(node.integer("num_groups", 0, 1, 1 << 24), node.number("epsilon", 1e-5f),
                node.version() < 21);
    }

    @Override
    public Tensor[] run(Tensor[] inputs, Work work) throws RefusedException {
        Tensor x = inputs[0];
        int rank = x.shape().rank();
        if (rank < 3) {
            throw Operands.shape("normalises " + x.shape() + ", expected [batch,channels,…]");
        }
        int channels = x.shape().at(1);
        int parts = groups == 0 ? channels : groups;
        if (channels % Math.max(parts, 1) != 0) {
            throw Operands.shape("normalises " + channels + " channels in " + parts + " groups");
        }
        Shape factors = Shape.of(byGroup ? parts : channels);
        Operands.requireShape(inputs[1], factors, "the scale");
        Operands.requireShape(inputs[2], factors, "the bias");
        float[] y = work.floats(x.shape());
        int run = x.shape().elements(2, rank);
        int perGroup = parts == 0 ? 0 : channels / parts;
        for (int at = 0, group = 0; at < y.length; at += perGroup * run, group++) {
            Moments.center(x.floats(), at, perGroup * run, Moments.mean(x.floats(), at, perGroup * run), y);
            float inverse = Moments.inverseDeviation(y, at, perGroup * run, epsilon);
            for (int i = 0; i < perGroup * run; i++) {
                int factor = byGroup ? group % parts : group % parts * perGroup + i / run;
                y[at + i] = y[at + i] * inverse * inputs[1].floats()[factor] + inputs[2].floats()[factor];
            }
        }
        return Operands.one(Tensor.ofFloats(x.shape(), y));
    }
}
