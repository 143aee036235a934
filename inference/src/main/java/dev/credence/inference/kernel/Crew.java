package dev.credence.inference.kernel;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/// Threads for many short loops in quick succession, as a token's way through the layers is: helpers stay awake between
/// two loops for a fraction of a millisecond, since waking one costs as much as such a loop.
///
/// No result depends on it: parts are disjoint outputs. A helper that is late is not waited for; the caller does its parts.
/// Several callers may share a crew; each finishes its own loop whatever the helpers do.
public final class Crew {
    /// The caller alone.
    public static final Crew CALLER = new Crew(Runnable::run, 1);

    /// How often a helper looks for the next loop before it goes home: about a third of a millisecond.
    private static final int LOOKS_MAX = 8_000;
    /// How often a caller looks before it lets other threads run, which may be its own helpers.
    private static final int LOOKS_BEFORE_YIELD = 2_000;

    private final Executor helpers;
    private final int threads;
    private final AtomicInteger awake = new AtomicInteger();
    private volatile Round current = new Round(0, _ -> {});

    private Crew(Executor helpers, int threads) {
        this.helpers = helpers;
        this.threads = threads;
    }

    /// @param helpers runs tasks on other threads; the caller owns and closes it. A task stays for as long as loops follow each other
    /// @param threads how many work at once, the calling thread included
    public static Crew of(Executor helpers, int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("at least one thread expected, found " + threads);
        }
        return threads == 1 ? CALLER : new Crew(helpers, threads);
    }

    public int threads() {
        return threads;
    }

    /// Runs parts 0 … parts − 1, each once, in no particular order, and returns when all are done.
    void run(int parts, Workers.Part part) {
        if (threads == 1 || parts == 1) {
            for (int i = 0; i < parts; i++) {
                part.run(i);
            }
            return;
        }
        Round round = new Round(parts, part);
        current = round;
        for (int there = awake.get(); there < threads - 1; there = awake.get()) {
            if (awake.compareAndSet(there, there + 1)) {
                helpers.execute(() -> help(round));
            }
        }
        round.work();
        round.await();
    }

    private void help(Round first) {
        Round round = first;
        while (true) {
            round.work();
            Round next = current;
            for (int look = 0; look < LOOKS_MAX && next == round; look++) {
                Thread.onSpinWait();
                next = current;
            }
            if (next == round) {
                awake.decrementAndGet();
                return;
            }
            round = next;
        }
    }

    /// One divided loop, and how many of its parts are not done.
    private static final class Round {
        private final PartCounter counter;
        private final AtomicInteger left;

        Round(int parts, Workers.Part part) {
            this.counter = new PartCounter(parts, part);
            this.left = new AtomicInteger(parts);
        }

        void work() {
            counter.work(left::decrementAndGet);
        }

        void await() {
            for (int look = 0; left.get() > 0; look++) {
                if (look < LOOKS_BEFORE_YIELD) {
                    Thread.onSpinWait();
                } else {
                    Thread.yield();
                }
            }
            counter.rethrow();
        }
    }
}
