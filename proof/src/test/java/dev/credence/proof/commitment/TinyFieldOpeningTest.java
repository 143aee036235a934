package dev.credence.proof.commitment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.proof.tiny.TinyField;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Chances of cheating in the fold and the queries, counted over |F| = 17² and compared with the bounds of
/// docs/soundness.md: k·n/|F| = 8/289 for the fold of one row variable, 1 − δ = 5/8 for one query.
class TinyFieldOpeningTest {
    private static final int FIELD = 289;
    private static final int LEAVES = 8;

    private static TinyField tiny;

    @BeforeAll
    static void compileTheRooms() throws IOException {
        tiny = TinyField.compile(
                17,
                List.of("field", "code", "transcript", "multilinear", "sumcheck", "soundness", "commitment"),
                List.of(
                        "commitment/TinyOpeningGames.java",
                        "commitment/SlowMatrix.java",
                        "commitment/SlowProver.java",
                        "transcript/ChallengeTape.java"));
    }

    @Test
    void honestOpeningsAreAcceptedAtEveryChallengeAndQuery() {
        assertThat(count("acceptedOfTheHonest", 1)).isEqualTo(FIELD * LEAVES);
    }

    @Test
    void aFarMatrixFoldsNearNoMoreOftenThanTheBoundSays() {
        // The planted matrix has the four lucky challenges that it was built for.
        assertThat(count("mostLuckyFolds", 1, 5)).isBetween(4, LEAVES);
        assertThat(count("mostLuckyFolds", 0, 40)).isLessThanOrEqualTo(LEAVES);
    }

    @Test
    void aFarMatrixPassesOneQueryNoMoreOftenThanTheBoundSays() {
        for (int kind = 0; kind < 2; kind++) {
            // n/|F| of the folds are lucky and pass always; the others at 5 of 8 queries at most.
            int bound = LEAVES * LEAVES + (FIELD - LEAVES) * 5;
            assertThat(count("acceptedOfOneQuery", kind, 3)).isBetween(FIELD, bound);
        }
    }

    @Test
    void aNearMatrixDoesNotPassAsAnotherPolynomial() {
        // Two lines agree in one place at most, and three errors are at hand: 4 of 8 at best.
        assertThat(count("acceptedOfOneQuery", 2, 3)).isBetween(FIELD, FIELD * 4);
    }

    private static int count(String game, Object... arguments) {
        return (int) tiny.call("commitment.TinyOpeningGames", game, arguments);
    }
}
