package dev.credence.inference.op.quantised;

import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.op.Op;
import dev.credence.inference.op.Work;
import dev.credence.inference.tensor.ElementType;
import dev.credence.inference.tensor.Shape;
import dev.credence.inference.tensor.Tensor;

/// Quantises to UINT8 by the range of the data, which always holds 0: also gives scale and zero point.
///
/// scale = (max − min) ÷ 255; zero = saturate(rint(−min ÷ scale)).
record DynamicQuantizeOp() implements Op {
    @Override
    public Tensor[] run(Tensor[] inputs, Work work) throws RefusedException {
        float[] x = inputs[0].floats();
        float min = 0f;
        float max = 0f;
        for (float value : x) {
            min = Math.min(min, value);
            max = Math.max(max, value);
        }
        float scale = (max - min) / 255f;
        long zero = scale == 0f ? 0 : Saturation.saturate(-min / scale, 0, ElementType.UINT8);
        Tensor y = work.allocate(ElementType.UINT8, inputs[0].shape());
        for (int i = 0; i < x.length; i++) {
            y.bytes()[i] = (byte) (scale == 0f ? zero : Saturation.saturate(x[i] / scale, zero, ElementType.UINT8));
        }
        return new Tensor[] {y, Tensor.scalar(scale), Tensor.of(ElementType.UINT8, Shape.SCALAR, new byte[] {(byte) zero})};
    }
}
