package dev.credence.inference.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.inference.integer.GatheringKernels;
import dev.credence.inference.integer.IntegerInterpreter;
import dev.credence.inference.integer.IntegerKernels;
import dev.credence.inference.integer.IntegerModel;
import dev.credence.inference.integer.IntegerWitness;
import dev.credence.inference.integer.ProgramMaker;
import dev.credence.inference.integer.ReferenceIntegerKernels;
import dev.credence.inference.op.ByteSpan;
import dev.credence.inference.op.IntSpan;
import dev.credence.inference.op.Kernels;
import dev.credence.inference.op.MatMulShape;
import dev.credence.inference.op.ReferenceKernels;
import dev.credence.testkit.Seeded;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The sums as specified against those that are executed, on every engine.
class IntegerTwinsTest {
    @Test
    void everyEngineComputesTheSpecifiedTensorsAndAccumulators() {
        models(200);
    }

    @Test
    @Tag("campaign")
    void everyEngineComputesTheSpecifiedTensorsForManyPrograms() {
        models(100_000);
    }

    private static void models(int rounds) {
        try (ExecutorService helper = Executors.newSingleThreadExecutor()) {
            IntegerKernels[] engines = {
                new GatheringKernels(ReferenceKernels.INSTANCE),
                new GatheringKernels(new VectorKernels(Workers.CALLER)),
                new GatheringKernels(new VectorKernels(Workers.of(helper, 2), 0))
            };
            Seeded.check(rounds, (random, round) -> {
                IntegerModel model = ProgramMaker.model(random);
                byte[] x = new byte[model.program().input().tensor().elements()];
                for (int i = 0; i < x.length; i++) {
                    x[i] = (byte) random.nextInt(model.program().input().tensor().range().low(), model.program().input().tensor().range().high() + 1);
                }
                IntegerWitness expected = IntegerInterpreter.run(model, x, ReferenceIntegerKernels.INSTANCE);
                for (IntegerKernels engine : engines) {
                    IntegerWitness found = IntegerInterpreter.run(model, x, engine);
                    assertThat(found.tensors()).as(engine.name()).isDeepEqualTo(expected.tensors());
                    assertThat(found.accumulators()).as(engine.name()).isDeepEqualTo(expected.accumulators());
                }
            });
        }
    }

    @Test
    void productsOfAwkwardSizesAreTheReferences() {
        Kernels fast = new VectorKernels(Workers.CALLER);
        Seeded.check(300, (random, round) -> {
            MatMulShape shape = new MatMulShape(1 + random.nextInt(9), 1 + random.nextInt(80), round % 3 == 0 ? 1 : 1 + random.nextInt(50));
            byte[] w = new byte[3 + shape.rows() * shape.inner()];
            random.nextBytes(w);
            int[] x = numbers(random, 5 + shape.inner() * shape.columns());
            int[] acc = numbers(random, 2 + shape.rows() * shape.columns());
            int[] expected = acc.clone();
            ReferenceKernels.INSTANCE.integerProducts(shape, new ByteSpan(w, 3), new IntSpan(x, 5), new IntSpan(expected, 2));
            fast.integerProducts(shape, new ByteSpan(w, 3), new IntSpan(x, 5), new IntSpan(acc, 2));
            assertThat(acc).isEqualTo(expected);
        });
    }

    private static int[] numbers(RandomGenerator random, int n) {
        int[] numbers = new int[n];
        for (int i = 0; i < n; i++) {
            numbers[i] = random.nextInt(-255, 256);
        }
        return numbers;
    }
}
