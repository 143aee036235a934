package dev.credence.node.gateway;

import dev.credence.proof.soundness.Suite;
import dev.credence.receipt.confidence.AssumptionTable;
import dev.credence.receipt.confidence.MilliDecades;
import dev.credence.receipt.envelope.TrustFile;
import dev.credence.receipt.evidence.EvidenceItem;
import dev.credence.verification.Cause;
import dev.credence.verification.ReceiptVerifier;
import dev.credence.verification.appraisal.Appraisal;
import dev.credence.verification.appraisal.Piece;
import dev.credence.verification.appraisal.Policy;
import dev.credence.verification.argument.ArgumentTerms;
import dev.credence.verification.replay.ReplayVerifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// How much evidence is bought for a request: so many drawn owners, an argument or none.
///
/// The appraisal that a verifier will make is made beforehand, over a replay by 0, 1, 2 … agreeing owners, then over an argument with the
/// same; the first that passes is the cheapest, since a replay costs as many inferences as owners and an argument a hundred or more.
///
/// @param drawn    owners to draw; 0 for no replay
/// @param argument whether the answer is to be proved
record EvidencePlan(int drawn, boolean argument) {
    static final EvidencePlan NONE = new EvidencePlan(0, false);

    /// Whether there is anything to buy.
    boolean buys() {
        return drawn > 0 || argument;
    }

    /// What came of planning.
    sealed interface Result {
        record Planned(EvidencePlan plan) implements Result {}

        /// No evidence that can be bought here meets the policy; the sentence says what was asked and what there is.
        record Impossible(String sentence) implements Result {}
    }

    /// What can be had for a request.
    ///
    /// @param owners   how many can be drawn beside the executor's own
    /// @param suite    by which the model's answers can be proved, if they can
    /// @param unproved why they cannot, where they cannot
    record Offer(int owners, Optional<Suite> suite, Supplier<String> unproved) {}

    /// @param asked whether the caller gave a policy at all
    static Result of(Policy policy, boolean asked, TrustFile.OfNetwork trust, Offer offer) {
        boolean nothing = policy.minNinesTenths().isEmpty() && policy.groupsMin().isEmpty() && policy.requirements().isEmpty();
        if (nothing && (!asked || policy.conditions().forbidden().isEmpty())) {
            return new Result.Planned(NONE);
        }
        AssumptionTable table = AssumptionTable.builtIn();
        Set<String> bases = ReceiptVerifier.baseAssumptions(trust);
        Appraisal last = appraise(policy, table, bases, 0, Optional.empty());
        int most = Math.min(offer.owners(), MilliDecades.DRAWN_MAX);
        List<Optional<Suite>> arguments = offer.suite().isPresent() ? List.of(Optional.empty(), offer.suite()) : List.of(Optional.empty());
        for (Optional<Suite> argument : arguments) {
            for (int drawn = nothing && argument.isEmpty() ? 1 : 0; drawn <= most; drawn++) {
                last = appraise(policy, table, bases, drawn, argument);
                if (last.judgement().passed()) {
                    return new Result.Planned(new EvidencePlan(drawn, argument.isPresent()));
                }
            }
        }
        String lacks = last.judgement().causes().stream().map(EvidencePlan::sentence).collect(Collectors.joining("; "));
        String proved = offer.suite().isPresent() ? "and an argument" : "and no argument (" + offer.unproved().get() + ")";
        return new Result.Impossible("the policy '" + policy.format() + "' cannot be met: replay by at most " + most
                + " drawn owners " + proved + " can be had here, and with it: " + lacks);
    }

    private static Appraisal appraise(Policy policy, AssumptionTable table, Set<String> bases, int drawn, Optional<Suite> suite) {
        List<Piece> pieces = new ArrayList<>();
        if (drawn > 0) {
            pieces.add(new Piece(EvidenceItem.REPLAY, drawn, ReplayVerifier.terms(drawn, table)));
        }
        suite.ifPresent(known -> pieces.add(new Piece(EvidenceItem.ARGUMENT, 1, ArgumentTerms.least(known, table))));
        return Appraisal.of(pieces, bases, table, policy);
    }

    private static String sentence(Cause cause) {
        return cause.detail().isEmpty() ? cause.reason().name() : cause.reason() + " (" + cause.detail() + ")";
    }
}
