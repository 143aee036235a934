package dev.credence.verification.appraisal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.receipt.confidence.AssumptionTable;
import dev.credence.receipt.confidence.ConfidenceTerm;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConfidenceTest {
    private static final AssumptionTable TABLE = AssumptionTable.builtIn();

    private static Piece piece(String kind, int md, String... assumptions) {
        return new Piece(kind, 1, List.of(new ConfidenceTerm("label", md, List.of(assumptions), "test")));
    }

    private static Confidence of(List<Piece> pieces, String... independent) {
        return Confidence.of(pieces, TABLE, Set.copyOf(Arrays.asList(independent)));
    }

    @Test
    void nothingIsWorthNothing() {
        Confidence confidence = of(List.of());
        assertThat(confidence.md()).isZero();
        assertThat(confidence.groupsThatCount()).isZero();
        assertThat(of(List.of(), "replay").independent()).isEqualTo(OptionalInt.of(0));
    }

    @Test
    void aPieceAddsTheDoubtsOfItsTerms() {
        Piece argument = new Piece("argument", 1, List.of(
                new ConfidenceTerm("soundness", 6020, List.of("sha-256"), "budget"),
                new ConfidenceTerm("software", 6000, List.of("proof-software"), "table")));
        assertThat(argument.md()).isEqualTo(5709);
        assertThat(of(List.of(argument)).md()).isEqualTo(5709);
    }

    @Test
    void insideAGroupTheBestPieceCounts() {
        Confidence confidence = of(List.of(piece("replay", 954, "same-code"), piece("local", 5000, "same-code")), "replay", "local");
        assertThat(confidence.groups()).hasSize(1);
        assertThat(confidence.conservative()).isEqualTo(5000);
        assertThat(confidence.independent()).isEqualTo(OptionalInt.of(5000));
        assertThat(confidence.groups().getFirst().best().kind()).isEqualTo("local");
    }

    @Test
    void piecesAreJoinedByWayOfOthers() {
        List<Piece> chain = List.of(
                piece("argument", 3000, "a"), piece("attestation", 2000, "c"), piece("replay", 1000, "b", "c"), piece("local", 500, "a", "b"));
        assertThat(of(chain).groups()).hasSize(1);
        assertThat(of(chain.reversed()).groups()).hasSize(1);
        assertThat(of(chain.subList(0, 3)).groups()).hasSize(2);
    }

    @Test
    void baseAssumptionsJoinNothing() {
        Confidence confidence = of(List.of(piece("replay", 954, "sha-256", "same-code"), piece("argument", 5709, "sha-256", "proof-software")));
        assertThat(confidence.groups()).hasSize(2);
        assertThat(confidence.groupsThatCount()).isEqualTo(2);
        assertThat(confidence.conservative()).isEqualTo(5709);
    }

    @Test
    void groupsAreSummedOnlyWhereThePolicyListsTheirBestPiecesKind() {
        List<Piece> pieces = List.of(piece("replay", 954, "same-code"), piece("argument", 5709, "proof-software"));
        assertThat(of(pieces).independent()).isEmpty();
        assertThat(of(pieces).md()).isEqualTo(5709);
        assertThat(of(pieces, "replay", "argument").md()).isEqualTo(6663);
        // A sum of fewer kinds never reads less than the best group.
        assertThat(of(pieces, "replay").md()).isEqualTo(5709);
        assertThat(of(pieces, "replay").independent()).isEqualTo(OptionalInt.of(5709));
    }

    @Test
    void worthlessGroupsDoNotCount() {
        assertThat(of(List.of(piece("replay", 0, "same-code"))).groupsThatCount()).isZero();
    }

    @Test
    void twoPiecesOfOneKindAndOneAssumptionAreNoMoreThanTheBetter() {
        assertThat(of(List.of(piece("replay", 954, "same-code"), piece("replay", 477, "same-code")), "replay").md()).isEqualTo(954);
    }
}
