package dev.credence.verification.report;

import dev.credence.foundation.codec.JsonArray;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.receipt.confidence.ConfidenceTerm;
import dev.credence.verification.appraisal.Confidence;
import dev.credence.verification.appraisal.Piece;
import java.util.ArrayList;
import java.util.List;

/// The terms of all pieces that count, each with the kind that it comes from.
final class TermsJson {
    private TermsJson() {}

    static JsonArray of(Confidence confidence) {
        List<JsonObject> terms = new ArrayList<>();
        for (Confidence.Group group : confidence.groups()) {
            for (Piece piece : group.pieces()) {
                piece.terms().forEach(term -> terms.add(term(piece, term)));
            }
        }
        return JsonArray.of(terms);
    }

    private static JsonObject term(Piece piece, ConfidenceTerm term) {
        return JsonObject.builder()
                .put("kind", piece.kind())
                .put("label", term.label())
                .put("md", term.md())
                .put("assumptions", JsonArray.ofStrings(term.assumptions()))
                .put("source", term.source())
                .build();
    }
}
