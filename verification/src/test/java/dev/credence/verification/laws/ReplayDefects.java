package dev.credence.verification.laws;

import static dev.credence.verification.Reason.BEACON_MISMATCH;
import static dev.credence.verification.Reason.DRAW_MISMATCH;
import static dev.credence.verification.Reason.EVIDENCE_OTHER_LEAF;
import static dev.credence.verification.Reason.EXECUTOR_SILENT;
import static dev.credence.verification.Reason.KEYED_ROOT_MISMATCH;
import static dev.credence.verification.Reason.NO_EVIDENCE;
import static dev.credence.verification.Reason.OUTCOME_SIGNATURE_INVALID;
import static dev.credence.verification.Reason.REPLAY_DISAGREES;
import static dev.credence.verification.Reason.REPLAY_FAILED;
import static dev.credence.verification.Reason.REPLAY_SILENT;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.hash.Digest;
import dev.credence.receipt.evidence.Replay;
import dev.credence.receipt.evidence.ReplayMessages;
import dev.credence.receipt.evidence.ReplayOutcome;
import dev.credence.receipt.evidence.ReplayOutcome.Executed;
import dev.credence.receipt.evidence.ReplayOutcome.Failed;
import dev.credence.receipt.evidence.ReplayOutcome.Failure;
import dev.credence.receipt.evidence.ReplayOutcome.Silent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// Step 21: what drawn operators said.
final class ReplayDefects {
    private ReplayDefects() {}

    static List<Defect> all() {
        return Stream.of(bindings(), outcomes(), executors()).flatMap(List::stream).toList();
    }

    private static List<Defect> bindings() {
        return List.of(
                Defect.failed("replay-of-another-statement", EVIDENCE_OTHER_LEAF, forge -> forge.replay = honest ->
                        new Replay(forge.digest("another"), honest.beacon(), honest.outcomes(), honest.executor())),
                Defect.failed("replay-from-another-beacon", BEACON_MISMATCH, forge -> forge.replay = honest ->
                        new Replay(honest.leaf(), forge.digest("ground"), honest.outcomes(), honest.executor())),
                Defect.failed("replay-with-places-swapped", DRAW_MISMATCH, forge -> forge.replay = honest ->
                        new Replay(honest.leaf(), honest.beacon(), honest.outcomes().reversed(), honest.executor())),
                Defect.failed("replay-by-an-operator-that-was-not-drawn", DRAW_MISMATCH, forge -> {
                    forge.drawn = 1;
                    forge.replay = honest -> byAnother(forge, honest);
                }),
                Defect.failed("replay-of-more-owners-than-there-are", DRAW_MISMATCH, forge -> {
                    forge.drawn = 5;
                    forge.replay = honest -> {
                        List<ReplayOutcome> outcomes = new ArrayList<>(honest.outcomes());
                        outcomes.add(new Silent(forge.operators().executor().publicKey().id()));
                        return new Replay(honest.leaf(), honest.beacon(), outcomes, Optional.empty());
                    };
                }));
    }

    // Another listed operator signs what an honest one would have signed at this place.
    private static Replay byAnother(ReceiptForge forge, Replay honest) {
        Executed drawn = (Executed) honest.outcomes().getFirst();
        Digest other = forge.operators().list(1).operators().stream()
                .map(operator -> operator.id())
                .filter(id -> !id.equals(drawn.operator()) && !id.equals(forge.operators().executor().publicKey().id()))
                .findFirst()
                .orElseThrow();
        ReplayOutcome outcome = forge.sign(
                new Executed(other, drawn.answer(), drawn.trace(), drawn.keyed(), drawn.signature()),
                new ReplayMessages.Place(honest.leaf(), honest.beacon(), forge.requestDigest(), 0, other));
        return new Replay(honest.leaf(), honest.beacon(), List.of(outcome), honest.executor());
    }

    private static List<Defect> outcomes() {
        return List.of(
                Defect.failed("replay-with-another-answer", REPLAY_DISAGREES, forge -> forge.outcome = honest ->
                        honest instanceof Executed e ? new Executed(e.operator(), forge.digest("other"), e.trace(), e.keyed(), e.signature()) : honest),
                Defect.failed("replay-with-another-trace", REPLAY_DISAGREES, forge -> forge.outcome = honest ->
                        honest instanceof Executed e ? new Executed(e.operator(), e.answer(), forge.digest("other"), e.keyed(), e.signature()) : honest),
                Defect.failed("replay-that-one-of-two-contradicts", REPLAY_DISAGREES, forge -> {
                    forge.outcome = second(e -> new Executed(e.operator(), forge.digest("other"), e.trace(), e.keyed(), e.signature()));
                    forge.policy = "require=replay>=1";
                }),
                Defect.failed("contradiction-without-the-executors-word", REPLAY_DISAGREES, forge -> {
                    forge.outcome = second(e -> new Executed(e.operator(), forge.digest("other"), e.trace(), e.keyed(), e.signature()));
                    forge.replay = honest -> new Replay(honest.leaf(), honest.beacon(), honest.outcomes(), Optional.empty());
                }),
                Defect.failed("copied-agreement-without-work", KEYED_ROOT_MISMATCH, forge -> forge.outcome =
                        second(e -> new Executed(e.operator(), e.answer(), e.trace(), e.trace(), e.signature()))),
                Defect.incomplete("replay-that-one-could-not-do", List.of(NO_EVIDENCE, REPLAY_FAILED), forge -> forge.outcome =
                        second(e -> new Failed(e.operator(), Failure.OVERLOADED, e.signature()))),
                Defect.incomplete("replay-to-which-one-was-silent", List.of(NO_EVIDENCE, REPLAY_SILENT), forge -> forge.outcome =
                        second(e -> new Silent(e.operator()))),
                Defect.failed("unsigned-agreement", OUTCOME_SIGNATURE_INVALID, forge -> forge.replay = honest -> first(honest, e ->
                        new Executed(e.operator(), e.answer(), e.trace(), e.keyed(), ReceiptForge.NO_SIGNATURE))),
                Defect.failed("unsigned-contradiction", OUTCOME_SIGNATURE_INVALID, forge -> forge.replay = honest -> first(honest, e ->
                        new Executed(e.operator(), forge.digest("other"), e.trace(), e.keyed(), e.signature()))),
                Defect.failed("keyed-root-that-was-not-signed", OUTCOME_SIGNATURE_INVALID, forge -> forge.replay = honest -> first(honest, e ->
                        new Executed(e.operator(), e.answer(), e.trace(), e.answer(), e.signature()))),
                Defect.failed("agreement-signed-for-another-place", OUTCOME_SIGNATURE_INVALID, forge -> forge.replay = honest -> first(honest, e ->
                        (Executed) forge.sign(e, new ReplayMessages.Place(honest.leaf(), honest.beacon(), forge.requestDigest(), 1, e.operator())))),
                Defect.failed("agreement-signed-for-another-beacon", OUTCOME_SIGNATURE_INVALID, forge -> forge.replay = honest -> first(honest, e ->
                        (Executed) forge.sign(e, new ReplayMessages.Place(honest.leaf(), forge.digest("ground"), forge.requestDigest(), 0, e.operator())))),
                // The executor answers one request with the answer to another, and hands the other to those who are drawn.
                Defect.failed("agreement-about-another-request", OUTCOME_SIGNATURE_INVALID, forge -> forge.replay = honest -> first(honest, e ->
                        (Executed) forge.sign(e, new ReplayMessages.Place(honest.leaf(), honest.beacon(), forge.digest("another request"), 0, e.operator())))),
                Defect.failed("failure-about-another-request", OUTCOME_SIGNATURE_INVALID, forge -> {
                    forge.outcome = second(e -> new Failed(e.operator(), Failure.OVERLOADED, e.signature()));
                    forge.replay = honest -> {
                        ReplayOutcome other = forge.sign(honest.outcomes().get(1), new ReplayMessages.Place(
                                honest.leaf(), honest.beacon(), forge.digest("another request"), 1, honest.outcomes().get(1).operator()));
                        return new Replay(honest.leaf(), honest.beacon(), List.of(honest.outcomes().getFirst(), other), honest.executor());
                    };
                }),
                Defect.failed("failure-with-another-reason-than-signed", OUTCOME_SIGNATURE_INVALID, forge -> {
                    forge.outcome = second(e -> new Failed(e.operator(), Failure.OVERLOADED, e.signature()));
                    forge.replay = honest -> {
                        Failed failed = (Failed) honest.outcomes().get(1);
                        Failed excused = new Failed(failed.operator(), Failure.INTERNAL, failed.signature());
                        return new Replay(honest.leaf(), honest.beacon(), List.of(honest.outcomes().getFirst(), excused), honest.executor());
                    };
                }));
    }

    private static List<Defect> executors() {
        return List.of(
                Defect.incomplete("executor-that-does-not-open-its-trace", List.of(NO_EVIDENCE, EXECUTOR_SILENT), forge -> forge.replay = honest ->
                        new Replay(honest.leaf(), honest.beacon(), honest.outcomes(), Optional.empty())),
                Defect.failed("executors-word-under-another-key", OUTCOME_SIGNATURE_INVALID, forge -> forge.replay = honest -> {
                    List<Digest> keyed = honest.executor().orElseThrow().keyed();
                    Bytes signature = forge.operators().key(2).sign(ReplayMessages.executor(honest.leaf(), honest.beacon(), keyed));
                    return new Replay(honest.leaf(), honest.beacon(), honest.outcomes(), Optional.of(new Replay.ExecutorReveal(keyed, signature)));
                }),
                Defect.failed("executor-that-signs-other-keyed-roots", KEYED_ROOT_MISMATCH, forge -> forge.replay = honest -> {
                    List<Digest> keyed = honest.executor().orElseThrow().keyed().reversed();
                    Bytes signature = forge.operators().executor().sign(ReplayMessages.executor(honest.leaf(), honest.beacon(), keyed));
                    return new Replay(honest.leaf(), honest.beacon(), honest.outcomes(), Optional.of(new Replay.ExecutorReveal(keyed, signature)));
                }));
    }

    private static Replay first(Replay honest, UnaryOperator<Executed> change) {
        List<ReplayOutcome> outcomes = new ArrayList<>(honest.outcomes());
        outcomes.set(0, change.apply((Executed) outcomes.getFirst()));
        return new Replay(honest.leaf(), honest.beacon(), outcomes, honest.executor());
    }

    private interface Turn {
        ReplayOutcome of(Executed executed);
    }

    // The forge asks for outcomes in the order of their places.
    private static UnaryOperator<ReplayOutcome> second(Turn change) {
        int[] place = {0};
        return honest -> place[0]++ == 1 ? change.of((Executed) honest) : honest;
    }
}
