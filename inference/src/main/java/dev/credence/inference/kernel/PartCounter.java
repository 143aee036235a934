package dev.credence.inference.kernel;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/// The parts of one divided loop, handed out one by one to whoever asks; a part that fails does not stop the others, and the
/// first failure is told once all are done.
final class PartCounter {
    private final int parts;
    private final Workers.Part part;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    PartCounter(int parts, Workers.Part part) {
        this.parts = parts;
        this.part = part;
    }

    /// Runs parts until none is left.
    ///
    /// @param done called behind each
    void work(Runnable done) {
        for (int i = next.getAndIncrement(); i < parts; i = next.getAndIncrement()) {
            try {
                part.run(i);
            } catch (RuntimeException | Error failed) {
                failure.compareAndSet(null, failed);
            } finally {
                done.run();
            }
        }
    }

    /// Throws the first failure, if any part failed. All parts must be done.
    void rethrow() {
        switch (failure.get()) {
            case null -> {}
            case RuntimeException failed -> throw failed;
            case Error failed -> throw failed;
            case Throwable failed -> throw new IllegalStateException(failed);
        }
    }
}
