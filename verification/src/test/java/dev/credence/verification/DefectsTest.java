package dev.credence.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.verification.VerificationReport.Verdict;
import dev.credence.verification.laws.Defect;
import dev.credence.verification.laws.Defects;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Goal: every check notices what it is there for, and says so in its own words. Method: an honest receipt with one thing
/// spoilt and everything after it made honestly anew, so that only one check is left to notice.
class DefectsTest {
    static List<Defect> defects() {
        return Defects.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("defects")
    void isNoticedForItsOwnReasonAndForNoOther(Defect defect) {
        VerificationReport report = defect.forge().verify();
        List<Reason> reasons = report.verdicts().all().stream()
                .flatMap(judgement -> judgement.causes().stream())
                .map(Cause::reason)
                .filter(reason -> reason != Reason.RECEIPT_NOT_AUTHENTIC)
                .distinct()
                .toList();
        assertThat(reasons).as(report.verdicts().toString()).isEqualTo(defect.reasons().stream().distinct().toList());
        assertThat(report.verdict()).isEqualTo(defect.verdict());
        if (report.verdict() == Verdict.FAILED) {
            assertThat(report.md()).isZero();
            assertThat(report.verified()).isEmpty();
        }
    }

    @Test
    void everyReasonIsProvoked() {
        Set<Reason> provoked = EnumSet.of(Reason.RECEIPT_NOT_AUTHENTIC);
        defects().forEach(defect -> provoked.addAll(defect.reasons()));
        assertThat(provoked).isEqualTo(EnumSet.allOf(Reason.class));
    }

    @Test
    void evidenceIsNotJudgedBeforeTheReceiptIsAuthentic() {
        VerificationReport report = defects().stream()
                .filter(defect -> defect.name().equals("evidence-not-judged-before-it-is-logged"))
                .findFirst()
                .orElseThrow()
                .forge()
                .verify();
        assertThat(report.verdicts().evidenceSufficient().causes()).containsExactly(Cause.of(Reason.RECEIPT_NOT_AUTHENTIC));
        assertThat(report.evidence()).hasSize(2).allMatch(piece -> piece.finding().isEmpty());
    }

    @Test
    void everyDefectHasANameOfItsOwn() {
        List<String> names = defects().stream().map(Defect::name).collect(Collectors.toList());
        assertThat(names).doesNotHaveDuplicates().allMatch(name -> name.matches("[a-z0-9-]+"));
    }
}
