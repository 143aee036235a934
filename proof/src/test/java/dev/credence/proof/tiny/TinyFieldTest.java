package dev.credence.proof.tiny;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Chances of cheating, counted over |F| = 25 and compared with the bounds that docs/soundness.md adds up over |F| = p².
class TinyFieldTest {
    private static TinyField tiny;

    @BeforeAll
    static void compileTheRooms() throws IOException {
        tiny = TinyField.compile(
                5,
                List.of("field", "code", "transcript", "multilinear", "sumcheck", "gkr"),
                List.of("tiny/TinyGames.java", "transcript/ChallengeTape.java"));
    }

    @Test
    void aRoundOfDegreeDIsWonAtExactlyDChallenges() {
        // The bound d/|F|, over all messages.
        assertThat(count("bestOfOneRound", 1, 1)).isEqualTo(1);
        assertThat(count("bestOfOneRound", 2, 5)).isEqualTo(2);
    }

    @Test
    @Tag("campaign")
    void aRoundIsWonNoMoreOftenWhateverTheFalseClaim() {
        assertThat(count("bestOfOneRound", 2, 1)).isEqualTo(2);
        assertThat(count("bestOfTwoLeaves", 1)).isEqualTo(625 - 24 * 24);
    }

    @Test
    void twoRoundsAreWonAsOftenAsTheBoundSays() {
        // 1 − (1 − 1/25)² of 625.
        assertThat(count("valueOfTwoRounds", 8, 6)).isEqualTo(625 - 24 * 24);
    }

    @Test
    @Tag("campaign")
    void twoRoundsAreWonAsOftenWhateverTheFalseClaim() {
        for (int offset = 1; offset < 25; offset++) {
            assertThat(count("valueOfTwoRounds", offset, 1)).isEqualTo(625 - 24 * 24);
        }
        assertThat(count("valueOfTwoRounds", 0, 1)).isEqualTo(625);
    }

    @Test
    void twoFalseStatementsHideBehindOneMu() {
        assertThat(count("bestOfBatching")).isEqualTo(1);
    }

    @Test
    void honestFractionalSumsAreAcceptedAtEveryChallenge() {
        for (int variables = 0; variables <= 4; variables++) {
            assertThat(count("honestFractions", variables, 200)).isEqualTo(200);
        }
    }

    @Test
    void aFalseRootOfTwoLeavesIsWonAsOftenAsTheBoundSays() {
        // λ hides the lie with chance 1/25; else ρ does.
        assertThat(count("bestOfTwoLeaves", 7)).isEqualTo(625 - 24 * 24);
    }

    @Test
    void proofsOfOtherLeavesAreAcceptedNoMoreOftenThanTheBoundSays() {
        for (int variables = 1; variables <= 4; variables++) {
            // Only the last point decides: a change of one cell vanishes there with chance 1 − (1 − 1/25)^variables.
            double bound = 1 - Math.pow(24.0 / 25, variables);
            int rounds = 2_000;
            double deviation = Math.sqrt(rounds * bound * (1 - bound));
            assertThat((double) count("luckOfRandomProofs", variables, rounds))
                    .isBetween(rounds * bound - 6 * deviation, rounds * bound + 6 * deviation);
        }
    }

    private static int count(String game, Object... arguments) {
        return (int) tiny.call("tiny.TinyGames", game, arguments);
    }
}
