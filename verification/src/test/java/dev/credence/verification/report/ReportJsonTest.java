package dev.credence.verification.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.foundation.codec.Json;
import dev.credence.foundation.codec.JsonArray;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.foundation.codec.JsonWriter;
import dev.credence.receipt.evidence.EvidenceItem;
import dev.credence.receipt.envelope.TrustFile;
import dev.credence.verification.laws.ForgedCase;
import dev.credence.verification.laws.ReceiptForge;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ReportJsonTest {
    private static JsonObject report(Consumer<ReceiptForge> change) {
        ReceiptForge forge = new ReceiptForge("report");
        change.accept(forge);
        return ReportJson.of(forge.forge().verify());
    }

    private static String text(Json json) {
        try {
            return JsonWriter.write(json).utf8();
        } catch (dev.credence.foundation.bytes.MalformedException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Json at(JsonObject object, String key) {
        return object.get(key).orElseThrow();
    }

    private static JsonObject first(JsonObject object, String key) {
        return (JsonObject) ((JsonArray) at(object, key)).get(0);
    }

    @Test
    void hasTheMembersOfTheSpecificationInTheirOrder() {
        JsonObject report = report(_ -> {});
        assertThat(report.keys()).containsExactly(
                "verdict", "receipt_authentic", "matches_request", "matches_answer", "evidence_sufficient", "nines", "confidence", "terms",
                "groups", "evidence", "state", "leaf", "statement", "log", "trusted_network", "environment", "assumption_table", "assumptions",
                "not_claimed");
        assertThat(((JsonObject) at(report, "statement")).keys()).containsExactly(
                "receipt", "network", "operator", "model", "release", "profile", "engine", "request", "answer", "trace", "nonce", "seed",
                "usage", "price", "asked", "height", "issued");
        assertThat(((JsonObject) at(report, "log")).keys()).containsExactly("size", "height", "beacon", "operators", "cosigners");
        assertThat(first((JsonObject) at(report, "log"), "cosigners").keys()).containsExactly("name", "key", "time");
        assertThat(first(report, "terms").keys()).containsExactly("kind", "label", "md", "assumptions", "source");
        assertThat(first(report, "groups").keys()).containsExactly("md", "nines", "pieces");
        assertThat(first(report, "evidence").keys()).containsExactly("kind", "suite", "digest", "size", "result", "reasons");
        assertThat(first(report, "assumptions").keys()).containsExactly("id", "text");
    }

    @Test
    void tellsAnHonestReceiptsStory() {
        ReceiptForge forge = new ReceiptForge("report");
        ForgedCase forged = forge.forge();
        JsonObject report = ReportJson.of(forged.verify());
        assertThat(text(at(report, "verdict"))).isEqualTo("\"verified\"");
        assertThat(text(at(report, "receipt_authentic"))).isEqualTo("{\"result\":\"pass\",\"reasons\":[]}");
        assertThat(text(at(report, "nines"))).isEqualTo("0.9");
        assertThat(text(at(report, "confidence"))).isEqualTo("{\"conservative_md\":954,\"groups\":1}");
        assertThat(text(at(report, "groups"))).isEqualTo("[{\"md\":954,\"nines\":0.9,\"pieces\":[{\"kind\":\"replay\",\"md\":954,\"nines\":0.9}]}]");
        assertThat(text(at(report, "leaf"))).isEqualTo("\"" + forged.file().envelope().leaf().hex() + "\"");
        JsonObject statement = (JsonObject) at(report, "statement");
        assertThat(text(at(statement, "receipt"))).isEqualTo("\"" + forge.receiptId().hex() + "\"");
        assertThat(text(at(statement, "release"))).isEqualTo("\"digits@1.0\"");
        assertThat(text(at(statement, "seed"))).isEqualTo("\"7\"");
        JsonObject log = (JsonObject) at(report, "log");
        assertThat(text(at(log, "size"))).isEqualTo("7");
        assertThat(text(at(log, "height"))).isEqualTo("2");
        assertThat(text(at(log, "operators"))).isEqualTo("9");
        assertThat(text(at(log, "beacon"))).isEqualTo("\"" + forge.digest("secret 2").hex() + "\"");
        assertThat(text(at(log, "cosigners"))).contains("\"first\"", "\"second\"", forge.cosignerKey(0).publicKey().id().hex());
        assertThat(text(at(report, "trusted_network"))).isEqualTo("\"" + forge.network() + "\"");
        assertThat(text(at(report, "environment"))).isEqualTo("\"test\"");
    }

    @Test
    void saysWhyAndReadsNoNinesWhereSomethingFailed() {
        JsonObject report = report(forge -> forge.answerShown = text -> text.replace("0.75", "0.5"));
        assertThat(text(at(report, "verdict"))).isEqualTo("\"failed\"");
        assertThat(text(at(report, "nines"))).isEqualTo("0.0");
        assertThat(text(at(report, "matches_answer"))).startsWith("{\"result\":\"fail\",\"reasons\":[{\"reason\":\"ANSWER_MISMATCH\",\"detail\":\"digest ");
    }

    @Test
    void namesEveryPieceWhateverBecameOfIt() {
        JsonObject report = report(forge -> {
            forge.withLocal = true;
            forge.policy = "independent=local+replay";
            forge.file = honest -> honest.with(new EvidenceItem(
                    "argument", "sumcheck-v1", forge.digest("proof"), 99, new EvidenceItem.Body.Elsewhere("https://example.org/proof")));
        });
        JsonArray evidence = (JsonArray) at(report, "evidence");
        assertThat(evidence.size()).isEqualTo(3);
        assertThat(text(evidence.get(0))).contains("\"argument\"", "\"size\":99", "\"locator\":\"https://example.org/proof\"", "\"pending\"", "BLOB_ABSENT");
        assertThat(text(evidence.get(1))).contains("\"replay\"", "\"supported\"");
        assertThat(text(evidence.get(2))).isEqualTo("{\"kind\":\"local\",\"suite\":\"\",\"result\":\"supported\",\"reasons\":[]}");
        assertThat(text(at(report, "confidence"))).isEqualTo("{\"conservative_md\":5000,\"independent_md\":5000,\"groups\":1}");
        assertThat(text(at(report, "nines"))).isEqualTo("5.0");
    }

    @Test
    void printsRefutedAndUncheckedPieces() {
        assertThat(text(first(report(forge -> forge.item = honest -> new EvidenceItem(
                        honest.kind(), honest.suite(), honest.digest(), honest.sizeBytes() + 1, honest.body())), "evidence")))
                .contains("\"refuted\"", "BLOB_MISMATCH");
        assertThat(text(first(report(forge -> forge.envelope = honest -> new dev.credence.receipt.envelope.Envelope(
                        honest.payloadType(), honest.payload(), honest.keyId(), ReceiptForge.NO_SIGNATURE)), "evidence")))
                .contains("\"not_checked\"");
    }

    @Test
    void saysNothingOfAReceiptThatCannotBeRead() {
        JsonObject report = report(forge -> forge.text = _ -> "{}");
        assertThat(report.keys()).doesNotContain("state", "leaf", "statement", "log");
        assertThat(text(at(report, "verdict"))).isEqualTo("\"failed\"");
        assertThat(text(at(report, "evidence"))).isEqualTo("[]");
    }

    @Test
    void printsBaseAssumptionsWhereTheyApply() {
        String local = text(at(report(forge -> forge.trust = honest -> local((TrustFile.OfNetwork) honest)), "assumptions"));
        assertThat(local).contains("\"local-network\"", "\"single-sequencer\"", "\"sha-256\"", "\"ed25519\"", "\"verifier-code\"", "\"same-code\"")
                .doesNotContain("\"no-log\"", "\"no-cosigners\"", "\"test-network\"");
        String test = text(at(report(_ -> {}), "assumptions"));
        assertThat(test).contains("\"single-sequencer\"", "\"test-network\"").doesNotContain("\"local-network\"");
    }

    private static TrustFile local(TrustFile.OfNetwork honest) {
        return new TrustFile.OfNetwork(honest.network(), TrustFile.Environment.LOCAL, honest.ledger(), honest.genesis(), honest.policy());
    }

    @Test
    void saysWhatIsNotClaimed() {
        assertThat(text(at(report(_ -> {}), "not_claimed"))).contains("true, fair or wise").doesNotContain("names no nonce");
        String nonceMissing = text(at(report(forge -> forge.requestShown = text -> text.replaceFirst("\"nonce\":\"[0-9a-f]*\",", "")), "not_claimed"));
        assertThat(nonceMissing).contains("names no nonce");
        assertThat(nonceMissing).doesNotContain("names none in parameters.model");
        assertThat(text(at(report(forge -> forge.requestShown = text -> text.replace(",\"model\":\"digits@1.0\"", "")), "not_claimed")))
                .contains("names none in parameters.model")
                .doesNotContain("names no nonce");
        assertThat(text(at(report(_ -> {}), "not_claimed"))).doesNotContain("names none in parameters.model");
        assertThat(text(at(report(forge -> forge.withRequest = false), "not_claimed"))).doesNotContain("names no nonce", "names no height");
        assertThat(text(at(report(_ -> {}), "not_claimed"))).contains("names no height").contains("single operation");
        assertThat(text(at(report(_ -> {}), "not_claimed"))).contains("under each height, choice of outputs, release");
        assertThat(text(at(report(forge -> forge.drawn = 0), "not_claimed"))).doesNotContain("single operation", "drawn once only");
        assertThat(text(at(report(forge -> forge.requestShown = text -> text.replace("\"seed\":7", "\"seed\":7,\"height\":1")), "not_claimed")))
                .doesNotContain("names no height");
    }

    @Test
    void anArgumentShowsItsBudgetTermByTerm() {
        JsonObject report = ReportJson.of(ReportTextTest.argument());
        JsonObject evidence = first(report, "evidence");
        assertThat(evidence.keys()).containsExactly("kind", "suite", "digest", "size", "result", "reasons", "budgets");
        JsonObject budget = first(evidence, "budgets");
        assertThat(budget.keys()).containsExactly("of", "suite", "regime", "millibits", "sum_millibits", "rounds");
        assertThat(text(at(budget, "of"))).isEqualTo("\"argument\"");
        JsonObject round = first(budget, "rounds");
        assertThat(round.keys()).containsExactly("round", "millibits", "grinding", "terms");
        assertThat(first(round, "terms").keys()).containsExactly("term", "millibits", "formula", "source");
        assertThat(text(at(report, "confidence"))).isEqualTo("{\"conservative_md\":5709,\"groups\":1}");
        assertThat(text(at(first(report, "terms"), "assumptions")))
                .isEqualTo("[\"code-root-is-the-files\",\"fiat-shamir\",\"hash-queries\"]");
    }
}
