package dev.credence.node.ledger;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// Durable transactions whose checkpoint has no quorum yet, in the order of the log.
final class Acknowledgements {
    private record Waiting(long size, Answer.Acknowledged answer, CompletableFuture<Answer> future) {}

    // Guarded by this.
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
    private long published;

    synchronized int count() {
        return waiting.size();
    }

    /// Answers once a checkpoint of at least `size` entries is published; at once if one is.
    ///
    /// @param size not below that of earlier calls
    void add(long size, Answer.Acknowledged answer, CompletableFuture<Answer> future) {
        synchronized (this) {
            if (size > published) {
                waiting.add(new Waiting(size, answer, future));
                return;
            }
        }
        future.complete(answer);
    }

    /// A checkpoint of `size` entries has its quorum.
    void publish(long size) {
        List<Waiting> ready = new ArrayList<>();
        synchronized (this) {
            published = Math.max(published, size);
            while (!waiting.isEmpty() && waiting.peek().size() <= published) {
                ready.add(waiting.poll());
            }
        }
        ready.forEach(done -> done.future().complete(done.answer()));
    }

    /// Answers everything that waits in the same way.
    void giveUp(Answer answer) {
        List<Waiting> left;
        synchronized (this) {
            left = List.copyOf(waiting);
            waiting.clear();
        }
        left.forEach(lost -> lost.future().complete(answer));
    }
}
