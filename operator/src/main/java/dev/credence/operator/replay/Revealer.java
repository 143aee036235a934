package dev.credence.operator.replay;

import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.hash.TaggedHash;
import dev.credence.foundation.signature.Ed25519;
import dev.credence.foundation.signature.SecretKey;
import dev.credence.inference.trace.Trace;
import dev.credence.receipt.evidence.Replay;
import dev.credence.receipt.evidence.ReplayMessages;
import dev.credence.receipt.evidence.ReplayOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Speaks for the executor once every drawn operator has spoken.
///
/// A keyed root is worth something only while nobody has it without computing it. So the executor signs only where each
/// place holds an executed outcome under its operator's signature (with any other the piece is incomplete anyway), and
/// where an outcome's keyed root is not its own it puts a value that is neither: the verifier sees them differ, and
/// whoever copied the answer does not learn what to sign next time.
public final class Revealer {
    private static final TaggedHash WITHHELD = TaggedHash.of("credence/trace/keyed/withheld/v1");

    private final SecretKey key;
    private final TraceWindow traces;

    public Revealer(SecretKey key, TraceWindow traces) {
        this.key = key;
        this.traces = traces;
    }

    /// Why the executor does not sign.
    public enum Refusal {
        /// The statement is not this operator's.
        NOT_THE_EXECUTOR("the statement is another operator's"),
        /// Not one outcome for each place.
        OUTCOMES_MISSING("expected one outcome for each place of the draw"),
        /// A place's outcome names another operator.
        OUTCOME_MISPLACED("expected at each place the outcome of the operator that is drawn there"),
        /// An operator failed or said nothing.
        OUTCOME_NOT_EXECUTED("expected every drawn operator to have executed"),
        /// A signature does not verify.
        OUTCOME_SIGNATURE_INVALID("expected each outcome under the signature of its operator"),
        /// The trace is no longer kept.
        TRACE_FORGOTTEN("the trace of that execution is no longer kept");

        private final String sentence;

        Refusal(String sentence) {
            this.sentence = sentence;
        }

        public String sentence() {
            return sentence;
        }
    }

    /// What the executor says.
    public sealed interface Reveal {
        /// Its keyed roots under its signature.
        record Signed(Replay.ExecutorReveal reveal) implements Reveal {}

        /// Nothing, and why.
        record Refused(Refusal refusal) implements Reveal {}
    }

    /// Signs the keyed roots of this operator's own execution.
    public Reveal reveal(LoggedDraw draw, List<ReplayOutcome> outcomes) {
        if (!draw.executor().id().equals(key.publicKey().id())) {
            return new Reveal.Refused(Refusal.NOT_THE_EXECUTOR);
        }
        if (outcomes.isEmpty() || outcomes.size() != draw.places().size()) {
            return new Reveal.Refused(Refusal.OUTCOMES_MISSING);
        }
        List<ReplayOutcome.Executed> executed = new ArrayList<>();
        for (int i = 0; i < outcomes.size(); i++) {
            Optional<Refusal> defect = defect(draw, i, outcomes.get(i));
            if (defect.isPresent()) {
                return new Reveal.Refused(defect.get());
            }
            executed.add((ReplayOutcome.Executed) outcomes.get(i));
        }
        Optional<Trace> trace = traces.find(draw.leaf());
        if (trace.isEmpty()) {
            return new Reveal.Refused(Refusal.TRACE_FORGOTTEN);
        }
        List<Digest> keyed = new ArrayList<>();
        for (int i = 0; i < executed.size(); i++) {
            Digest own = trace.get().keyedRoot(draw.key(i));
            keyed.add(executed.get(i).keyed().equals(own) ? own : WITHHELD.digest(own.bytes()));
        }
        return new Reveal.Signed(new Replay.ExecutorReveal(
                keyed, key.sign(ReplayMessages.executor(draw.leaf(), draw.beacon(), keyed))));
    }

    private static Optional<Refusal> defect(LoggedDraw draw, int place, ReplayOutcome outcome) {
        if (!outcome.operator().equals(draw.places().get(place).id())) {
            return Optional.of(Refusal.OUTCOME_MISPLACED);
        }
        return switch (outcome) {
            case ReplayOutcome.Failed _, ReplayOutcome.Silent _ -> Optional.of(Refusal.OUTCOME_NOT_EXECUTED);
            case ReplayOutcome.Executed executed ->
                isSigned(draw, place, executed) ? Optional.empty() : Optional.of(Refusal.OUTCOME_SIGNATURE_INVALID);
        };
    }

    private static boolean isSigned(LoggedDraw draw, int place, ReplayOutcome.Executed outcome) {
        return Ed25519.verify(
                draw.places().get(place).key(),
                ReplayMessages.executed(draw.message(place), outcome.answer(), outcome.trace(), outcome.keyed()),
                outcome.signature());
    }
}
