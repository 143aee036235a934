package dev.credence.inference.integer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.inference.op.ReferenceKernels;
import dev.credence.testkit.Seeded;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class GatheringKernelsTest {
    // 300 terms at 90 × 90 positions are more than are gathered at once.
    @Test
    void aConvolutionGatheredInBlocksIsTheSpecifiedOne() {
        RandomGenerator random = Seeded.random();
        PlaneAxis axis = new PlaneAxis(90, 90, 5, 1, 1, 2);
        Gather gather = new Gather(24, 2, new PlaneWindow(axis, axis));
        IntegerOp.Linear op = new IntegerOp.Linear("wide", 0, gather, 4, 1, new Rescale(16, IntegerRange.I8, 0));
        byte[] w = new byte[op.weights()];
        random.nextBytes(w);
        LinearWeights weights = new LinearWeights(op, w, new int[] {1, -2, 3, -4}, new int[] {1, 1, 1, 1});
        byte[] x = new byte[gather.inputs()];
        random.nextBytes(x);
        IntegerTensor type = new IntegerTensor(x.length, IntegerRange.U8, 131);
        int[] expected = new int[op.outputs()];
        ReferenceIntegerKernels.INSTANCE.accumulate(op, weights, x, type, expected);
        int[] found = new int[op.outputs()];
        new GatheringKernels(ReferenceKernels.INSTANCE).accumulate(op, weights, x, type, found);
        assertThat(found).isEqualTo(expected);
    }
}
