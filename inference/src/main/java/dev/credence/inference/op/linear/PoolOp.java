package dev.credence.inference.op.linear;

import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.op.Op;
import dev.credence.inference.op.OpNode;
import dev.credence.inference.op.Operands;
import dev.credence.inference.op.Work;
import dev.credence.inference.tensor.Shape;
import dev.credence.inference.tensor.Tensor;
import dev.credence.inference.op.Window;

/// Maximum or mean over a sliding window: `Kernels.maxPool`, `Kernels.averagePool`.
record PoolOp(WindowAttributes attributes, boolean average, boolean countPads) implements Op {
    static Op decodeMax(OpNode node) throws RefusedException {
        if (node.hasOutput(1)) {
            throw Operands.mode("MaxPool with indices is not claimed");
        }
        node.ignore("storage_order");
        return new PoolOp(pooling(node), false, false);
    }

    static Op decodeAverage(OpNode node) throws RefusedException {
        return new PoolOp(pooling(node), true, node.flag("count_include_pad", false));
    }

    private static WindowAttributes pooling(OpNode node) throws RefusedException {
        WindowAttributes attributes = WindowAttributes.decode(node);
        if (attributes.kernel() == null) {
            throw OpNode.invalid("attribute kernel_shape is missing");
        }
        return attributes;
    }

    @Override
    public Tensor[] run(Tensor[] inputs, Work work) throws RefusedException {
        Tensor x = inputs[0];
        Window window = attributes.over(x.shape(), attributes.kernel());
        Shape output = work.shape(WindowShapes.output(x.shape(), x.shape().at(1), window));
        work.spend((long) output.elements() * window.taps());
        float[] y = new float[output.elements()];
        int channels = x.shape().at(0) * x.shape().at(1);
        if (average) {
            work.kernels().averagePool(channels, window, countPads, x.floats(), y);
        } else {
            work.kernels().maxPool(channels, window, x.floats(), y);
        }
        return Operands.one(Tensor.ofFloats(output, y));
    }
}
