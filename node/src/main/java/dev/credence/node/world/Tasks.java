package dev.credence.node.world;

import java.util.concurrent.ThreadFactory;

/// What runs beside the caller: tasks at once, and tasks after a delay.
public interface Tasks {
    /// Runs `task` beside the caller, on a thread of its own that may block.
    void start(String name, Runnable task);

    /// Runs `task` once after `delayMillis`, on a thread of its own, unless cancelled before.
    Timer after(long delayMillis, String name, Runnable task);

    /// Threads for pools that compute: the operating system shares the cores among them and all that waits, which virtual threads do not
    /// (one that computes for long holds up every other on its core).
    ThreadFactory threads(String name);

    /// A task that waits for its time.
    interface Timer {
        /// Prevents the task if it has not begun; otherwise does nothing.
        void cancel();
    }
}
