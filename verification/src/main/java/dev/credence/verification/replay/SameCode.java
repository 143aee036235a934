package dev.credence.verification.replay;

import dev.credence.receipt.confidence.AssumptionTable;
import dev.credence.receipt.confidence.ConfidenceTerm;
import java.util.List;

/// What re-execution by the same code cannot see: an error that this code repeats.
final class SameCode {
    private SameCode() {}

    static ConfidenceTerm term(AssumptionTable assumptions) {
        return new ConfidenceTerm(
                AssumptionTable.SAME_CODE,
                assumptions.floor(AssumptionTable.SAME_CODE),
                List.of(AssumptionTable.SAME_CODE),
                assumptions.source());
    }
}
