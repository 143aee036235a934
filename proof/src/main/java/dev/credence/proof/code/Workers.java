package dev.credence.proof.code;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;

/// The threads that may share one piece of work: the caller's own, and as many of an executor's as make up `threads`.
///
/// @param threads at least 1; with 1 the executor is never asked
public record Workers(Executor executor, int threads) {
    /// The caller's thread alone.
    public static final Workers ALONE = new Workers(Runnable::run, 1);

    public Workers {
        if (threads < 1) {
            throw new IllegalArgumentException("at least one thread expected, found " + threads);
        }
    }

    /// Runs `task` for every number below `tasks`, in any order, and returns when all are done.
    ///
    /// **Obligation**: tasks write to disjoint places.
    public void each(int tasks, IntConsumer task) {
        int helpers = Math.min(threads, tasks) - 1;
        if (helpers <= 0) {
            for (int i = 0; i < tasks; i++) {
                task.accept(i);
            }
            return;
        }
        AtomicInteger next = new AtomicInteger();
        AtomicReference<RuntimeException> failure = new AtomicReference<>();
        CountDownLatch done = new CountDownLatch(helpers);
        Runnable share = () -> {
            try {
                for (int i = next.getAndIncrement(); i < tasks; i = next.getAndIncrement()) {
                    task.accept(i);
                }
            } catch (RuntimeException failed) {
                failure.compareAndSet(null, failed);
            }
        };
        for (int i = 0; i < helpers; i++) {
            executor.execute(() -> {
                share.run();
                done.countDown();
            });
        }
        share.run();
        await(done);
        if (failure.get() != null) {
            throw failure.get();
        }
    }

    private static void await(CountDownLatch done) {
        boolean interrupted = false;
        while (true) {
            try {
                done.await();
                break;
            } catch (InterruptedException _) {
                // The helpers still write to our arrays: leaving now would hand out half a result.
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
