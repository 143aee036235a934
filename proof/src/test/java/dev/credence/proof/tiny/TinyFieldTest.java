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
        // The bound d/|F|, over all 24 false claims and all messages.
        for (int degree = 1; degree <= 2; degree++) {
            assertThat(count("bestOfOneRound", degree)).isEqualTo(degree);
        }
    }

    @Test
    void twoRoundsAreWonAsOftenAsTheBoundSays() {
        // 1 − (1 − 1/25)² of 625.
        assertThat(count("valueOfTwoRounds", 8)).isEqualTo(625 - 24 * 24);
    }

    @Test
    @Tag("campaign")
    void twoRoundsAreWonAsOftenWhateverTheFalseClaim() {
        for (int offset = 1; offset < 25; offset++) {
            assertThat(count("valueOfTwoRounds", offset)).isEqualTo(625 - 24 * 24);
        }
        assertThat(count("valueOfTwoRounds", 0)).isEqualTo(625);
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
        assertThat(count("bestOfTwoLeaves")).isEqualTo(625 - 24 * 24);
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
