package dev.credence.inference.op.linear;

import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.op.Op;
import dev.credence.inference.op.Operands;
import dev.credence.inference.op.Work;
import dev.credence.inference.tensor.Shape;
import dev.credence.inference.tensor.Tensor;
import java.util.Arrays;

/// Maximum or mean over all spatial axes; the mean is the 16-lane sum ÷ count.
record GlobalPoolOp(boolean average) implements Op {
    @Override
    public Tensor[] run(Tensor[] inputs, Work work) throws RefusedException {
        Tensor x = inputs[0];
        if (x.shape().rank() < 3) {
            throw Operands.shape("pools " + x.shape() + ", expected at least one spatial axis");
        }
        long[] sizes = x.shape().toLongs();
        Arrays.fill(sizes, 2, sizes.length, 1);
        Shape output = work.shape(sizes);
        float[] y = new float[output.elements()];
        int columns = x.shape().elements(2, x.shape().rank());
        if (average) {
            work.kernels().sumRows(columns, x.floats(), y);
            for (int i = 0; i < y.length; i++) {
                y[i] /= columns;
            }
        } else {
            for (int i = 0; i < y.length; i++) {
                y[i] = Float.NEGATIVE_INFINITY;
                for (int j = 0; j < columns; j++) {
                    y[i] = Math.max(y[i], x.floats()[i * columns + j]);
                }
            }
        }
        return Operands.one(Tensor.ofFloats(output, y));
    }
}
