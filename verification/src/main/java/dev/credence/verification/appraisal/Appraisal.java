package dev.credence.verification.appraisal;

import dev.credence.receipt.confidence.AssumptionTable;
import dev.credence.receipt.confidence.MilliDecades;
import dev.credence.verification.Cause;
import dev.credence.verification.Judgement;
import dev.credence.verification.Judgement.Result;
import dev.credence.verification.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Whether genuine evidence is enough for a policy: step 25 of docs/spec/receipt.md section 7.
///
/// A piece that rests on a forbidden assumption counts for nothing; a forbidden base assumption fails, since nothing can
/// do without it.
public record Appraisal(Confidence confidence, Judgement judgement) {

    /// @param bases base assumptions of this verification
    public static Appraisal of(List<Piece> pieces, Set<String> bases, AssumptionTable table, Policy policy) {
        Set<String> forbidden = policy.conditions().forbidden();
        List<Piece> counted = pieces.stream()
                .filter(piece -> piece.assumptions().stream().noneMatch(forbidden::contains))
                .toList();
        Confidence confidence = Confidence.of(counted, table, policy.conditions().independent());
        List<Cause> failures = forbiddenBases(bases, table, forbidden);
        List<Cause> lacks = lacks(counted, confidence, policy);
        if (counted.size() < pieces.size() && !lacks.isEmpty()) {
            lacks.add(new Cause(Reason.POLICY_FORBIDDEN_ASSUMPTION, "evidence that rests on one was not counted"));
        }
        if (!failures.isEmpty()) {
            failures.addAll(lacks);
            return new Appraisal(confidence, new Judgement(Result.FAIL, failures));
        }
        return new Appraisal(
                confidence, lacks.isEmpty() ? Judgement.PASS : new Judgement(Result.NOT_CHECKED, lacks));
    }

    private static List<Cause> forbiddenBases(Set<String> bases, AssumptionTable table, Set<String> forbidden) {
        List<Cause> failures = new ArrayList<>();
        for (String id : forbidden) {
            if (table.find(id).isEmpty()) {
                failures.add(new Cause(Reason.POLICY_UNKNOWN_ASSUMPTION, id));
            } else if (bases.contains(id)) {
                failures.add(new Cause(Reason.POLICY_FORBIDDEN_ASSUMPTION, id));
            }
        }
        return failures;
    }

    private static List<Cause> lacks(List<Piece> pieces, Confidence confidence, Policy policy) {
        List<Cause> lacks = new ArrayList<>();
        if (policy.asksForNothing() && confidence.md() == 0) {
            lacks.add(Cause.of(Reason.NO_EVIDENCE));
        }
        for (Policy.Requirement requirement : policy.requirements()) {
            if (requirement.anyOf().stream().noneMatch(term -> isMet(term, pieces))) {
                lacks.add(new Cause(Reason.POLICY_REQUIRE, requirement.text()));
            }
        }
        int tenths = MilliDecades.tenthsOfNines(confidence.md());
        if (policy.minNinesTenths().isPresent() && tenths < policy.minNinesTenths().getAsInt()) {
            int asked = policy.minNinesTenths().getAsInt();
            lacks.add(new Cause(Reason.POLICY_MIN_NINES, MilliDecades.nines(confidence.md()) + " of " + asked / 10 + "." + asked % 10));
        }
        if (policy.groupsMin().isPresent() && confidence.groupsThatCount() < policy.groupsMin().getAsInt()) {
            lacks.add(new Cause(Reason.POLICY_GROUPS, confidence.groupsThatCount() + " of " + policy.groupsMin().getAsInt()));
        }
        return lacks;
    }

    private static boolean isMet(Policy.Requirement.Term term, List<Piece> pieces) {
        return pieces.stream().anyMatch(piece -> piece.kind().equals(term.kind()) && piece.agreed() >= term.least());
    }
}
