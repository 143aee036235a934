package dev.credence.inference.kernel;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;

/// A small fixed number of threads, the caller's among them, that compute disjoint outputs.
///
/// No result depends on it: work is divided between outputs only, and which thread takes which part changes no order of
/// operations. Helpers that are busy or late are not waited for; the caller then does their parts itself.
public final class Workers {
    /// The caller alone.
    public static final Workers CALLER = new Workers(Runnable::run, 1);

    /// How often a caller that has run out of parts looks again before it parks: a few microseconds.
    private static final int SPINS_MAX = 2_000;

    private final Executor helpers;
    private final int threads;

    private Workers(Executor helpers, int threads) {
        this.helpers = helpers;
        this.threads = threads;
    }

    /// @param helpers runs tasks on other threads; the caller owns and closes it. It must have `threads` − 1 of them, or a
    ///     share of them, and may refuse none
    /// @param threads how many work at once, the calling thread included
    public static Workers of(Executor helpers, int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("at least one thread expected, found " + threads);
        }
        return threads == 1 ? CALLER : new Workers(helpers, threads);
    }

    public int threads() {
        return threads;
    }

    /// One part of a divided loop.
    @FunctionalInterface
    interface Part {
        void run(int index);
    }

    /// Runs parts 0 … parts − 1, each once, in no particular order, and returns when all are done.
    void run(int parts, Part part) {
        if (threads == 1 || parts == 1) {
            for (int i = 0; i < parts; i++) {
                part.run(i);
            }
            return;
        }
        Round round = new Round(parts, part);
        for (int helper = 1; helper < Math.min(threads, parts); helper++) {
            helpers.execute(round);
        }
        round.run();
        round.await();
    }

    /// One divided loop, and a latch that counts the parts that are not done.
    private static final class Round implements Runnable {
        private final PartCounter counter;
        private final CountDownLatch left;

        Round(int parts, Part part) {
            counter = new PartCounter(parts, part);
            left = new CountDownLatch(parts);
        }

        @Override
        public void run() {
            counter.work(left::countDown);
        }

        void await() {
            for (int spin = 0; spin < SPINS_MAX && left.getCount() > 0; spin++) {
                Thread.onSpinWait();
            }
            boolean interrupted = false;
            while (left.getCount() > 0) {
                try {
                    left.await();
                } catch (InterruptedException again) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            counter.rethrow();
        }
    }
}
