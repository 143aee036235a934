package dev.credence.inference.integer;

import dev.credence.inference.op.ByteSpan;
import dev.credence.inference.op.IntSpan;
import dev.credence.inference.op.Kernels;
import dev.credence.inference.op.MatMulShape;
import java.util.Arrays;

/// Gathers the inputs under each term once (im2col) and leaves the products to an engine's kernels; the same sums as
/// `ReferenceIntegerKernels`, since addition of integers that cannot overflow has no order.
public final class GatheringKernels implements IntegerKernels {
    private final Kernels kernels;

    public GatheringKernels(Kernels kernels) {
        this.kernels = kernels;
    }

    @Override
    public String name() {
        return kernels.name();
    }

    @Override
    public void accumulate(IntegerOp.Linear op, LinearWeights weights, byte[] x, IntegerTensor type, int[] acc) {
        Gather gather = op.gather();
        int positions = gather.positions();
        for (int channel = 0; channel < op.channels(); channel++) {
            Arrays.fill(acc, channel * positions, (channel + 1) * positions, weights.biases()[channel]);
        }
        int rows = op.channels() / gather.groups();
        MatMulShape shape = new MatMulShape(rows, gather.terms(), positions);
        int[] centred = centred(x, type);
        for (int group = 0; group < gather.groups(); group++) {
            int[] columns = gather.isDense() ? centred : columns(gather, group, centred);
            kernels.integerProducts(
                    shape,
                    new ByteSpan(weights.weights(), group * rows * gather.terms()),
                    new IntSpan(columns, 0),
                    new IntSpan(acc, group * rows * positions));
        }
    }

    private static int[] centred(byte[] x, IntegerTensor type) {
        int[] centred = new int[x.length];
        IntegerRange range = type.range();
        for (int i = 0; i < x.length; i++) {
            centred[i] = range.value(x[i]) - type.zeroPoint();
        }
        return centred;
    }

    // [K × P]: row κ holds the input under term κ at every position, 0 where that is padding.
    private static int[] columns(Gather gather, int group, int[] centred) {
        PlaneWindow window = gather.window();
        int positions = window.positions();
        int[] columns = new int[Math.multiplyExact(gather.terms(), positions)];
        int first = group * (gather.channels() / gather.groups());
        for (int tap = 0; tap < window.taps(); tap++) {
            for (int position = 0; position < positions; position++) {
                int source = window.source(position, tap);
                if (source >= 0) {
                    for (int channel = 0; channel < gather.channels() / gather.groups(); channel++) {
                        columns[(channel * window.taps() + tap) * positions + position] = centred[(first + channel) * window.cells() + source];
                    }
                }
            }
        }
        return columns;
    }
}
