package dev.credence.inference.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.inference.numeric.FloatV1;
import dev.credence.inference.op.Kernels;
import dev.credence.inference.op.ReferenceKernels;
import dev.credence.testkit.Seeded;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Twins: every kernel of the vector engine against the reference, bit for bit, with one thread and with two.
class VectorKernelsTest {
    @Test
    void everyKernelEqualsTheReference() {
        compare(new VectorKernels(Workers.CALLER), 60);
    }

    @Test
    void everyKernelEqualsTheReferenceWithTwoThreads() {
        withTwoThreads(60);
    }

    @Test
    @Tag("campaign")
    void everyKernelEqualsTheReferenceForManyShapes() {
        compare(new VectorKernels(Workers.CALLER), 20_000);
        withTwoThreads(5_000);
    }

    private static void withTwoThreads(int rounds) {
        try (ExecutorService helper = Executors.newSingleThreadExecutor()) {
            // A threshold of zero, so that small loops are divided as well.
            compare(new VectorKernels(Workers.of(helper, 2), 0), rounds);
        }
    }

    private static void compare(Kernels fast, int rounds) {
        for (KernelCases.KernelCase one : KernelCases.of(Seeded.random(), rounds).cases()) {
            float[] expected = one.call().on(ReferenceKernels.INSTANCE);
            float[] found = one.call().on(fast);
            for (int i = 0; i < expected.length; i++) {
                if (FloatV1.canonicalBits(found[i]) != FloatV1.canonicalBits(expected[i])) {
                    throw new AssertionError(one.name() + " at " + i + ": expected " + Float.toHexString(expected[i])
                            + ", found " + Float.toHexString(found[i]) + "; seed " + Seeded.seed());
                }
            }
            assertThat(found).as(one.name()).hasSameSizeAs(expected);
        }
    }
}
