package dev.credence.node.gateway;

import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.bytes.Bytes;
import dev.credence.node.exchange.LedgerClient;
import dev.credence.node.exchange.RemoteException;
import dev.credence.node.world.World;
import dev.credence.operator.replay.LoggedDraw;
import dev.credence.receipt.confidence.AssumptionTable;
import dev.credence.receipt.envelope.Logged;
import dev.credence.receipt.envelope.ReceiptFile;
import dev.credence.receipt.envelope.TrustFile;
import dev.credence.receipt.evidence.EvidenceItem;
import dev.credence.receipt.evidence.Replay;
import dev.credence.receipt.statement.Statement;
import dev.credence.verification.Finding;
import dev.credence.verification.Reason;
import dev.credence.verification.inclusion.InclusionFinding;
import dev.credence.verification.inclusion.InclusionVerifier;
import dev.credence.verification.replay.ReplayVerifier;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// From a signed receipt to what its plan demands.
///
/// ```
/// signed ─▶ on the log ─▶ draw ─▶ replays at once ─▶ executor ─▶ checked with `verification` ─▶ attached
/// ```
final class EvidencePipeline {
    private static final Logger LOG = LoggerFactory.getLogger(EvidencePipeline.class);
    private static final Duration INCLUSION_WAIT = Duration.ofSeconds(5);
    private static final int INCLUSION_ATTEMPTS = 6;
    /// Requests that are held in memory for their replays, and how much of it they may take.
    private static final int JOBS_MAX = 1_024;
    private static final long HELD_BYTES_MAX = Math.max(64L << 20, Runtime.getRuntime().maxMemory() / 4);

    private final World world;
    private final TrustFile.OfNetwork trust;
    private final LedgerClient ledger;
    private final ReplayRound replays;
    private final ReceiptStore store;
    private final Map<Bytes, CompletableFuture<Outcome>> running = new ConcurrentHashMap<>();
    private final AtomicLong heldBytes = new AtomicLong();

    EvidencePipeline(World world, TrustFile.OfNetwork trust, LedgerClient ledger, OperatorDirectory directory, ReceiptStore store) {
        this.world = world;
        this.trust = trust;
        this.ledger = ledger;
        this.replays = new ReplayRound(world.tasks(), directory);
        this.store = store;
    }

    /// How a plan ended.
    sealed interface Outcome {
        /// The receipt has what the plan demands.
        record Complete() implements Outcome {}

        /// Something is missing that will not come any more.
        record Incomplete(String sentence) implements Outcome {}

        /// A genuine piece contradicts the statement; the receipt holds it.
        record Contradicted(Reason reason, String sentence) implements Outcome {}
    }

    /// Whether another request can be held for its evidence.
    boolean hasRoom() {
        return running.size() < JOBS_MAX && heldBytes.get() < HELD_BYTES_MAX;
    }

    int jobs() {
        return running.size();
    }

    /// The work on a receipt's plan, if there is any.
    Optional<CompletableFuture<Outcome>> running(Bytes receipt) {
        return Optional.ofNullable(running.get(receipt));
    }

    CompletableFuture<Outcome> start(EvidenceJob job) {
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        long bytes = job.bytes();
        heldBytes.addAndGet(bytes);
        running.put(job.receipt(), outcome);
        world.tasks().start("evidence", () -> {
            Outcome result;
            try {
                result = run(job);
            } catch (RuntimeException bug) {
                LOG.error("the evidence for receipt {} failed", job.receipt().hex(), bug);
                result = new Outcome.Incomplete("the gateway failed on its evidence; its log has the cause");
            }
            running.remove(job.receipt());
            heldBytes.addAndGet(-bytes);
            outcome.complete(result);
        });
        return outcome;
    }

    private Outcome run(EvidenceJob job) {
        ReceiptFile receipt = ReceiptFile.of(job.envelope());
        Optional<Logged> logged = logged(job);
        if (logged.isEmpty()) {
            return end(job, receipt, new Outcome.Incomplete("the statement did not come on the log in time"));
        }
        if (!(InclusionVerifier.verify(job.sought(), logged.get(), trust) instanceof InclusionFinding.Logged place)) {
            return end(job, receipt, new Outcome.Incomplete("the ledger's inclusion does not verify"));
        }
        receipt = receipt.with(logged.get());
        if (job.plan().drawn() == 0) {
            return end(job, receipt, new Outcome.Complete());
        }
        store.put(job.receipt(), receipt, false);
        return switch (LoggedDraw.of(job.sought(), logged.get(), trust, job.plan().drawn())) {
            case LoggedDraw.Finding.Refused(var cause) ->
                end(job, receipt, new Outcome.Incomplete("the draw cannot be made: " + cause.detail()));
            case LoggedDraw.Finding.Drawn(LoggedDraw draw) ->
                attach(job, receipt, place, replays.run(job, logged.get(), draw));
        };
    }

    private Outcome attach(EvidenceJob job, ReceiptFile receipt, InclusionFinding.Logged place, Replay replay) {
        ReplayVerifier.Subject subject =
                new ReplayVerifier.Subject(job.leaf(), job.statement().commitment(), place);
        ReceiptFile grown = receipt.with(EvidenceItem.of(replay));
        return switch (ReplayVerifier.verify(replay, subject, AssumptionTable.builtIn())) {
            case Finding.Supported _ -> end(job, grown, new Outcome.Complete());
            case Finding.Pending pending -> {
                String what = pending.causes().stream().map(cause -> cause.reason() + " " + cause.detail()).toList().toString();
                yield end(job, grown, new Outcome.Incomplete("the replay is incomplete: " + what));
            }
            case Finding.Refuted refuted -> contradicted(job, receipt, grown, refuted);
        };
    }

    // What contradicts is attached, so that everybody sees it; what merely does not verify is not.
    private Outcome contradicted(EvidenceJob job, ReceiptFile receipt, ReceiptFile grown, Finding.Refuted refuted) {
        Reason reason = refuted.cause().reason();
        String sentence = reason + ", " + refuted.cause().detail();
        LOG.warn("receipt {}: {}", job.receipt().hex(), sentence);
        return switch (reason) {
            case REPLAY_DISAGREES, KEYED_ROOT_MISMATCH -> end(job, grown, new Outcome.Contradicted(reason, sentence));
            default -> end(job, receipt, new Outcome.Incomplete("the replay does not verify: " + sentence));
        };
    }

    private Outcome end(EvidenceJob job, ReceiptFile receipt, Outcome outcome) {
        store.put(job.receipt(), receipt, true);
        return outcome;
    }

    private Optional<Logged> logged(EvidenceJob job) {
        for (int attempt = 0; attempt < INCLUSION_ATTEMPTS; attempt++) {
            try {
                Optional<Logged> found = ledger.inclusion(job.executor(), job.leaf(), INCLUSION_WAIT);
                if (found.isPresent()) {
                    return found;
                }
            } catch (IOException | RemoteException | MalformedException failed) {
                LOG.warn("the inclusion of receipt {} could not be asked for: {}", job.receipt().hex(), failed.getMessage());
                pause();
            }
        }
        return Optional.empty();
    }

    private static void pause() {
        try {
            Thread.sleep(500);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /// Adds the place in the log to a signed receipt that asks for nothing more, if it is there by now and holds.
    Optional<ReceiptFile> lookUp(ReceiptFile receipt) {
        try {
            Statement statement = receipt.envelope().statement();
            InclusionVerifier.Sought sought = new InclusionVerifier.Sought(
                    receipt.envelope().leaf(),
                    statement.commitment().request(),
                    statement.issue().operator(),
                    statement.issue().height());
            Optional<Logged> logged = ledger.inclusion(sought.operator(), sought.leaf(), Duration.ZERO);
            if (logged.isPresent()
                    && InclusionVerifier.verify(sought, logged.get(), trust) instanceof InclusionFinding.Refused(var cause)) {
                LOG.warn("the ledger's inclusion of {} does not verify: {}, {}", sought.leaf(), cause.reason(), cause.detail());
                return Optional.empty();
            }
            return logged.map(receipt::with);
        } catch (IOException | RemoteException | MalformedException failed) {
            LOG.debug("the ledger could not be asked for an inclusion: {}", failed.getMessage());
            return Optional.empty();
        }
    }
}
