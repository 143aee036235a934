package dev.credence.operator.batch;

import dev.credence.receipt.entry.BatchEntry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// Pairs in the order of signing. A batch closes at 1,000 pairs or when its first pair has waited `WAIT_MILLIS`.
///
/// Time is an argument. One batch is out at a time: until it is acknowledged, `batch` gives it again.
public final class PairQueue {
    /// How long the first pair of a batch waits for company.
    public static final long WAIT_MILLIS = 20;

    /// With so many pairs that the ledger has not, nothing more is to be signed: a hundred batches' worth.
    public static final int PAIRS_MAX = 100_000;

    private record Waiting(Pair pair, long sinceMillis) {}

    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private List<Pair> out = List.of();

    /// An empty queue.
    public PairQueue() {}

    public synchronized void add(Pair pair, long nowMillis) {
        waiting.addLast(new Waiting(pair, nowMillis));
    }

    /// The batch to send now: the one that is out, else the next if it is due, else nothing.
    public synchronized List<Pair> batch(long nowMillis) {
        if (out.isEmpty() && millisUntilDue(nowMillis) == 0) {
            List<Pair> next = new ArrayList<>();
            while (next.size() < BatchEntry.COUNT_MAX && !waiting.isEmpty()) {
                next.add(waiting.removeFirst().pair());
            }
            out = List.copyOf(next);
        }
        return out;
    }

    /// How long until a batch is due: 0 for now, −1 where nothing waits.
    public synchronized long millisUntilDue(long nowMillis) {
        if (!out.isEmpty() || waiting.size() >= BatchEntry.COUNT_MAX) {
            return 0;
        }
        Waiting first = waiting.peekFirst();
        return first == null ? -1 : Math.clamp(first.sinceMillis() + WAIT_MILLIS - nowMillis, 0, WAIT_MILLIS);
    }

    /// Lets the batch that is out go: the ledger has it.
    public synchronized void acknowledge() {
        out = List.of();
    }

    /// Whether nothing more is to be signed until the ledger acknowledges something.
    public synchronized boolean isFull() {
        return size() >= PAIRS_MAX;
    }

    /// Pairs that the ledger has not acknowledged.
    public synchronized int size() {
        return out.size() + waiting.size();
    }
}
