package dev.credence.node.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Serving until somebody stops the process.
final class RoleLife {
    private static final int CLOSING_SECONDS_MAX = 10;

    private final CountDownLatch stopped = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);

    /// Returns when the process is asked to end. The JVM ends with its last hook, so the hook waits for `closed`.
    void await() {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            stopped.countDown();
            try {
                closed.await(CLOSING_SECONDS_MAX, TimeUnit.SECONDS);
            } catch (InterruptedException again) {
                Thread.currentThread().interrupt();
            }
        }));
        try {
            stopped.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /// All is put away; the process may end.
    void closed() {
        closed.countDown();
    }
}
