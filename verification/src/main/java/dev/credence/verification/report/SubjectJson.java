package dev.credence.verification.report;

import dev.credence.foundation.codec.JsonInteger;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.receipt.statement.Statement;
import dev.credence.verification.VerificationReport.Subject;
import dev.credence.verification.inclusion.InclusionFinding;
import java.util.Locale;

/// What the receipt is about and where it stands; vouched for only where the receipt is authentic.
final class SubjectJson {
    private SubjectJson() {}

    static void write(JsonObject.Builder builder, Subject subject) {
        subject.state().ifPresent(state -> builder.put("state", state.name().toLowerCase(Locale.ROOT)));
        subject.leaf().ifPresent(leaf -> builder.put("leaf", leaf.hex()));
        subject.statement().ifPresent(statement -> builder.put("statement", statement(statement)));
        subject.logged().ifPresent(logged -> builder.put("log", log(logged)));
    }

    private static JsonObject statement(Statement statement) {
        JsonObject.Builder builder = JsonObject.builder()
                .put("receipt", statement.issue().receipt().hex())
                .put("network", statement.issue().network())
                .put("operator", statement.issue().operator().hex())
                .put("model", statement.execution().model().hex())
                .put("release", statement.parameters().release().text())
                .put("profile", statement.execution().profile())
                .put("engine", statement.execution().engine())
                .put("request", statement.commitment().request().hex())
                .put("answer", statement.commitment().answer().hex())
                .put("trace", statement.commitment().trace().hex());
        statement.commitment().fingerprint().ifPresent(digest -> builder.put("fingerprint", digest.hex()));
        return builder.put("nonce", statement.parameters().nonce().hex())
                .put("seed", Long.toUnsignedString(statement.parameters().seed()))
                .put("usage", statement.charge().usage().json())
                .put("price", statement.charge().priceMicroCredits())
                .put("asked", statement.issue().asked())
                .put("height", statement.issue().height())
                .put("issued", statement.issue().issuedMillis())
                .build();
    }

    private static JsonObject log(InclusionFinding.Logged logged) {
        return JsonObject.builder()
                .put("size", exact(logged.checkpoint().size()))
                .put("height", logged.batch().height())
                .put("beacon", logged.beacon().hex())
                .put("operators", logged.operators().operators().size())
                .put("cosigners", ReportJson.array(logged.checkpoint().cosigners(), cosigner -> JsonObject.builder()
                        .put("name", cosigner.name())
                        .put("key", cosigner.key().key().id().hex())
                        .put("time", exact(cosigner.timeSeconds()))
                        .build()))
                .build();
    }

    // Sizes and times below 2^63 come under a signature; those that JSON cannot hold exactly mean nothing to anybody.
    private static long exact(long value) {
        return Math.min(value, JsonInteger.VALUE_MAX);
    }
}
