package dev.credence.operator.prove;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.testkit.Seeded;
import dev.credence.verification.argument.ArgumentOutcome;
import dev.credence.verification.argument.ArgumentVerifier;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Whoever lies about one step and proves consistently is refused, by the check that stands there for it.
class CheatTest {
    private static final int ROUNDS = 4;
    private static final int CAMPAIGN_ROUNDS = 150;

    @ParameterizedTest
    @EnumSource
    void everyLieIsRefusedByItsOwnCheck(Cheat cheat) {
        refused(cheat, ROUNDS);
    }

    /// A thousand lies and more about every kind of operation.
    @ParameterizedTest
    @EnumSource
    @Tag("campaign")
    void everyOfManyLiesIsRefused(Cheat cheat) {
        refused(cheat, CAMPAIGN_ROUNDS);
    }

    private static void refused(Cheat cheat, int rounds) {
        int told = 0;
        for (SmallModels.Kind kind : SmallModels.Kind.values()) {
            told += told(cheat, kind, rounds);
        }
        assertThat(told).as("lies told").isGreaterThanOrEqualTo(rounds);
    }

    private static int told(Cheat cheat, SmallModels.Kind kind, int rounds) {
        int[] told = new int[1];
        Seeded.check(rounds, (RandomGenerator random, int _) -> {
            Proven proven = Proven.of(SmallModels.of(kind, random), random);
            Optional<Cheat.Forged> forged = cheat.tell(proven, random);
            if (forged.isEmpty()) {
                return;
            }
            told[0]++;
            ArgumentOutcome outcome = ArgumentVerifier.verify(forged.get().statement(), forged.get().proof());
            assertThat(outcome).as(kind + " " + cheat).isInstanceOf(ArgumentOutcome.Refused.class);
            assertThat(((ArgumentOutcome.Refused) outcome).refusal().proof().orElseThrow()).as(kind + " " + cheat).isIn(cheat.faults());
        });
        return told[0];
    }
}
