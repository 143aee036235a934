package dev.credence.proof.code;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/// The threads that may share one piece of work: the caller's own, and as many of an executor's as make up `threads`.
///
/// The caller never waits for a helper that has not begun: where the executor is busy, or is the caller's own, the caller
/// does all the work itself.
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
        Share share = new Share(tasks, task);
        for (int i = 0; i < helpers; i++) {
            executor.execute(share::help);
        }
        share.take();
        share.close();
    }

    /// One piece of work while it is shared.
    private static final class Share {
        private final AtomicInteger next = new AtomicInteger();
        private final int tasks;
        private final IntConsumer task;
        private int running;
        private boolean closed;
        private RuntimeException failure;
        private Error error;

        Share(int tasks, IntConsumer task) {
            this.tasks = tasks;
            this.task = task;
        }

        // Does what is left, task by task; after a failure the rest is left alone.
        void take() {
            try {
                for (int i = next.getAndIncrement(); i < tasks; i = next.getAndIncrement()) {
                    task.accept(i);
                }
            } catch (RuntimeException failed) {
                fail(failed, null);
            } catch (Error failed) {
                fail(null, failed);
            }
        }

        void help() {
            synchronized (this) {
                if (closed) {
                    return;
                }
                running++;
            }
            take();
            synchronized (this) {
                running--;
                notifyAll();
            }
        }

        // Waits for the helpers that have begun; the others find nothing left.
        synchronized void close() {
            closed = true;
            boolean interrupted = false;
            while (running > 0) {
                try {
                    wait();
                } catch (InterruptedException _) {
                    // Helpers still write to our arrays: leaving now would hand out half a result.
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            if (error != null) {
                throw error;
            }
            if (failure != null) {
                throw failure;
            }
        }

        private synchronized void fail(RuntimeException failed, Error fatal) {
            next.set(tasks);
            failure = failure == null ? failed : failure;
            error = error == null ? fatal : error;
        }
    }
}
