package dev.credence.inference.op.linear;

import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.numeric.FloatV1;
import dev.credence.inference.numeric.Library;
import dev.credence.inference.op.Axis;
import dev.credence.inference.op.Op;
import dev.credence.inference.op.OpNode;
import dev.credence.inference.op.Operands;
import dev.credence.inference.op.Window;
import dev.credence.inference.op.Work;
import dev.credence.inference.tensor.Shape;
import dev.credence.inference.tensor.Tensor;

/// The p-th root of the sum of p-th powers over a sliding window: an ascending chain of additions over the places inside the
/// input, in row-major order. p = 1 and 2 take no powers: |x|, and √ of a chain of x².
record LpPoolOp(WindowAttributes attributes, int p) implements Op {
    static Op decode(OpNode node) throws RefusedException {
        return new LpPoolOp(WindowAttributes.decode(node), node.integer("p", 2, 1, 1 << 10));
    }

    static Op decodeGlobal(OpNode node) throws RefusedException {
        return new LpPoolOp(null, node.integer("p", 2, 1, 1 << 10));
    }

    @Override
    public Tensor[] run(Tensor[] inputs, Work work) throws RefusedException {
        Tensor x = inputs[0];
        int rank = x.shape().rank();
        if (rank < 3) {
            throw Operands.shape("pools " + x.shape() + ", expected at least one spatial axis");
        }
        Window window = attributes == null ? whole(x.shape()) : window(x.shape());
        Shape output = work.shape(WindowShapes.output(x.shape(), x.shape().at(1), window));
        work.spend((long) output.elements() * window.taps());
        float[] y = new float[output.elements()];
        for (int at = 0; at < y.length; at++) {
            float sum = 0f;
            for (int tap = 0; tap < window.taps(); tap++) {
                int source = window.source(at % window.out(), tap);
                if (source >= 0) {
                    sum = add(sum, x.floats()[at / window.out() * window.in() + source]);
                }
            }
            y[at] = p == 1 ? sum : p == 2 ? (float) Math.sqrt(sum) : Library.pow(sum, 1f / p);
        }
        return Operands.one(Tensor.ofFloats(output, y));
    }

    private float add(float sum, float x) {
        return switch (p) {
            case 1 -> sum + Math.abs(x);
            case 2 -> FloatV1.fma(x, x, sum);
            default -> sum + Library.pow(Math.abs(x), p);
        };
    }

    private Window window(Shape x) throws RefusedException {
        if (attributes.kernel() == null) {
            throw OpNode.invalid("attribute kernel_shape is missing");
        }
        return attributes.over(x, attributes.kernel());
    }

    private static Window whole(Shape x) throws RefusedException {
        int size = x.elements(2, x.rank());
        if (x.rank() > 5) {
            throw Operands.mode("slides over " + (x.rank() - 2) + " axes of " + x + ", expected 1 to 3");
        }
        return new Window(Axis.NONE, Axis.NONE, new Axis(size, 1, size, 1, 1, 0, 0));
    }
}
