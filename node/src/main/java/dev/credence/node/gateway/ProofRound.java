package dev.credence.node.gateway;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.hash.Digest;
import dev.credence.node.exchange.OperatorClient;
import dev.credence.node.exchange.ProofState;
import dev.credence.node.exchange.ProveCall;
import dev.credence.node.exchange.RemoteException;
import dev.credence.node.hub.ProvingTimes;
import dev.credence.node.world.Clock;
import dev.credence.verification.argument.ArgumentEvidence;
import dev.credence.proof.soundness.Suite;
import dev.credence.verification.argument.EvidenceFault;
import dev.credence.verification.argument.EvidenceOutcome;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One argument: asks the executor for a proof of its statement, then, if that brings none, the others that hold the model; a proof is as
/// good from anybody.
final class ProofRound {
    private static final Logger LOG = LoggerFactory.getLogger(ProofRound.class);
    private static final Duration CALL_LIMIT = Duration.ofSeconds(10);
    private static final int ATTEMPTS_MAX = 3;
    private static final long POLL_MILLIS_MIN = 10;
    private static final long POLL_MILLIS_MAX = 500;
    /// How long an operator may take for a proof, its queue included.
    private static final long PROOF_MILLIS_MAX = 600_000;

    private final Clock clock;
    private final OperatorDirectory directory;
    private final Map<Digest, ProofState> states = new ConcurrentHashMap<>();
    private final ProvingTimes times = new ProvingTimes();

    ProofRound(Clock clock, OperatorDirectory directory) {
        this.clock = clock;
        this.directory = directory;
    }

    /// What came of it.
    sealed interface Result {
        /// A proof that holds.
        ///
        /// @param suite that its model names
        record Proved(Suite suite, Bytes blob) implements Result {}

        /// None; the sentence says what the last operator asked said.
        record Failed(String sentence) implements Result {}
    }

    /// What proofs that held took, as their operators said.
    ProvingTimes times() {
        return times;
    }

    /// How far the proof for a statement is, while one is asked for.
    Optional<ProofState> state(Digest leaf) {
        return Optional.ofNullable(states.get(leaf));
    }

    /// @param patience how long an operator that is not known here may take to appear
    Result run(EvidenceJob job, ProofCheck check, Duration patience) {
        ProveCall call = new ProveCall(job.envelope(), job.inputs());
        String last = "no operator that holds the model answers";
        try {
            for (OperatorDirectory.Entry entry : candidates(job, patience)) {
                try {
                    Made made = prove(entry.client(), job.leaf(), call);
                    switch (check.of(job, made.blob())) {
                        case EvidenceOutcome.Supported supported -> {
                            times.add(job.statement().execution().model(), made.millis(), made.proofBytes());
                            return new Result.Proved(supported.argument().suite(), made.blob());
                        }
                        case EvidenceOutcome.Registered _ -> throw new IllegalStateException("the request was given");
                        case EvidenceOutcome.Refused(EvidenceFault fault, String where) ->
                            last = "the proof of " + entry.client().address() + " does not hold: " + fault + ": " + where;
                    }
                } catch (IOException | RemoteException | MalformedException failed) {
                    last = failed.getMessage();
                }
                LOG.warn("receipt {}: {}", job.receipt().hex(), last);
            }
            return new Result.Failed(last);
        } finally {
            states.remove(job.leaf());
        }
    }

    private List<OperatorDirectory.Entry> candidates(EvidenceJob job, Duration patience) {
        List<OperatorDirectory.Entry> candidates = new ArrayList<>();
        directory.await(job.executor(), patience).ifPresent(candidates::add);
        for (OperatorDirectory.Entry entry : directory.serving(job.statement().execution().model())) {
            if (candidates.size() < ATTEMPTS_MAX && !candidates.contains(entry)) {
                candidates.add(entry);
            }
        }
        return candidates;
    }

    // What an operator gave, and how long it says that it took.
    private record Made(Bytes blob, long millis) {
        long proofBytes() throws MalformedException {
            return ArgumentEvidence.decode(blob).proof().length();
        }
    }

    private Made prove(OperatorClient operator, Digest leaf, ProveCall call) throws IOException, RemoteException, MalformedException {
        long until = clock.timeMillis() + PROOF_MILLIS_MAX;
        ProofState state = operator.prove(call, CALL_LIMIT);
        for (long pause = POLL_MILLIS_MIN; ; pause = Math.min(2 * pause, POLL_MILLIS_MAX)) {
            states.put(leaf, state);
            switch (state.stage()) {
                case READY -> {
                    return new Made(operator.proof(leaf, CALL_LIMIT), state.millis());
                }
                case FAILED -> throw new IOException("the operator cannot prove it: " + state.reason());
                case QUEUED, PROVING -> {
                    if (clock.timeMillis() > until) {
                        throw new IOException("the operator has not proved it in " + PROOF_MILLIS_MAX / 1000 + " s");
                    }
                    pause(pause);
                }
            }
            state = operator.proofState(leaf, CALL_LIMIT);
        }
    }

    private static void pause(long millis) throws IOException {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("the gateway is stopping");
        }
    }
}
