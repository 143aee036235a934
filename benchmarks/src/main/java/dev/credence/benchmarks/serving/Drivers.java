package dev.credence.benchmarks.serving;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Drives something from several threads at once for some seconds.
final class Drivers {
    private Drivers() {}

    /// One thread's part.
    @FunctionalInterface
    interface Driver {
        /// Goes on until `endNanos` on the steady clock; microseconds of each call.
        long[] drive(long endNanos);
    }

    /// Runs `driver` on `count` virtual threads, and returns when all have ended.
    static Latencies run(int count, int seconds, Driver driver) throws InterruptedException {
        List<long[]> parts = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        long start = System.nanoTime();
        long end = start + seconds * 1_000_000_000L;
        for (int i = 0; i < count; i++) {
            threads.add(Thread.ofVirtual().start(() -> {
                long[] part = driver.drive(end);
                synchronized (parts) {
                    parts.add(part);
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        double elapsed = (System.nanoTime() - start) / 1e9;
        return Latencies.of(parts.stream().flatMapToLong(Arrays::stream).toArray(), elapsed);
    }
}
