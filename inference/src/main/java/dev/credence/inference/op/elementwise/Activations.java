package dev.credence.inference.op.elementwise;

import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.numeric.FloatV1;
import dev.credence.inference.op.Op;
import dev.credence.inference.op.OpNode;
import dev.credence.inference.op.UnaryFunction;

/// Activation functions with parameters, operation by operation as docs/spec/float-v1.md says.
final class Activations {
    private Activations() {}

    static Op celu(OpNode node) throws RefusedException {
        float alpha = node.number("alpha", 1f);
        return new MapOp(x -> Math.max(0f, x) + Math.min(0f, alpha * (FloatV1.exp(x / alpha) - 1f)));
    }

    static Op elu(OpNode node) throws RefusedException {
        float alpha = node.number("alpha", 1f);
        return new MapOp(x -> x < 0f ? alpha * (FloatV1.exp(x) - 1f) : x);
    }

    static Op gelu(OpNode node) throws RefusedException {
        boolean tanh = node.choice("approximate", "none", "none", "tanh").equals("tanh");
        return new UnaryOp(tanh ? UnaryFunction.GELU_TANH : UnaryFunction.GELU, null);
    }

    static Op hardSigmoid(OpNode node) throws RefusedException {
        float alpha = node.number("alpha", 0.2f);
        float beta = node.number("beta", 0.5f);
        return new MapOp(x -> Math.max(0f, Math.min(1f, alpha * x + beta)));
    }

    static Op leakyRelu(OpNode node) throws RefusedException {
        float alpha = node.number("alpha", 0.01f);
        return new MapOp(x -> x < 0f ? alpha * x : x);
    }

    static Op selu(OpNode node) throws RefusedException {
        float alpha = node.number("alpha", 1.67326319217681884765625f);
        float gamma = node.number("gamma", 1.05070102214813232421875f);
        return new MapOp(x -> x > 0f ? gamma * x : gamma * (alpha * FloatV1.exp(x) - alpha));
    }

    static Op shrink(OpNode node) throws RefusedException {
        float bias = node.number("bias", 0f);
        float lambda = node.number("lambd", 0.5f);
        return new MapOp(x -> x < -lambda ? x + bias : x > lambda ? x - bias : x != x ? x : 0f);
    }

    static Op swish(OpNode node) throws RefusedException {
        float alpha = node.number("alpha", 1f);
        return new MapOp(x -> x * FloatV1.sigmoid(alpha * x));
    }

    static Op thresholdedRelu(OpNode node) throws RefusedException {
        float alpha = node.number("alpha", 1f);
        return new MapOp(x -> x > alpha || x != x ? x : 0f);
    }
}
