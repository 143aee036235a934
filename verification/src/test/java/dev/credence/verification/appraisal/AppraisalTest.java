package dev.credence.verification.appraisal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.foundation.bytes.MalformedException;
import dev.credence.receipt.confidence.AssumptionTable;
import dev.credence.receipt.confidence.ConfidenceTerm;
import dev.credence.verification.Cause;
import dev.credence.verification.Judgement;
import dev.credence.verification.Reason;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AppraisalTest {
    private static final Piece REPLAY = piece("replay", 2, 954, "same-code", "corrupt-share");
    private static final Piece ARGUMENT = piece("argument", 1, 5709, "proof-software");
    private static final Set<String> BASES = Set.of("sha-256", "ed25519");

    private static Piece piece(String kind, int agreed, int md, String... assumptions) {
        return new Piece(kind, agreed, List.of(new ConfidenceTerm("label", md, List.of(assumptions), "test")));
    }

    private static Appraisal of(String policy, Piece... pieces) {
        try {
            return Appraisal.of(List.of(pieces), BASES, AssumptionTable.builtIn(), Policy.parse(policy));
        } catch (MalformedException malformed) {
            throw new IllegalArgumentException(malformed);
        }
    }

    private static List<Reason> reasons(String policy, Piece... pieces) {
        return of(policy, pieces).judgement().causes().stream().map(Cause::reason).toList();
    }

    @Test
    void theDefaultAsksForConfidenceOfSomeKind() {
        assertThat(reasons("", REPLAY)).isEmpty();
        assertThat(reasons("")).containsExactly(Reason.NO_EVIDENCE);
        // A table that takes an assumption for broken leaves the evidence genuine and worthless.
        assertThat(reasons("", piece("replay", 2, 0, "same-code"))).containsExactly(Reason.NO_EVIDENCE);
    }

    @Test
    void requirementsHoldAllAndTheirTermsAny() {
        assertThat(reasons("require=argument|replay", REPLAY)).isEmpty();
        assertThat(reasons("require=argument|replay>=3", REPLAY)).containsExactly(Reason.POLICY_REQUIRE);
        assertThat(reasons("require=replay>=2", REPLAY)).isEmpty();
        assertThat(reasons("require=replay;require=argument", REPLAY)).containsExactly(Reason.POLICY_REQUIRE);
        assertThat(reasons("require=replay;require=argument", REPLAY, ARGUMENT)).isEmpty();
        assertThat(of("require=attestation", REPLAY).judgement().causes().getFirst().detail()).isEqualTo("attestation");
    }

    @Test
    void twoPiecesOfTwoReplayersAreNotOneOfFour() {
        assertThat(reasons("require=replay>=4", REPLAY, piece("replay", 2, 954, "other"))).containsExactly(Reason.POLICY_REQUIRE);
    }

    @Test
    void ninesAreReadAtTheirEdge() {
        assertThat(reasons("min-nines=0.9", REPLAY)).isEmpty();
        assertThat(reasons("min-nines=1.0", REPLAY)).containsExactly(Reason.POLICY_MIN_NINES);
        assertThat(reasons("min-nines=6.6;independent=argument+replay", REPLAY, ARGUMENT)).isEmpty();
        assertThat(reasons("min-nines=6.6", REPLAY, ARGUMENT)).containsExactly(Reason.POLICY_MIN_NINES);
        assertThat(of("min-nines=6.6", REPLAY).judgement().causes().getFirst().detail()).isEqualTo("0.9 of 6.6");
    }

    @Test
    void groupsAreCounted() {
        assertThat(reasons("groups>=2", REPLAY, ARGUMENT)).isEmpty();
        assertThat(reasons("groups>=3", REPLAY, ARGUMENT)).containsExactly(Reason.POLICY_GROUPS);
        assertThat(reasons("groups>=2", REPLAY, piece("local", 1, 5000, "same-code"))).containsExactly(Reason.POLICY_GROUPS);
    }

    @Test
    void whatRestsOnAForbiddenAssumptionDoesNotCountAndHarmsNothing() {
        assertThat(reasons("forbid-assumption=corrupt-share;min-nines=5", REPLAY, ARGUMENT)).isEmpty();
        assertThat(of("forbid-assumption=corrupt-share", REPLAY, ARGUMENT).confidence().groups()).hasSize(1);
        assertThat(reasons("forbid-assumption=proof-software;min-nines=5", REPLAY, ARGUMENT))
                .containsExactly(Reason.POLICY_MIN_NINES, Reason.POLICY_FORBIDDEN_ASSUMPTION);
    }

    @Test
    void aForbiddenBaseAssumptionFails() {
        Appraisal appraisal = of("forbid-assumption=sha-256", REPLAY);
        assertThat(appraisal.judgement().result()).isEqualTo(Judgement.Result.FAIL);
        assertThat(appraisal.judgement().causes()).containsExactly(new Cause(Reason.POLICY_FORBIDDEN_ASSUMPTION, "sha-256"));
        assertThat(reasons("forbid-assumption=no-log", REPLAY)).isEmpty();
        assertThat(of("forbid-assumption=shah-256", REPLAY).judgement().causes())
                .containsExactly(new Cause(Reason.POLICY_UNKNOWN_ASSUMPTION, "shah-256"));
    }

    @Test
    void evidenceNeverLowersAFigure() {
        int before = of("", ARGUMENT).confidence().md();
        assertThat(of("", ARGUMENT, REPLAY).confidence().md()).isGreaterThanOrEqualTo(before);
        assertThat(of("independent=replay", ARGUMENT, REPLAY).confidence().md()).isGreaterThanOrEqualTo(before);
    }
}
