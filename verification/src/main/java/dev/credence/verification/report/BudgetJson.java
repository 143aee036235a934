package dev.credence.verification.report;

import dev.credence.foundation.codec.JsonArray;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.proof.soundness.ErrorTerm;
import dev.credence.proof.soundness.SoundnessBudget;
import dev.credence.proof.soundness.SoundnessRound;
import dev.credence.verification.Finding;
import java.util.List;

/// The budgets behind a proof's figure, term by term; bits in thousandths.
final class BudgetJson {
    private BudgetJson() {}

    static JsonArray of(List<Finding.Budget> budgets) {
        return ReportJson.array(budgets, BudgetJson::of);
    }

    private static JsonObject of(Finding.Budget budget) {
        SoundnessBudget bits = budget.budget();
        return JsonObject.builder()
                .put("of", budget.of())
                .put("suite", bits.suite().id())
                .put("regime", bits.regime())
                .put("millibits", bits.milliBits())
                .put("sum_millibits", bits.sumMilliBits())
                .put("rounds", ReportJson.array(bits.rounds(), BudgetJson::of))
                .build();
    }

    private static JsonObject of(SoundnessRound round) {
        return JsonObject.builder()
                .put("round", round.label())
                .put("millibits", round.milliBits())
                .put("grinding", round.grindingBits())
                .put("terms", ReportJson.array(round.terms(), BudgetJson::of))
                .build();
    }

    private static JsonObject of(ErrorTerm term) {
        return JsonObject.builder()
                .put("term", term.label())
                .put("millibits", term.bound().milliBits())
                .put("formula", term.formula())
                .put("source", term.source())
                .build();
    }
}
