package dev.credence.proof.commitment;

import dev.credence.proof.soundness.Suite;
import java.util.ArrayList;
import java.util.List;

/// The levels of one opening; follows from the suite and the shapes opened, so that a proof need not say it.
///
/// ```
/// v_1, v_2, …: the variables of what the fold of each opened matrix leaves (its columnsLog);  S = Σ 2^v_i
/// S ≤ 2^11: sent in clear
/// else:     committed together as rows of 2^c extension cells, c = max(9, ⌊log₂ S⌋ − 4), at rate 1/4;
///           then the same with the one polynomial of c variables that the fold of this matrix leaves
/// ```
/// @param opened the matrices behind the claims, in the order of the claims
/// @param levels the matrices committed on the way; the first holds what all of `opened` leave, each later one what its
///     predecessor leaves
public record OpeningPlan(List<CommitmentShape> opened, List<CommitmentShape> levels) {
    private static final int CLEAR_LOG = 11;
    private static final int COLUMNS_LOG_MIN = 9;
    private static final int ROWS_LOG = 4;
    private static final int RATE_LOG = 2;

    public OpeningPlan {
        opened = List.copyOf(opened);
        levels = List.copyOf(levels);
    }

    public static OpeningPlan of(Suite suite, List<CommitmentShape> opened) {
        if (opened.isEmpty()) {
            throw new IllegalArgumentException("at least one polynomial to open expected");
        }
        return switch (suite) {
            case UD_100 -> ud100(opened);
        };
    }

    private static OpeningPlan ud100(List<CommitmentShape> opened) {
        List<CommitmentShape> levels = new ArrayList<>();
        List<Integer> left = opened.stream().map(CommitmentShape::columnsLog).toList();
        long size = size(left);
        while (size > 1L << CLEAR_LOG) {
            int columnsLog = Math.max(COLUMNS_LOG_MIN, Long.SIZE - 1 - Long.numberOfLeadingZeros(size) - ROWS_LOG);
            levels.add(new CommitmentShape(CellKind.EXTENSION, Stack.of(left, columnsLog).rows(), columnsLog, RATE_LOG));
            left = List.of(columnsLog);
            size = size(left);
        }
        return new OpeningPlan(opened, levels);
    }

    private static long size(List<Integer> variables) {
        return variables.stream().mapToLong(v -> 1L << v).sum();
    }
}
