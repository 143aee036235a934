package dev.credence.verification.laws;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.JsonArray;
import dev.credence.foundation.codec.JsonFields;
import dev.credence.foundation.codec.JsonLimits;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.foundation.codec.JsonString;
import dev.credence.foundation.codec.JsonWriter;
import dev.credence.foundation.codec.StrictJson;
import dev.credence.receipt.confidence.AssumptionTable;
import dev.credence.receipt.confidence.MilliDecades;
import dev.credence.receipt.envelope.TrustFile;
import dev.credence.verification.Judgement;
import dev.credence.verification.ReceiptVerifier;
import dev.credence.verification.VerificationInput;
import dev.credence.verification.VerificationInput.Exhibit;
import dev.credence.verification.VerificationInput.Standard;
import dev.credence.verification.VerificationReport;
import dev.credence.verification.appraisal.Policy;
import dev.credence.verification.argument.RecomputedCode;
import dev.credence.verification.replay.LocalReexecution;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;

/// A vector as files, shared by the implementations in all languages: `receipt.json`, `trust.json`, where given
/// `request.json` and `answer.json`, and `expect.json`, which holds what else the verdict depends on and the verdict.
public final class ReceiptVector {
    private ReceiptVector() {}

    /// The files of a defect by their names.
    public static SequencedMap<String, Bytes> files(Defect defect) {
        ForgedCase forged = defect.forge();
        SequencedMap<String, Bytes> files = new TreeMap<>();
        files.put("receipt.json", forged.exhibit().receipt());
        files.put("trust.json", forged.standard().trust().encode());
        forged.exhibit().request().ifPresent(body -> files.put("request.json", body));
        forged.exhibit().answer().ifPresent(body -> files.put("answer.json", body));
        files.put("expect.json", JsonWriter.write(expectation(forged, forged.verify())));
        return files;
    }

    /// Verifies what lies in the files.
    public static VerificationReport verify(Map<String, Bytes> files) throws MalformedException {
        JsonFields given = given(files).object("given");
        Optional<JsonFields> local = given.optionalObject("local");
        Optional<JsonFields> code = given.optionalObject("code");
        Exhibit exhibit = new Exhibit(
                files.get("receipt.json"),
                Optional.ofNullable(files.get("request.json")),
                Optional.ofNullable(files.get("answer.json")),
                local.isPresent() ? Optional.of(local(local.get())) : Optional.empty(),
                code.isPresent() ? Optional.of(new RecomputedCode(code.get().digest("model"), code.get().digest("root"))) : Optional.empty());
        Standard standard = new Standard(
                TrustFile.decode(files.get("trust.json")),
                AssumptionTable.builtIn(),
                Policy.parse(given.string("policy", Policy.TEXT_CHARS_MAX)),
                given.integer("time", 0, Long.MAX_VALUE));
        return ReceiptVerifier.verify(new VerificationInput(exhibit, standard));
    }

    /// The verdict that the files expect, as `outcome` writes it.
    public static JsonObject expected(Map<String, Bytes> files) throws MalformedException {
        return (JsonObject) given(files).any("outcome");
    }

    /// What a vector says of a report: verdict, nines, and the reasons of each verdict.
    public static JsonObject outcome(VerificationReport report) {
        return JsonObject.builder()
                .put("verdict", report.verdict().token())
                .put("nines", MilliDecades.nines(report.md()))
                .put("receipt_authentic", reasons(report.verdicts().receiptAuthentic()))
                .put("matches_request", reasons(report.verdicts().matchesRequest()))
                .put("matches_answer", reasons(report.verdicts().matchesAnswer()))
                .put("evidence_sufficient", reasons(report.verdicts().evidenceSufficient()))
                .build();
    }

    private static JsonArray reasons(Judgement judgement) {
        return JsonArray.ofStrings(judgement.causes().stream().map(cause -> cause.reason().name()).toList());
    }

    private static JsonObject expectation(ForgedCase forged, VerificationReport report) {
        JsonObject.Builder given = JsonObject.builder()
                .put("policy", forged.standard().policy().format())
                .put("time", forged.standard().timeMillis());
        forged.exhibit().local().ifPresent(local -> given.put("local", JsonObject.builder()
                .put("model", local.model().hex())
                .put("request", local.request().hex())
                .put("answer", local.answer().hex())
                .put("trace", local.trace().hex())
                .putIfPresent("fingerprint", local.fingerprint().map(digest -> new JsonString(digest.hex())))
                .build()));
        forged.exhibit().code().ifPresent(code -> given.put(
                "code", JsonObject.builder().put("model", code.model().hex()).put("root", code.code().hex()).build()));
        return JsonObject.builder().put("given", given.build()).put("outcome", outcome(report)).build();
    }

    private static JsonFields given(Map<String, Bytes> files) throws MalformedException {
        return JsonFields.of("", StrictJson.parse(files.get("expect.json"), JsonLimits.ofBytes(1 << 16)));
    }

    private static LocalReexecution local(JsonFields fields) throws MalformedException {
        return new LocalReexecution(
                fields.digest("model"), fields.digest("request"), fields.digest("answer"), fields.digest("trace"), fields.optionalDigest("fingerprint"));
    }
}
