package dev.credence.node.gateway;

import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.signature.Ed25519;
import dev.credence.node.exchange.EvidenceCall;
import dev.credence.node.exchange.OperatorClient;
import dev.credence.node.exchange.RemoteException;
import dev.credence.node.exchange.ReplayCall;
import dev.credence.node.exchange.StatementRef;
import dev.credence.node.world.Tasks;
import dev.credence.operator.replay.LoggedDraw;
import dev.credence.receipt.entry.ListedOperator;
import dev.credence.receipt.envelope.Logged;
import dev.credence.receipt.evidence.Replay;
import dev.credence.receipt.evidence.ReplayMessages;
import dev.credence.receipt.evidence.ReplayOutcome;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One replay: asks everybody who is drawn at once, then the executor.
///
/// Who does not answer in time, or not under its own signature, is silent; nobody stands in for it.
final class ReplayRound {
    private static final Logger LOG = LoggerFactory.getLogger(ReplayRound.class);
    private static final Duration REPLAY_LIMIT = Duration.ofSeconds(5);
    private static final Duration EXECUTOR_LIMIT = Duration.ofSeconds(5);

    private final Tasks tasks;
    private final OperatorDirectory directory;

    ReplayRound(Tasks tasks, OperatorDirectory directory) {
        this.tasks = tasks;
        this.directory = directory;
    }

    // A replay of text takes about as long as its tokens say.
    private static Duration limit(Duration least, EvidenceJob job) {
        return least.plus(job.patience());
    }

    /// @param patience how long an operator that is not known here may take to appear
    Replay run(EvidenceJob job, Logged logged, LoggedDraw draw, Duration patience) {
        StatementRef statement = new StatementRef(
                job.leaf(), job.executor(), job.statement().issue().height(), draw.places().size(), logged);
        ReplayCall call = new ReplayCall(statement, job.work());
        List<CompletableFuture<ReplayOutcome>> asked = new ArrayList<>();
        for (int i = 0; i < draw.places().size(); i++) {
            CompletableFuture<ReplayOutcome> outcome = new CompletableFuture<>();
            int place = i;
            tasks.start("replay", () -> outcome.complete(ask(call, limit(REPLAY_LIMIT, job), draw, place, patience)));
            asked.add(outcome);
        }
        List<ReplayOutcome> outcomes = new ArrayList<>();
        for (int i = 0; i < asked.size(); i++) {
            outcomes.add(await(asked.get(i), draw.places().get(i)));
        }
        Replay replay = new Replay(draw.leaf(), draw.beacon(), outcomes, Optional.empty());
        boolean all = outcomes.stream().allMatch(ReplayOutcome.Executed.class::isInstance);
        return all
                ? withExecutor(job, new EvidenceCall(statement, job.statement().commitment().request(), replay, Optional.empty()), patience)
                : replay;
    }

    private ReplayOutcome ask(ReplayCall call, Duration limit, LoggedDraw draw, int place, Duration patience) {
        ListedOperator operator = draw.places().get(place);
        Optional<OperatorDirectory.Entry> entry = directory.await(operator.id(), patience);
        if (entry.isEmpty()) {
            LOG.warn("the drawn operator {} does not answer anywhere", operator.id());
            return new ReplayOutcome.Silent(operator.id());
        }
        try {
            ReplayOutcome outcome = entry.get().client().replay(call, limit);
            if (isSigned(outcome, draw, place)) {
                return outcome;
            }
            LOG.warn("the drawn operator {} sent an outcome that is not under its signature", operator.id());
        } catch (IOException | RemoteException | MalformedException failed) {
            LOG.warn("the drawn operator {} gave no outcome: {}", operator.id(), failed.getMessage());
        }
        return new ReplayOutcome.Silent(operator.id());
    }

    private static boolean isSigned(ReplayOutcome outcome, LoggedDraw draw, int place) {
        ListedOperator operator = draw.places().get(place);
        ReplayMessages.Place message = draw.message(place);
        return outcome.operator().equals(operator.id())
                && switch (outcome) {
                    case ReplayOutcome.Executed executed ->
                        Ed25519.verify(
                                operator.key(),
                                ReplayMessages.executed(message, executed.answer(), executed.trace(), executed.keyed()),
                                executed.signature());
                    case ReplayOutcome.Failed failed ->
                        Ed25519.verify(operator.key(), ReplayMessages.failed(message, failed.reason()), failed.signature());
                    case ReplayOutcome.Silent _ -> false;
                };
    }

    private static ReplayOutcome await(CompletableFuture<ReplayOutcome> outcome, ListedOperator operator) {
        try {
            return outcome.get();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return new ReplayOutcome.Silent(operator.id());
        } catch (ExecutionException failed) {
            throw new IllegalStateException("asking for a replay failed", failed.getCause());
        }
    }

    // Without the executor's part the piece stays incomplete, and says so.
    private Replay withExecutor(EvidenceJob job, EvidenceCall call, Duration patience) {
        Optional<OperatorDirectory.Entry> entry = directory.await(job.executor(), patience);
        if (entry.isEmpty()) {
            LOG.warn("the executor {} does not answer anywhere", job.executor());
            return call.replay();
        }
        try {
            Replay replay = evidence(entry.get().client(), job, call);
            return new Replay(call.replay().leaf(), call.replay().beacon(), call.replay().outcomes(), replay.executor());
        } catch (IOException | RemoteException | MalformedException failed) {
            LOG.warn("the executor {} did not sign its keyed roots: {}", job.executor(), failed.getMessage());
            return call.replay();
        }
    }

    // An executor that was started anew, or has answered much since, no longer has its trace and is reminded.
    private static Replay evidence(OperatorClient executor, EvidenceJob job, EvidenceCall call)
            throws IOException, RemoteException, MalformedException {
        try {
            return executor.evidence(call, limit(EXECUTOR_LIMIT, job));
        } catch (RemoteException refused) {
            if (refused.status() != 404) {
                throw refused;
            }
            return executor.evidence(
                    call.with(new EvidenceCall.Again(job.envelope(), job.work())), limit(EXECUTOR_LIMIT, job));
        }
    }
}
