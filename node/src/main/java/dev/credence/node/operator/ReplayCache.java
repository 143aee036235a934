package dev.credence.node.operator;

import dev.credence.foundation.hash.Digest;
import dev.credence.node.http.ApiException;
import dev.credence.node.http.Fault;
import dev.credence.operator.replay.LoggedDraw;
import dev.credence.receipt.evidence.ReplayOutcome;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;

/// What this operator said of statements that it re-executed: each is executed once, however often and at whatever moment it is asked for.
///
/// The oldest outcomes go first when there are too many; whoever wants an execution again then needs as many other logged statements.
final class ReplayCache {
    /// Who waits for somebody else's execution holds one of the listener's requests.
    private static final int WAITERS_MAX = 32;

    private final int outcomesMax;
    private final Semaphore waiters = new Semaphore(WAITERS_MAX);

    // Guarded by this; in the order of the first question.
    private final Map<Key, CompletableFuture<Said>> outcomes = new LinkedHashMap<>();

    ReplayCache(int outcomesMax) {
        this.outcomesMax = outcomesMax;
    }

    /// What an outcome is of: the same leaf, beacon and place give the same keyed root.
    record Key(Digest leaf, Digest beacon, Digest request, int place) {
        static Key of(LoggedDraw draw, Digest operator) {
            return new Key(draw.leaf(), draw.beacon(), draw.request(), draw.placeOf(operator));
        }
    }

    /// @param keep whether it would be the same another time
    record Said(ReplayOutcome outcome, boolean keep) {}

    /// An execution.
    @FunctionalInterface
    interface Execution {
        Said run() throws ApiException;
    }

    /// The outcome of that key; executes only if nobody has.
    ReplayOutcome outcome(Key key, Execution execution) throws ApiException {
        CompletableFuture<Said> mine = new CompletableFuture<>();
        CompletableFuture<Said> first = enter(key, mine);
        if (first != mine) {
            return first.isDone() ? await(first) : awaitInTurn(first);
        }
        boolean kept = false;
        try {
            Said said = execution.run();
            kept = said.keep();
            mine.complete(said);
            return said.outcome();
        } catch (ApiException | RuntimeException | Error failed) {
            mine.completeExceptionally(failed);
            throw failed;
        } finally {
            if (!kept) {
                leave(key, mine);
            }
        }
    }

    private ReplayOutcome awaitInTurn(CompletableFuture<Said> first) throws ApiException {
        if (!waiters.tryAcquire()) {
            throw new ApiException(Fault.OVERLOADED, "this replay is being executed, and " + WAITERS_MAX + " wait for its outcome; ask again");
        }
        try {
            return await(first);
        } finally {
            waiters.release();
        }
    }

    private static ReplayOutcome await(CompletableFuture<Said> first) throws ApiException {
        try {
            return first.join().outcome();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof ApiException refusal) {
                throw refusal;
            }
            throw failed;
        }
    }

    private synchronized CompletableFuture<Said> enter(Key key, CompletableFuture<Said> mine) {
        CompletableFuture<Said> there = outcomes.putIfAbsent(key, mine);
        if (there == null && outcomes.size() > outcomesMax) {
            outcomes.remove(outcomes.keySet().iterator().next());
        }
        return there == null ? mine : there;
    }

    private synchronized void leave(Key key, CompletableFuture<Said> mine) {
        outcomes.remove(key, mine);
    }

    synchronized int size() {
        return outcomes.size();
    }
}
