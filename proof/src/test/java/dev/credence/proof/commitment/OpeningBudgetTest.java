package dev.credence.proof.commitment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.proof.soundness.SoundnessBudget;
import dev.credence.proof.soundness.SoundnessRound;
import dev.credence.proof.soundness.Suite;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpeningBudgetTest {
    @Test
    void everySizeReachesTheSuite() {
        for (long weights = 1; weights <= CommitmentShape.CELLS_MAX; weights = weights * 3 + 1) {
            for (long witness = 1; witness <= 1 << 20; witness = witness * 5 + 1) {
                SoundnessBudget budget = SoundnessBudget.of(Suite.UD_100, OpeningBudget.rounds(Suite.UD_100, shapes(weights, witness)));
                assertThat(budget.reachesSuite()).as("%d and %d cells: %d", weights, witness, budget.milliBits()).isTrue();
            }
        }
    }

    @Test
    void aLargeModelsRoundsAreThese() {
        List<SoundnessRound> rounds = OpeningBudget.rounds(Suite.UD_100, shapes(4_243_488, 50_000));
        assertThat(rounds.stream().map(round -> round.label() + " " + round.milliBits()))
                .containsExactly(
                        "fold of the opened matrices 106167",
                        "queries 0 100115",
                        "level 1 claims 120142",
                        "level 1 fold 111677",
                        "queries 1 100115",
                        "level 2 claims 121011",
                        "level 2 fold 115413",
                        "queries 2 100115");
    }

    @Test
    void aPhaseIsAsWeakAsItsWeakestMatrix() {
        CommitmentShape strong = CommitmentShape.ofCode(Suite.UD_100, 1000);
        CommitmentShape weak = CommitmentShape.ofWitness(Suite.UD_100, 1000);
        for (List<CommitmentShape> opened : List.of(List.of(strong, weak), List.of(weak, strong), List.of(weak))) {
            SoundnessRound queries = OpeningBudget.rounds(Suite.UD_100, opened).getLast();
            assertThat(queries.milliBits()).isEqualTo(100_115);
            assertThat(queries.terms()).hasSize(1);
            assertThat(queries.terms().getFirst().label()).isEqualTo("queries, 16 x 2^6 at rate 2^-2");
        }
        assertThat(OpeningBudget.rounds(Suite.UD_100, List.of(strong)).getLast().milliBits()).isEqualTo(100_327);
    }

    @Test
    void anOpeningInClearHasTwoRounds() {
        assertThat(OpeningBudget.rounds(Suite.UD_100, shapes(100, 100)).stream().map(SoundnessRound::label))
                .containsExactly("fold of the opened matrices", "queries 0");
    }

    private static List<CommitmentShape> shapes(long code, long witness) {
        return List.of(CommitmentShape.ofCode(Suite.UD_100, code), CommitmentShape.ofWitness(Suite.UD_100, witness));
    }
}
