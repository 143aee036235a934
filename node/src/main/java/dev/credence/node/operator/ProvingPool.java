package dev.credence.node.operator;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.hash.Digest;
import dev.credence.inference.graph.RefusedException;
import dev.credence.node.exchange.ProofState;
import dev.credence.node.exchange.ProofState.Stage;
import dev.credence.node.http.ApiException;
import dev.credence.node.http.Fault;
import dev.credence.node.world.Clock;
import dev.credence.node.world.Tasks;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Proofs by the statement's leaf, made on threads of their own behind a bounded queue: answers never wait for them.
///
/// A proof is made once, however often it is asked for. What is ready or failed is kept until newer ones need its place.
final class ProvingPool implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ProvingPool.class);
    private static final int ENDED_MAX = 1_024;
    private static final long ENDED_BYTES_MAX = 64L << 20;

    private final Clock clock;
    private final ThreadPoolExecutor executor;
    private final int queueMax;
    private final Map<Digest, Job> jobs = new LinkedHashMap<>();
    private long endedBytes;

    ProvingPool(Tasks tasks, Clock clock, int threads, int queueMax) {
        this.clock = clock;
        this.queueMax = queueMax;
        this.executor = new ThreadPoolExecutor(
                threads, threads, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(queueMax), tasks.threads("proving"));
    }

    /// Makes a blob.
    @FunctionalInterface
    interface Work {
        Bytes prove() throws RefusedException, ApiException;
    }

    private static final class Job {
        private Stage stage = Stage.QUEUED;
        private Bytes blob = Bytes.EMPTY;
        private String reason = "";
        private long millis;

        boolean ended() {
            return stage == Stage.READY || stage == Stage.FAILED;
        }
    }

    /// How far the proof for `leaf` is; begins it unless it was asked for before.
    ///
    /// @throws ApiException if the queue is full
    synchronized ProofState ask(Digest leaf, Work work) throws ApiException {
        if (!jobs.containsKey(leaf)) {
            Job job = new Job();
            try {
                executor.execute(() -> run(leaf, job, work));
            } catch (RejectedExecutionException full) {
                throw new ApiException(Fault.OVERLOADED, "the operator has its most of " + queueMax + " proofs waiting; try again");
            }
            jobs.put(leaf, job);
        }
        return state(leaf).orElseThrow();
    }

    /// How far the proof for `leaf` is; empty if nobody asked for it, or it is gone.
    synchronized Optional<ProofState> state(Digest leaf) {
        Job job = jobs.get(leaf);
        if (job == null) {
            return Optional.empty();
        }
        return Optional.of(switch (job.stage) {
            case QUEUED -> ProofState.queued(before(job));
            case PROVING -> ProofState.of(Stage.PROVING);
            case READY -> ProofState.ready(job.millis);
            case FAILED -> ProofState.failed(job.reason);
        });
    }

    private int before(Job job) {
        int before = 0;
        for (Job other : jobs.values()) {
            if (other == job) {
                break;
            }
            before += other.ended() ? 0 : 1;
        }
        return before;
    }

    /// The blob, if it is ready.
    synchronized Optional<Bytes> blob(Digest leaf) {
        Job job = jobs.get(leaf);
        return job == null || job.stage != Stage.READY ? Optional.empty() : Optional.of(job.blob);
    }

    private void run(Digest leaf, Job job, Work work) {
        begin(job);
        try {
            long began = clock.steadyNanos();
            Bytes blob = work.prove();
            job.millis = TimeUnit.NANOSECONDS.toMillis(clock.steadyNanos() - began);
            end(job, Stage.READY, blob, "");
        } catch (RefusedException | ApiException refused) {
            end(job, Stage.FAILED, Bytes.EMPTY, refused.getMessage());
        } catch (RuntimeException bug) {
            LOG.error("the proof for {} failed", leaf, bug);
            end(job, Stage.FAILED, Bytes.EMPTY, "the operator failed on it; its log has the cause");
        }
    }

    private synchronized void begin(Job job) {
        job.stage = Stage.PROVING;
    }

    private synchronized void end(Job job, Stage stage, Bytes blob, String reason) {
        job.stage = stage;
        job.blob = blob;
        job.reason = reason;
        endedBytes += blob.length();
        Iterator<Job> oldest = jobs.values().iterator();
        int ended = (int) jobs.values().stream().filter(Job::ended).count();
        while (oldest.hasNext() && (ended > ENDED_MAX || endedBytes > ENDED_BYTES_MAX)) {
            Job old = oldest.next();
            if (old.ended() && old != job) {
                endedBytes -= old.blob.length();
                ended--;
                oldest.remove();
            }
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
