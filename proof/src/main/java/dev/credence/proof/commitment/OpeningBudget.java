package dev.credence.proof.commitment;

import dev.credence.proof.soundness.ErrorTerm;
import dev.credence.proof.soundness.SoundnessRound;
import dev.credence.proof.soundness.Suite;
import java.util.ArrayList;
import java.util.List;

/// Every round of an opening, with what may go wrong in it.
///
/// The rounds that fold the rows of the opened matrices are the caller's own (the coordinates of `OpeningClaim`); what the
/// fold adds to them stands here in a round of its own, for all row variables together.
public final class OpeningBudget {
    private OpeningBudget() {}

    /// The rounds of the opening of these shapes, in their order.
    public static List<SoundnessRound> rounds(Suite suite, List<CommitmentShape> opened) {
        OpeningPlan plan = OpeningPlan.of(suite, opened);
        List<SoundnessRound> rounds = new ArrayList<>();
        rounds.add(new SoundnessRound("fold of the opened matrices", opened.stream().map(OpeningBudget::gap).toList(), 0));
        List<CommitmentShape> queried = opened;
        for (int level = 0; level < plan.levels().size(); level++) {
            CommitmentShape shape = plan.levels().get(level);
            String name = "level " + (level + 1);
            rounds.add(queries(suite, level, queried));
            rounds.add(SoundnessRound.of(name + " claims", ErrorTerm.combination("batched claims", claims(suite, queried))));
            rounds.add(SoundnessRound.of(name + " fold", gap(shape), ErrorTerm.sumcheck("sumcheck over the rows", 2L * shape.rowsLog())));
            queried = List.of(shape);
        }
        rounds.add(queries(suite, plan.levels().size(), queried));
        return rounds;
    }

    private static ErrorTerm gap(CommitmentShape shape) {
        return ErrorTerm.proximityGap("proximity gap, " + text(shape), shape.rowsLog(), shape.positionsLog());
    }

    // All matrices of a phase are queried at once. If one of them is not what was sent for it, its own queries must all
    // miss: the chance is at most the greatest of the bounds, not their sum.
    private static SoundnessRound queries(Suite suite, int level, List<CommitmentShape> queried) {
        ErrorTerm worst = null;
        for (CommitmentShape shape : queried) {
            ErrorTerm term = ErrorTerm.queries("queries, " + text(shape), shape.rateLog(), suite.queries(shape.rateLog()));
            if (worst == null || term.bound().max(worst.bound()).equals(term.bound())) {
                worst = term;
            }
        }
        return new SoundnessRound("queries " + level, List.of(worst), suite.grindingBits());
    }

    private static long claims(Suite suite, List<CommitmentShape> queried) {
        return queried.stream().mapToLong(shape -> 1 + suite.queries(shape.rateLog())).sum();
    }

    private static String text(CommitmentShape shape) {
        return shape.rows() + " x 2^" + shape.columnsLog() + " at rate 2^-" + shape.rateLog();
    }
}
