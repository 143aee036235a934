package dev.credence.proof.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;

class WorkersTest {
    @Test
    void everyTaskRunsOnceWhateverTheNumberOfThreads() {
        try (ExecutorService executor = Executors.newFixedThreadPool(3)) {
            for (int threads = 1; threads <= 4; threads++) {
                for (int tasks = 0; tasks < 50; tasks++) {
                    AtomicIntegerArray runs = new AtomicIntegerArray(50);
                    new Workers(executor, threads).each(tasks, runs::incrementAndGet);
                    for (int i = 0; i < 50; i++) {
                        assertThat(runs.get(i)).isEqualTo(i < tasks ? 1 : 0);
                    }
                }
            }
        }
    }

    @Test
    void aFailureReachesTheCaller() {
        try (ExecutorService executor = Executors.newFixedThreadPool(1)) {
            assertThatThrownBy(() -> new Workers(executor, 2).each(10, task -> {
                        if (task == 7) {
                            throw new IllegalStateException("seven");
                        }
                    }))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("seven");
        }
    }

    @Test
    void workWithinWorkOnOneThreadDoesNotWaitForItself() throws Exception {
        try (ExecutorService executor = Executors.newFixedThreadPool(1)) {
            Workers workers = new Workers(executor, 2);
            AtomicInteger runs = new AtomicInteger();
            Future<?> done = executor.submit(() -> workers.each(4, _ -> workers.each(5, _ -> runs.incrementAndGet())));
            done.get(10, TimeUnit.SECONDS);
            assertThat(runs).hasValue(20);
        }
    }

    @Test
    void afterAFailureNoTaskBegins() {
        AtomicInteger runs = new AtomicInteger();
        assertThatThrownBy(() -> new Workers(Runnable::run, 2).each(100, _ -> {
                    runs.incrementAndGet();
                    throw new IllegalStateException("at once");
                }))
                .hasMessage("at once");
        assertThat(runs).hasValue(1);
    }

    @Test
    void thereIsAlwaysTheCallersThread() {
        assertThatThrownBy(() -> new Workers(Runnable::run, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
