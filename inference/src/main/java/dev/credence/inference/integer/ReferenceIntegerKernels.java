package dev.credence.inference.integer;

/// The specification's sums, word for word.
public final class ReferenceIntegerKernels implements IntegerKernels {
    public static final ReferenceIntegerKernels INSTANCE = new ReferenceIntegerKernels();

    private ReferenceIntegerKernels() {}

    @Override
    public String name() {
        return "scalar";
    }

    @Override
    public void accumulate(IntegerOp.Linear op, LinearWeights weights, byte[] x, IntegerTensor type, int[] acc) {
        Gather gather = op.gather();
        byte[] w = weights.weights();
        int terms = gather.terms();
        for (int channel = 0; channel < op.channels(); channel++) {
            int group = op.group(channel);
            for (int position = 0; position < gather.positions(); position++) {
                int sum = weights.biases()[channel];
                for (int term = 0; term < terms; term++) {
                    int index = gather.index(group, position, term);
                    if (index >= 0) {
                        sum += (type.range().value(x[index]) - type.zeroPoint()) * w[channel * terms + term];
                    }
                }
                acc[channel * gather.positions() + position] = sum;
            }
        }
    }
}
