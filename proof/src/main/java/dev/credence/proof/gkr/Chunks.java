package dev.credence.proof.gkr;

import dev.credence.proof.code.Workers;

/// A loop in chunks that threads may share.
final class Chunks {
    /// Long enough to pay for handing it to another thread: about 0.2 ms of a round.
    private static final int LENGTH = 1 << 12;

    private Chunks() {}

    /// The part [from, to) of a loop.
    interface Task {
        void run(int chunk, int from, int to);
    }

    /// How many chunks a loop over `length` has; at least one.
    static int count(int length) {
        return Math.max(1, (length + LENGTH - 1) / LENGTH);
    }

    static void each(int length, Workers workers, Task task) {
        workers.each(count(length), chunk -> task.run(chunk, chunk * LENGTH, Math.min(length, (chunk + 1) * LENGTH)));
    }
}
