package dev.credence.node.gateway;

import dev.credence.receipt.confidence.AssumptionTable;
import dev.credence.receipt.confidence.MilliDecades;
import dev.credence.receipt.envelope.TrustFile;
import dev.credence.receipt.evidence.EvidenceItem;
import dev.credence.verification.Cause;
import dev.credence.verification.ReceiptVerifier;
import dev.credence.verification.appraisal.Appraisal;
import dev.credence.verification.appraisal.Piece;
import dev.credence.verification.appraisal.Policy;
import dev.credence.verification.replay.ReplayVerifier;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// How much evidence is bought for a request: so many drawn owners.
///
/// The appraisal that a verifier will make is made beforehand, over a replay by 0, 1, 2 … agreeing owners; the first that
/// passes is the cheapest.
///
/// @param drawn owners to draw; 0 where the policy asks for nothing
record EvidencePlan(int drawn) {
    static final EvidencePlan NONE = new EvidencePlan(0);

    /// What came of planning.
    sealed interface Result {
        record Planned(EvidencePlan plan) implements Result {}

        /// No evidence that can be bought here meets the policy; the sentence says what was asked and what there is.
        record Impossible(String sentence) implements Result {}
    }

    /// @param asked  whether the caller gave a policy at all
    /// @param owners how many can be drawn beside the executor's own
    static Result of(Policy policy, boolean asked, TrustFile.OfNetwork trust, int owners) {
        boolean nothing = policy.minNinesTenths().isEmpty() && policy.groupsMin().isEmpty() && policy.requirements().isEmpty();
        if (nothing && (!asked || policy.conditions().forbidden().isEmpty())) {
            return new Result.Planned(NONE);
        }
        AssumptionTable table = AssumptionTable.builtIn();
        Set<String> bases = ReceiptVerifier.baseAssumptions(trust);
        Appraisal last = appraise(policy, table, bases, 0);
        int most = Math.min(owners, MilliDecades.DRAWN_MAX);
        for (int drawn = nothing ? 1 : 0; drawn <= most; drawn++) {
            last = appraise(policy, table, bases, drawn);
            if (last.judgement().passed()) {
                return new Result.Planned(new EvidencePlan(drawn));
            }
        }
        String lacks = last.judgement().causes().stream().map(EvidencePlan::sentence).collect(Collectors.joining("; "));
        return new Result.Impossible("the policy '" + policy.format() + "' cannot be met: replay by at most " + most
                + " drawn owners can be had here, and with it: " + lacks);
    }

    private static Appraisal appraise(Policy policy, AssumptionTable table, Set<String> bases, int drawn) {
        List<Piece> pieces = drawn == 0
                ? List.of()
                : List.of(new Piece(EvidenceItem.REPLAY, drawn, ReplayVerifier.terms(drawn, table)));
        return Appraisal.of(pieces, bases, table, policy);
    }

    private static String sentence(Cause cause) {
        return cause.detail().isEmpty() ? cause.reason().name() : cause.reason() + " (" + cause.detail() + ")";
    }
}
