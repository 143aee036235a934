package dev.credence.verification.replay;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.signature.Ed25519;
import dev.credence.receipt.confidence.AssumptionTable;
import dev.credence.receipt.confidence.ConfidenceTerm;
import dev.credence.receipt.confidence.MilliDecades;
import dev.credence.receipt.entry.ListedOperator;
import dev.credence.receipt.evidence.Replay;
import dev.credence.receipt.evidence.ReplayMessages;
import dev.credence.receipt.evidence.ReplayOutcome;
import dev.credence.receipt.statement.Commitment;
import dev.credence.verification.Cause;
import dev.credence.verification.Finding;
import dev.credence.verification.Reason;
import dev.credence.verification.inclusion.InclusionFinding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Checks what the drawn operators said of a statement: step 21 of docs/spec/receipt.md section 7.
///
/// **Soundness**: a wrong answer passes only if every drawn owner signs it, or everybody's code repeats one error; the two
/// terms say so. A drawn operator that signs without executing is shown by its keyed root.
public final class ReplayVerifier {
    private ReplayVerifier() {}

    /// What a replay is compared with.
    ///
    /// @param leaf       the statement's leaf
    /// @param commitment what the statement commits to
    /// @param logged     its place in the log, with beacon, operators and executor
    public record Subject(Digest leaf, Commitment commitment, InclusionFinding.Logged logged) {}

    public static Finding verify(Replay replay, Subject subject, AssumptionTable assumptions) {
        Optional<Cause> defect = binding(replay, subject)
                .or(() -> outcomeSignatures(replay, subject))
                .or(() -> disagreement(replay, subject.commitment()))
                .or(() -> executor(replay, subject));
        if (defect.isPresent()) {
            return new Finding.Refuted(defect.get());
        }
        List<Cause> missing = missing(replay);
        return missing.isEmpty() ? new Finding.Supported(terms(replay.drawn(), assumptions)) : new Finding.Pending(missing);
    }

    // That the piece is of this statement, this beacon and this draw.
    private static Optional<Cause> binding(Replay replay, Subject subject) {
        if (!replay.leaf().equals(subject.leaf())) {
            return because(Reason.EVIDENCE_OTHER_LEAF, replay.leaf().hex());
        }
        if (!replay.beacon().equals(subject.logged().beacon())) {
            return because(Reason.BEACON_MISMATCH, replay.beacon().hex());
        }
        Optional<List<ListedOperator>> drawn = draw(replay, subject);
        if (drawn.isEmpty()) {
            return because(Reason.DRAW_MISMATCH, replay.drawn() + " owners drawn of fewer");
        }
        for (int i = 0; i < replay.drawn(); i++) {
            if (!replay.outcomes().get(i).operator().equals(drawn.get().get(i).id())) {
                return because(Reason.DRAW_MISMATCH, "place " + i + " belongs to " + drawn.get().get(i).id().hex());
            }
        }
        return Optional.empty();
    }

    private static Optional<List<ListedOperator>> draw(Replay replay, Subject subject) {
        Draw.Lot lot = new Draw.Lot(replay.beacon(), replay.leaf());
        return Draw.draw(lot, subject.logged().operators(), subject.logged().executor().id(), replay.drawn());
    }

    private static Optional<Cause> outcomeSignatures(Replay replay, Subject subject) {
        for (int i = 0; i < replay.drawn(); i++) {
            ReplayOutcome outcome = replay.outcomes().get(i);
            ListedOperator operator = subject.logged().operators().find(outcome.operator()).orElseThrow();
            // The request is the statement's own: an outcome for any other was signed over other bytes.
            Digest request = subject.commitment().request();
            if (!isSigned(outcome, new ReplayMessages.Place(replay.leaf(), replay.beacon(), request, i, operator.id()), operator)) {
                return because(Reason.OUTCOME_SIGNATURE_INVALID, "place " + i);
            }
        }
        return Optional.empty();
    }

    private static boolean isSigned(ReplayOutcome outcome, ReplayMessages.Place place, ListedOperator operator) {
        return switch (outcome) {
            case ReplayOutcome.Executed(Digest _, Digest answer, Digest trace, Digest keyed, Bytes signature) ->
                Ed25519.verify(operator.key(), ReplayMessages.executed(place, answer, trace, keyed), signature);
            case ReplayOutcome.Failed(Digest _, ReplayOutcome.Failure reason, Bytes signature) ->
                Ed25519.verify(operator.key(), ReplayMessages.failed(place, reason), signature);
            case ReplayOutcome.Silent _ -> true;
        };
    }

    private static Optional<Cause> disagreement(Replay replay, Commitment commitment) {
        for (int i = 0; i < replay.drawn(); i++) {
            if (replay.outcomes().get(i) instanceof ReplayOutcome.Executed executed) {
                boolean answer = executed.answer().equals(commitment.answer());
                boolean trace = executed.trace().equals(commitment.trace());
                if (!answer || !trace) {
                    String what = answer ? "another trace" : "another answer";
                    return because(Reason.REPLAY_DISAGREES, "place " + i + ", " + executed.operator().hex() + ", " + what);
                }
            }
        }
        return Optional.empty();
    }

    // Holds also where some outcome is missing: what the executor did sign must fit those that are there.
    private static Optional<Cause> executor(Replay replay, Subject subject) {
        if (replay.executor().isEmpty()) {
            return Optional.empty();
        }
        Replay.ExecutorReveal reveal = replay.executor().get();
        Bytes message = ReplayMessages.executor(replay.leaf(), replay.beacon(), reveal.keyed());
        if (!Ed25519.verify(subject.logged().executor().key(), message, reveal.signature())) {
            return because(Reason.OUTCOME_SIGNATURE_INVALID, "the executor's");
        }
        for (int i = 0; i < replay.drawn(); i++) {
            if (replay.outcomes().get(i) instanceof ReplayOutcome.Executed executed
                    && !executed.keyed().equals(reveal.keyed().get(i))) {
                return because(Reason.KEYED_ROOT_MISMATCH, "place " + i + ", " + executed.operator().hex());
            }
        }
        return Optional.empty();
    }

    private static List<Cause> missing(Replay replay) {
        List<Cause> missing = new ArrayList<>();
        for (int i = 0; i < replay.drawn(); i++) {
            switch (replay.outcomes().get(i)) {
                case ReplayOutcome.Executed _ -> {}
                case ReplayOutcome.Failed failed ->
                    missing.add(new Cause(Reason.REPLAY_FAILED, "place " + i + ", " + failed.reason().token()));
                case ReplayOutcome.Silent silent ->
                    missing.add(new Cause(Reason.REPLAY_SILENT, "place " + i + ", " + silent.operator().hex()));
            }
        }
        if (replay.executor().isEmpty()) {
            missing.add(Cause.of(Reason.EXECUTOR_SILENT));
        }
        return missing;
    }

    /// What agreement of `drawn` owners is worth; those who plan evidence ask before there is any.
    public static List<ConfidenceTerm> terms(int drawn, AssumptionTable assumptions) {
        ConfidenceTerm counting = new ConfidenceTerm(
                "counting",
                MilliDecades.counting(drawn, assumptions.corruptShare()),
                List.of(
                        AssumptionTable.CORRUPT_SHARE,
                        AssumptionTable.CALLER_DOES_NOT_GRIND,
                        AssumptionTable.SEQUENCER_NEITHER_GRINDS_NOR_LEAKS),
                drawn + " drawn owners, " + assumptions.source());
        return List.of(counting, SameCode.term(assumptions));
    }

    private static Optional<Cause> because(Reason reason, String detail) {
        return Optional.of(new Cause(reason, detail));
    }
}
