package dev.credence.node.gateway;

import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.hash.Digest;
import dev.credence.node.exchange.LedgerClient;
import dev.credence.node.exchange.ProofState;
import dev.credence.node.hub.ProvingTimes;
import dev.credence.node.exchange.RemoteException;
import dev.credence.node.gateway.ReceiptStore.Stage;
import dev.credence.node.world.World;
import dev.credence.operator.replay.LoggedDraw;
import dev.credence.proof.soundness.Suite;
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
///        └▶ proved beside it ─▶ checked ─▶ attached
/// ```
final class EvidencePipeline {
    private static final Logger LOG = LoggerFactory.getLogger(EvidencePipeline.class);
    private static final Duration INCLUSION_WAIT = Duration.ofSeconds(5);
    /// How long a statement may take to come on the log before its plan is given up; who waits for an answer waits less.
    private static final long INCLUSION_MILLIS_MAX = 600_000;
    private static final long SHORT_PAUSE_MILLIS = 50;
    private static final long PAUSE_MILLIS = 500;
    /// After a start, the operators may be starting too.
    private static final Duration RESUMED_PATIENCE = Duration.ofSeconds(15);
    /// Requests that are held in memory for their replays, and how much of it they may take.
    private static final int JOBS_MAX = 1_024;
    private static final long HELD_BYTES_MAX = Math.max(64L << 20, Runtime.getRuntime().maxMemory() / 4);

    private final World world;
    private final TrustFile.OfNetwork trust;
    private final LedgerClient ledger;
    private final ReplayRound replays;
    private final ProofRound proofs;
    private final ProofCheck proofCheck = new ProofCheck();
    private final ReceiptStore store;
    private final PlanStore plans;
    private final Map<Bytes, CompletableFuture<Outcome>> running = new ConcurrentHashMap<>();
    private final AtomicLong heldBytes = new AtomicLong();

    /// Where receipts and plans lie.
    record Stores(ReceiptStore receipts, PlanStore plans) {}

    EvidencePipeline(World world, TrustFile.OfNetwork trust, LedgerClient ledger, OperatorDirectory directory, Stores stores) {
        this.world = world;
        this.trust = trust;
        this.ledger = ledger;
        this.replays = new ReplayRound(world.tasks(), directory);
        this.proofs = new ProofRound(world.clock(), directory);
        this.store = stores.receipts();
        this.plans = stores.plans();
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

    /// Makes a signed receipt and, where evidence is to be bought, its plan durable: only then may the answer be sent.
    void keep(EvidenceJob job) throws IOException {
        boolean evidence = job.plan().buys();
        if (evidence) {
            plans.keep(job);
        }
        store.keep(job.receipt(), job.signed().file(), evidence ? Stage.AWAITING_EVIDENCE : Stage.SIGNED);
    }

    /// Goes on with the plans that an earlier process left.
    void resume() throws IOException {
        for (EvidenceJob job : plans.all()) {
            Optional<ReceiptStore.Stored> stored = store.find(job.receipt());
            if (stored.isPresent() && stored.get().complete()) {
                plans.drop(job.receipt());
                continue;
            }
            if (stored.isEmpty()) {
                store.keep(job.receipt(), job.signed().file(), Stage.AWAITING_EVIDENCE);
            }
            start(job, RESUMED_PATIENCE);
        }
    }

    /// Works on a plan that was kept.
    CompletableFuture<Outcome> start(EvidenceJob job) {
        return start(job, Duration.ZERO);
    }

    private CompletableFuture<Outcome> start(EvidenceJob job, Duration patience) {
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        long bytes = job.bytes();
        heldBytes.addAndGet(bytes);
        running.put(job.receipt(), outcome);
        world.tasks().start("evidence", () -> {
            Outcome result;
            try {
                result = run(job, patience);
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

    /// How far the proof is that a receipt waits for.
    Optional<ProofState> proving(Digest leaf) {
        return proofs.state(leaf);
    }

    /// What proofs took that receipts were given.
    ProvingTimes provingTimes() {
        return proofs.times();
    }

    private Outcome run(EvidenceJob job, Duration patience) {
        CompletableFuture<ProofRound.Result> proof = new CompletableFuture<>();
        if (job.plan().argument()) {
            world.tasks().start("proof", () -> {
                try {
                    proof.complete(proofs.run(job, proofCheck, patience));
                } catch (RuntimeException bug) {
                    LOG.error("the proof for receipt {} failed", job.receipt().hex(), bug);
                    proof.complete(new ProofRound.Result.Failed("the gateway failed on it; its log has the cause"));
                }
            });
        }
        return run(job, patience, proof);
    }

    private Outcome run(EvidenceJob job, Duration patience, CompletableFuture<ProofRound.Result> proof) {
        ReceiptFile receipt = job.signed().file();
        Optional<Logged> logged = logged(job);
        if (logged.isEmpty()) {
            return end(job, receipt, new Outcome.Incomplete("the statement did not come on the log in time"));
        }
        if (!(InclusionVerifier.verify(job.sought(), logged.get(), trust) instanceof InclusionFinding.Logged place)) {
            return end(job, receipt, new Outcome.Incomplete("the ledger's inclusion does not verify"));
        }
        receipt = receipt.with(logged.get());
        if (!job.plan().buys()) {
            return end(job, receipt, new Outcome.Complete());
        }
        store.put(job.receipt(), receipt, Stage.AWAITING_EVIDENCE);
        if (job.plan().argument()) {
            switch (proof.join()) {
                case ProofRound.Result.Proved(Suite suite, Bytes blob) -> {
                    receipt = receipt.with(EvidenceItem.embedded(EvidenceItem.ARGUMENT, suite.id(), blob));
                    store.put(job.receipt(), receipt, Stage.AWAITING_EVIDENCE);
                }
                case ProofRound.Result.Failed(String sentence) -> {
                    return end(job, receipt, new Outcome.Incomplete("the answer is not proved: " + sentence));
                }
            }
        }
        if (job.plan().drawn() == 0) {
            return end(job, receipt, new Outcome.Complete());
        }
        return switch (LoggedDraw.of(job.sought(), logged.get(), trust, job.plan().drawn())) {
            case LoggedDraw.Finding.Refused(var cause) ->
                end(job, receipt, new Outcome.Incomplete("the draw cannot be made: " + cause.detail()));
            case LoggedDraw.Finding.Drawn(LoggedDraw draw) ->
                attach(job, receipt, place, replays.run(job, logged.get(), draw, patience));
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

    // Its plan is dropped only when the end is durable; until then a new start goes on with it.
    private Outcome end(EvidenceJob job, ReceiptFile receipt, Outcome outcome) {
        Stage stage = receipt.logged().isPresent() ? Stage.COMPLETE : Stage.SIGNED;
        if (!job.plan().buys()) {
            store.put(job.receipt(), receipt, stage);
            return outcome;
        }
        try {
            store.keep(job.receipt(), receipt, stage);
            plans.drop(job.receipt());
        } catch (IOException failed) {
            LOG.warn("the evidence for receipt {} is not kept: {}", job.receipt().hex(), failed.getMessage());
        }
        return outcome;
    }

    private Optional<Logged> logged(EvidenceJob job) {
        long until = world.clock().timeMillis() + INCLUSION_MILLIS_MAX;
        while (world.clock().timeMillis() < until && !Thread.currentThread().isInterrupted()) {
            try {
                Optional<Logged> found = ledger.inclusion(job.executor(), job.leaf(), INCLUSION_WAIT);
                if (found.isPresent()) {
                    return found;
                }
                // A ledger that has stopped says at once that it has nothing.
                pause(SHORT_PAUSE_MILLIS);
            } catch (IOException | RemoteException | MalformedException failed) {
                LOG.warn("the inclusion of receipt {} could not be asked for: {}", job.receipt().hex(), failed.getMessage());
                pause(PAUSE_MILLIS);
            }
        }
        return Optional.empty();
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
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
