package dev.credence.inference.language.generation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.inference.kernel.Crew;
import dev.credence.inference.kernel.GrownKernels;
import dev.credence.inference.language.transformer.LanguageKernels;
import dev.credence.inference.language.transformer.ReferenceLanguageKernels;
import dev.credence.inference.tensor.Shape;
import dev.credence.inference.tensor.Tensor;
import dev.credence.inference.trace.EntryHasher;
import dev.credence.inference.trace.Trace;
import dev.credence.testkit.Seeded;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class EntryJobsTest {
    private static final int ENTRY = 32;

    @Test
    void everyRowHasTheEntryOfTheSameTensor() {
        try (ExecutorService helpers = Executors.newFixedThreadPool(2)) {
            for (LanguageKernels kernels : List.of(ReferenceLanguageKernels.INSTANCE, GrownKernels.of(Crew.CALLER), GrownKernels.of(Crew.of(helpers, 3)))) {
                EntryJobs jobs = new EntryJobs(kernels);
                Seeded.check(60, (random, _) -> check(random, jobs));
            }
        }
    }

    // Rows come in groups, each released before its arrays are written to again, as a model's layers are.
    private static void check(RandomGenerator random, EntryJobs jobs) {
        List<Bytes> expected = new ArrayList<>();
        byte[] entries = new byte[200 * ENTRY];
        int groups = 1 + random.nextInt(12);
        int[] lengths = {1 + random.nextInt(300), 1 + random.nextInt(1_100), 256 * (1 + random.nextInt(4))};
        float[] x = new float[60_000];
        for (int group = 0; group < groups; group++) {
            int before = jobs.size();
            fill(random, x);
            int rows = 1 + random.nextInt(random.nextInt(8) == 0 ? 16 : 3);
            for (int row = 0; row < rows; row++) {
                int count = group == groups - 1 && row == rows - 1 && random.nextBoolean() ? 20_000 : lengths[random.nextInt(lengths.length)];
                int at = random.nextInt(x.length - count + 1);
                EntryHasher.Place place = new EntryHasher.Place(random.nextInt(9), random.nextInt(9), random.nextInt(9));
                Tensor tensor = Tensor.ofFloats(Shape.of(count), Arrays.copyOfRange(x, at, at + count));
                expected.add(new Trace.Step(place.position(), place.layer(), place.op(), tensor.root()).entry().bytes());
                jobs.add(place, x, at, count, entries, (expected.size() - 1) * ENTRY);
            }
            jobs.release(before);
        }
        Arrays.fill(x, 0);
        jobs.finish();
        assertThat(jobs.size()).isZero();
        for (int i = 0; i < expected.size(); i++) {
            assertThat(Bytes.of(entries, i * ENTRY, (i + 1) * ENTRY)).as("row %d", i).isEqualTo(expected.get(i));
        }
    }

    private static void fill(RandomGenerator random, float[] x) {
        for (int i = 0; i < x.length; i++) {
            x[i] = random.nextInt(5_000) == 0 ? Float.intBitsToFloat(0x7f800001 + random.nextInt(9)) : random.nextInt();
        }
    }

    @Test
    void noMoreRowsWaitThanAFewMegabytes() {
        EntryJobs jobs = new EntryJobs(ReferenceLanguageKernels.INSTANCE);
        List<Integer> waiting = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            waiting.add(waitingAfter(jobs, 40));
        }
        assertThat(waiting.stream().mapToInt(each -> each).max()).hasValue((1 << 20) / (40 * 256));
        assertThat(waiting.stream().filter(each -> each == 0)).as("each time so many have come").hasSize(2);
    }

    @Test
    void rowsOfManyChunksDoNotWait() {
        EntryJobs jobs = new EntryJobs(ReferenceLanguageKernels.INSTANCE);
        assertThat(waitingAfter(jobs, 47)).isEqualTo(1);
        assertThat(waitingAfter(jobs, 48)).isZero();
    }

    private static int waitingAfter(EntryJobs jobs, int chunks) {
        int before = jobs.size();
        jobs.add(new EntryHasher.Place(0, 0, 0), new float[chunks * 256], 0, chunks * 256, new byte[ENTRY], 0);
        jobs.release(before);
        return jobs.size();
    }
}
