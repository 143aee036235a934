package dev.credence.verification.report;

import dev.credence.foundation.codec.JsonArray;
import dev.credence.foundation.codec.JsonNumber;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.foundation.codec.JsonString;
import dev.credence.receipt.confidence.Assumption;
import dev.credence.receipt.confidence.MilliDecades;
import dev.credence.verification.Cause;
import dev.credence.verification.EvidenceFinding;
import dev.credence.verification.Finding;
import dev.credence.verification.Judgement;
import dev.credence.verification.VerificationReport;
import dev.credence.verification.appraisal.Confidence;
import dev.credence.verification.appraisal.Piece;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/// The report as JSON (docs/spec/receipt.md section 8): what `verify --json` prints.
public final class ReportJson {
    private ReportJson() {}

    public static JsonObject of(VerificationReport report) {
        JsonObject.Builder builder = JsonObject.builder()
                .put("verdict", report.verdict().token())
                .put("receipt_authentic", judgement(report.verdicts().receiptAuthentic()))
                .put("matches_request", judgement(report.verdicts().matchesRequest()))
                .put("matches_answer", judgement(report.verdicts().matchesAnswer()))
                .put("evidence_sufficient", judgement(report.verdicts().evidenceSufficient()))
                .put("nines", nines(report.md()))
                .put("confidence", confidence(report))
                .put("terms", TermsJson.of(report.confidence()))
                .put("groups", groups(report.confidence()))
                .put("evidence", array(report.evidence(), ReportJson::evidence));
        SubjectJson.write(builder, report.subject());
        VerificationReport.Disclosures disclosures = report.disclosures();
        return builder.put("trusted_network", disclosures.network())
                .put("environment", disclosures.environment())
                .put("assumption_table", disclosures.table())
                .put("assumptions", array(disclosures.assumptions(), ReportJson::assumption))
                .put("not_claimed", JsonArray.ofStrings(disclosures.notClaimed()))
                .build();
    }

    private static JsonObject judgement(Judgement judgement) {
        return JsonObject.builder()
                .put("result", judgement.result().name().toLowerCase(Locale.ROOT))
                .put("reasons", causes(judgement.causes()))
                .build();
    }

    private static JsonArray causes(List<Cause> causes) {
        return array(causes, cause -> JsonObject.builder()
                .put("reason", cause.reason().name())
                .put("detail", JsonString.fit(cause.detail()))
                .build());
    }

    private static JsonNumber nines(int md) {
        return new JsonNumber(MilliDecades.nines(md));
    }

    private static JsonObject confidence(VerificationReport report) {
        Confidence confidence = report.confidence();
        JsonObject.Builder builder = JsonObject.builder().put("conservative_md", confidence.conservative());
        confidence.independent().ifPresent(md -> builder.put("independent_md", md));
        return builder.put("groups", confidence.groupsThatCount()).build();
    }

    private static JsonArray groups(Confidence confidence) {
        return array(confidence.groups(), group -> JsonObject.builder()
                .put("md", group.md())
                .put("nines", nines(group.md()))
                .put("pieces", array(group.pieces(), ReportJson::piece))
                .build());
    }

    private static JsonObject piece(Piece piece) {
        return JsonObject.builder()
                .put("kind", piece.kind())
                .put("md", piece.md())
                .put("nines", nines(piece.md()))
                .build();
    }

    private static JsonObject evidence(EvidenceFinding piece) {
        EvidenceFinding.Name name = piece.name();
        JsonObject.Builder builder = JsonObject.builder().put("kind", name.kind()).put("suite", name.suite());
        name.digest().ifPresent(digest -> builder.put("digest", digest.hex()).put("size", name.sizeBytes()));
        name.locator().ifPresent(locator -> builder.put("locator", locator));
        if (piece.finding().isEmpty()) {
            return builder.put("result", "not_checked").put("reasons", JsonArray.of()).build();
        }
        return switch (piece.finding().get()) {
            case Finding.Supported supported -> {
                builder.put("result", "supported").put("reasons", JsonArray.of());
                yield (supported.budgets().isEmpty() ? builder : builder.put("budgets", BudgetJson.of(supported.budgets()))).build();
            }
            case Finding.Pending(List<Cause> causes) ->
                builder.put("result", "pending").put("reasons", causes(causes)).build();
            case Finding.Refuted(Cause cause) ->
                builder.put("result", "refuted").put("reasons", causes(List.of(cause))).build();
        };
    }

    private static JsonObject assumption(Assumption assumption) {
        return JsonObject.builder().put("id", assumption.id()).put("text", assumption.text()).build();
    }

    static <T> JsonArray array(List<T> items, Function<T, JsonObject> of) {
        List<JsonObject> objects = new ArrayList<>(items.size());
        items.forEach(item -> objects.add(of.apply(item)));
        return JsonArray.of(objects);
    }
}
