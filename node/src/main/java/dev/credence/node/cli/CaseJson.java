package dev.credence.node.cli;

import dev.credence.foundation.codec.Json;
import dev.credence.foundation.codec.JsonNumber;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.foundation.codec.JsonString;
import dev.credence.node.conformance.CaseOutcome;
import dev.credence.node.conformance.CaseReport;
import dev.credence.node.conformance.TensorDifference;
import java.util.Optional;
import java.util.OptionalDouble;

/// One case of `credence model test --json`.
///
/// `{case, result: passed|failed|unsupported, reason?, output?, largest_absolute?, largest_relative?, operator?, node?, median_ms?}`;
/// a difference that is not finite is the text `Infinity`, since JSON has no such number.
final class CaseJson {
    private static final double NANOS_A_MILLI = 1e6;

    private CaseJson() {}

    static JsonObject of(CaseReport report) {
        JsonObject.Builder row = JsonObject.builder().put("case", text(report.name()));
        switch (report.outcome()) {
            case CaseOutcome.Passed(var largest) -> {
                row.put("result", "passed");
                difference(row, largest);
            }
            case CaseOutcome.Failed(String sentence, var difference) -> {
                row.put("result", "failed").put("reason", text(sentence));
                difference(row, difference);
            }
            case CaseOutcome.Unsupported(String sentence, String operation, String node) -> {
                row.put("result", "unsupported").put("reason", text(sentence));
                if (!node.isEmpty()) {
                    row.put("operator", text(operation)).put("node", text(node));
                }
            }
        }
        if (report.medianNanos().isPresent()) {
            row.put("median_ms", JsonNumber.of(report.medianNanos().getAsLong() / NANOS_A_MILLI));
        }
        return row.build();
    }

    private static void difference(JsonObject.Builder row, Optional<TensorDifference> found) {
        if (found.isPresent()) {
            row.put("output", text(found.get().output()));
            number(row, "largest_absolute", found.get().absoluteMax());
            number(row, "largest_relative", found.get().relativeMax());
        }
    }

    private static void number(JsonObject.Builder row, String name, OptionalDouble value) {
        if (value.isPresent()) {
            double number = value.getAsDouble();
            row.put(name, Double.isFinite(number) ? JsonNumber.of(number) : new JsonString("Infinity"));
        }
    }

    // Names come from model files, which may hold any text.
    private static Json text(String text) {
        return JsonString.fit(text);
    }
}
