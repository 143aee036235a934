package dev.credence.verification.laws;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.receipt.entry.BatchEntry;
import dev.credence.receipt.entry.SealEntry;
import dev.credence.receipt.envelope.TrustFile;
import dev.credence.receipt.evidence.EvidenceItem;
import dev.credence.receipt.statement.Issue;
import dev.credence.receipt.statement.Moment;
import dev.credence.receipt.statement.Statement;
import java.util.List;

/// Receipts that verify, at the edges of what is allowed.
final class GoodReceipts {
    private GoodReceipts() {}

    static List<Defect> all() {
        return List.of(
                Defect.good("good-two-replays", forge -> forge.policy = "require=replay>=2; min-nines=0.9; groups>=1"),
                Defect.good("good-one-replay", forge -> forge.drawn = 1),
                Defect.good("good-all-owners-replay", forge -> {
                    forge.drawn = 5;
                    forge.policy = "require=replay>=5;min-nines=2.3";
                }),
                Defect.good("good-local-reexecution", forge -> {
                    forge.drawn = 0;
                    forge.withLocal = true;
                    forge.policy = "require=local;min-nines=5.0";
                }),
                Defect.good("good-replay-and-local-share-their-code", forge -> {
                    forge.withLocal = true;
                    forge.policy = "min-nines=5;independent=local+replay;groups>=1";
                }),
                Defect.good("good-signer-alone", EnvelopeDefects::alone),
                Defect.good("good-no-evidence-where-the-policy-asks-for-no-nines", forge -> {
                    forge.drawn = 0;
                    forge.policy = "min-nines=0";
                }),
                Defect.good("good-unknown-evidence-beside-a-replay", forge -> forge.file = honest ->
                        honest.with(EvidenceItem.embedded("oracle", "delphi-v1", Bytes.ofUtf8("it is so")))),
                Defect.good("good-evidence-elsewhere-beside-a-replay", forge -> forge.file = honest -> honest.with(new EvidenceItem(
                        "argument", "sumcheck-v1", forge.digest("proof"), 99, new EvidenceItem.Body.Elsewhere("https://example.org/proof")))),
                Defect.good("good-request-that-names-no-parameter", forge ->
                        forge.requestShown = text -> text.replaceFirst(",\"parameters\":\\{[^}]*}", "")),
                Defect.good("good-request-that-names-its-height", forge ->
                        forge.requestShown = text -> text.replace("\"seed\":7", "\"seed\":7,\"height\":1")),
                Defect.good("good-request-of-its-own-blocks-height", forge -> forge.statement = honest -> asked(honest, 2)),
                Defect.good("good-request-in-another-spelling", forge -> forge.requestShown = text -> text
                        .replace("[0,0.5,-1.25,3e-1]", "[[0.0, 5e-1 ,-1.250,0.30000001]]")
                        .replace("\"seed\":7", "\"seed\":\"7\"")
                        .replace("digits@1.0", "digits")
                        .replaceFirst("\\{", "{\"id\":\"mine\",\"credence\":{\"policy\":\"min-nines=1\",\"wait\":\"none\"},\"outputs\":[{\"name\":\"scores\"},{\"name\":\"label\"}],")),
                Defect.good("good-answer-that-names-the-model-by-id", forge -> forge.answerShown = text -> text
                        .replace("\"model_name\":\"digits\"", "\"model_name\":\"" + forge.digest("model").hex() + "\"")
                        .replace("\"model_version\":\"1.0\",", "")),
                Defect.good("good-answer-that-names-the-release", forge -> forge.answerShown = text -> text
                        .replace("\"model_name\":\"digits\"", "\"model_name\":\"digits@1.0\"")),
                Defect.good("good-request-that-names-the-model-by-id", forge ->
                        forge.requestShown = text -> text.replace("digits@1.0", forge.digest("model").hex())),
                Defect.good("good-issued-five-minutes-ahead", forge -> forge.timeMillis = ReceiptForge.ISSUED_MILLIS - 300_000),
                Defect.good("good-statement-of-its-own-blocks-height", forge -> forge.statement = honest -> at(honest, 2)),
                Defect.good("good-statement-of-9999-blocks-ago", forge -> {
                    forge.statement = honest -> at(honest, 1);
                    heights(forge, 10_000);
                }),
                Defect.good("good-network-without-cosigners", forge -> {
                    forge.trust = honest -> CheckpointDefects.policy(honest, text -> text.replaceFirst("quorum .*", "quorum none"));
                    forge.policy = "forbid-assumption=local-network";
                }),
                Defect.good("good-local-network", forge -> forge.trust = honest -> environment(honest, TrustFile.Environment.LOCAL, TrustFile.Engine.EMBEDDED)),
                Defect.good("good-network-that-orders-by-consensus", forge -> {
                    forge.trust = honest -> environment(honest, TrustFile.Environment.PRODUCTION, TrustFile.Engine.COMETBFT);
                    forge.policy = "forbid-assumption=local-network;forbid-assumption=test-network;forbid-assumption=single-sequencer;forbid-assumption=no-log";
                }));
    }

    static TrustFile environment(TrustFile honest, TrustFile.Environment environment, TrustFile.Engine engine) {
        TrustFile.OfNetwork network = (TrustFile.OfNetwork) honest;
        return new TrustFile.OfNetwork(network.network(), environment, engine, network.genesis(), network.policy());
    }

    /// The batch's block at that height.
    static void heights(ReceiptForge forge, long height) {
        forge.batch = honest -> new BatchEntry(honest.operator(), height, honest.count(), honest.root());
        forge.seal = honest -> new SealEntry(height, honest.previous(), honest.operators(), honest.reveal(), honest.next());
        forge.previous = honest -> new SealEntry(height - 1, honest.previous(), honest.operators(), honest.reveal(), honest.next());
    }

    /// The statement to a request that names that height.
    static Statement asked(Statement honest, long asked) {
        Issue issue = honest.issue();
        return new Statement(
                honest.subject(),
                new Issue(issue.network(), issue.operator(), issue.receipt(), new Moment(asked, issue.height(), issue.issuedMillis())),
                honest.execution(),
                honest.commitment(),
                honest.parameters(),
                honest.charge());
    }

    /// The statement issued at that height.
    static Statement at(Statement honest, long height) {
        Issue issue = honest.issue();
        return new Statement(
                honest.subject(),
                new Issue(issue.network(), issue.operator(), issue.receipt(), new Moment(issue.asked(), height, issue.issuedMillis())),
                honest.execution(),
                honest.commitment(),
                honest.parameters(),
                honest.charge());
    }
}
