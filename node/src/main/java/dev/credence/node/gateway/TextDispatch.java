package dev.credence.node.gateway;

import dev.credence.foundation.bytes.MalformedException;
import dev.credence.node.answering.TextListener;
import dev.credence.node.exchange.GenerateCall;
import dev.credence.node.exchange.GenerateEvent;
import dev.credence.node.exchange.GenerateStream;
import dev.credence.node.exchange.RemoteException;
import dev.credence.node.http.ApiException;
import dev.credence.node.http.Caller;
import dev.credence.node.http.Fault;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Asks one operator after the other for an answer in text, until one begins; passes on what it says, and checks the whole.
///
/// Before its first delta an operator that fails is passed over. Behind it nobody else could go on with the same words, so that its failure is the
/// answer's. A caller that goes away breaks the operator's work off.
final class TextDispatch {
    /// An operator's stream says something at least every ten seconds.
    private static final Duration SILENCE_MAX = Duration.ofSeconds(60);
    private static final int ATTEMPTS_MAX = 3;

    private final String network;
    private final OperatorDirectory directory;

    TextDispatch(String network, OperatorDirectory directory) {
        this.network = network;
        this.directory = directory;
    }

    /// Who hears of the answer, and who waits for it.
    record Audience(Caller caller, TextListener listener) {}

    /// @param candidates in the order in which they are to be asked
    /// @throws IOException if nobody listens any more
    TextCheck.Checked run(GenerateCall call, List<OperatorDirectory.Entry> candidates, Audience audience) throws ApiException, IOException {
        ApiException last = null;
        for (OperatorDirectory.Entry entry : candidates.subList(0, Math.min(ATTEMPTS_MAX, candidates.size()))) {
            TextCheck check = new TextCheck(network, call, directory, entry);
            entry.inWork().incrementAndGet();
            try {
                return ask(call, entry, check, audience);
            } catch (RemoteException refused) {
                if (!refused.isTemporary() && refused.status() != 404) {
                    throw Dispatch.callers(refused);
                }
                last = new ApiException(refused.status() == 503 || refused.status() == 429 ? Fault.OVERLOADED : Fault.UPSTREAM, refused.getMessage(), refused);
            } catch (Failed failed) {
                directory.rest(entry, failed.getMessage());
                last = new ApiException(Fault.UPSTREAM, "no operator answered: " + failed.getMessage(), failed);
            } finally {
                entry.inWork().decrementAndGet();
            }
            if (check.begun()) {
                throw new ApiException(Fault.UPSTREAM, "the operator broke its answer off: " + last.getMessage(), last);
            }
        }
        throw last == null ? new ApiException(Fault.OVERLOADED, "no operator that serves this model answers at present") : last;
    }

    // The operator's failure, as opposed to the listener's.
    private static final class Failed extends Exception {
        private static final long serialVersionUID = 1L;

        Failed(Exception cause) {
            super(cause.getMessage(), cause);
        }
    }

    private static TextCheck.Checked ask(GenerateCall call, OperatorDirectory.Entry entry, TextCheck check, Audience audience)
            throws RemoteException, Failed, IOException {
        try (GenerateStream stream = open(call, entry)) {
            audience.caller().onGone(stream::close);
            while (true) {
                switch (next(stream, audience.caller())) {
                    case GenerateEvent.Delta(var delta) -> {
                        admit(() -> check.delta(delta));
                        audience.listener().delta(delta);
                    }
                    case GenerateEvent.Signed(var segment) -> {
                        admit(() -> check.segment(segment));
                        audience.listener().segment(segment);
                    }
                    case GenerateEvent.Done done -> {
                        return admitted(() -> check.done(done));
                    }
                }
            }
        }
    }

    private static GenerateStream open(GenerateCall call, OperatorDirectory.Entry entry) throws RemoteException, Failed {
        try {
            return entry.client().generate(call, SILENCE_MAX);
        } catch (IOException failed) {
            throw new Failed(failed);
        }
    }

    private static GenerateEvent next(GenerateStream stream, Caller caller) throws RemoteException, Failed, IOException {
        try {
            Optional<GenerateEvent> event = stream.next();
            return event.orElseThrow(() -> new IOException("the operator's answer has no end"));
        } catch (IOException | MalformedException failed) {
            if (caller.isGone()) {
                throw new IOException("the caller went away", failed);
            }
            throw new Failed(failed);
        }
    }

    @FunctionalInterface
    private interface Judgement<T> {
        T judge() throws MalformedException;
    }

    @FunctionalInterface
    private interface Step {
        void judge() throws MalformedException;
    }

    private static void admit(Step step) throws Failed {
        admitted(() -> {
            step.judge();
            return step;
        });
    }

    private static <T> T admitted(Judgement<T> judgement) throws Failed {
        try {
            return judgement.judge();
        } catch (MalformedException wrong) {
            throw new Failed(wrong);
        }
    }
}
