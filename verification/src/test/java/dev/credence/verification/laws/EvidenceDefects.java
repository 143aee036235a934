package dev.credence.verification.laws;

import static dev.credence.verification.Reason.BLOB_ABSENT;
import static dev.credence.verification.Reason.BLOB_MISMATCH;
import static dev.credence.verification.Reason.EVIDENCE_MALFORMED;
import static dev.credence.verification.Reason.EVIDENCE_UNKNOWN;
import static dev.credence.verification.Reason.FINGERPRINT_MISMATCH;
import static dev.credence.verification.Reason.FINGERPRINT_NOT_COMPARED;
import static dev.credence.verification.Reason.INCLUSION_PENDING;
import static dev.credence.verification.Reason.LOCAL_DISAGREES;
import static dev.credence.verification.Reason.LOCAL_NOT_COMPARABLE;
import static dev.credence.verification.Reason.NO_EVIDENCE;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.hash.Sha256;
import dev.credence.receipt.envelope.ReceiptFile;
import dev.credence.receipt.evidence.EvidenceItem;
import dev.credence.receipt.statement.Commitment;
import dev.credence.receipt.statement.Statement;
import dev.credence.verification.Reason;
import dev.credence.verification.replay.LocalReexecution;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/// Steps 20, 22 and 23: items, fingerprints, the reader's own re-execution.
final class EvidenceDefects {
    private static final Bytes SKETCH = Bytes.ofUtf8("a sketch of activations");

    private EvidenceDefects() {}

    static List<Defect> all() {
        return List.of(
                Defect.incomplete("no-evidence", List.of(NO_EVIDENCE), forge -> forge.drawn = 0),
                Defect.incomplete("evidence-not-judged-before-it-is-logged", List.of(INCLUSION_PENDING), forge -> {
                    forge.withLocal = true;
                    forge.file = honest -> new ReceiptFile(honest.envelope(), honest.evidence(), Optional.empty());
                }),
                Defect.incomplete("evidence-elsewhere", List.of(NO_EVIDENCE, BLOB_ABSENT), forge -> forge.item = honest -> new EvidenceItem(
                        honest.kind(), honest.suite(), honest.digest(), honest.sizeBytes(), new EvidenceItem.Body.Elsewhere("https://example.org/1"))),
                Defect.failed("blob-of-another-digest", BLOB_MISMATCH, forge -> forge.item = honest ->
                        new EvidenceItem(honest.kind(), honest.suite(), forge.digest("another"), honest.sizeBytes(), honest.body())),
                Defect.failed("blob-of-another-size", BLOB_MISMATCH, forge -> forge.item = honest ->
                        new EvidenceItem(honest.kind(), honest.suite(), honest.digest(), honest.sizeBytes() + 1, honest.body())),
                Defect.incomplete("evidence-of-an-unknown-kind", List.of(NO_EVIDENCE, EVIDENCE_UNKNOWN), forge -> forge.item =
                        honest -> new EvidenceItem("oracle", honest.suite(), honest.digest(), honest.sizeBytes(), honest.body())),
                Defect.incomplete("evidence-of-an-unknown-suite", List.of(NO_EVIDENCE, EVIDENCE_UNKNOWN), forge -> forge.item =
                        honest -> new EvidenceItem(honest.kind(), "draw-v2", honest.digest(), honest.sizeBytes(), honest.body())),
                Defect.incomplete("replay-in-an-arguments-clothes", List.of(NO_EVIDENCE, EVIDENCE_UNKNOWN), forge -> forge.item =
                        honest -> new EvidenceItem("argument", honest.suite(), honest.digest(), honest.sizeBytes(), honest.body())),
                blob("replay-that-is-no-json", text -> text.substring(1)),
                blob("replay-in-another-spelling", text -> text.replace("\"drawn\":2", "\"drawn\": 2")),
                blob("replay-with-an-unknown-member", text -> text.replace("\"drawn\":2", "\"drawn\":2,\"note\":1")),
                blob("replay-that-claims-more-than-it-has", text -> text.replace("\"drawn\":2", "\"drawn\":3")),
                blob("replay-of-nobody", text -> text.replaceFirst("\"drawn\":2,\"outcomes\":\\[.*?],\"executor\"", "\"drawn\":0,\"outcomes\":[],\"executor\"")),
                blob("replay-of-another-type", text -> text.replace("\"type\":\"replay\"", "\"type\":\"audit\"")),
                Defect.incomplete("fingerprint-that-nobody-can-judge", List.of(NO_EVIDENCE, FINGERPRINT_NOT_COMPARED), forge -> {
                    fingerprint(forge, Sha256.of(SKETCH));
                }),
                Defect.failed("fingerprint-that-the-statement-does-not-name", FINGERPRINT_MISMATCH, forge -> fingerprint(forge, forge.digest("another sketch"))),
                local("local-answer-differs", LOCAL_DISAGREES, honest -> new LocalReexecution(honest.model(), honest.request(), honest.trace(), honest.trace())),
                local("local-trace-differs", LOCAL_DISAGREES, honest -> new LocalReexecution(honest.model(), honest.request(), honest.answer(), honest.answer())),
                comparable("local-of-another-model", honest -> new LocalReexecution(honest.trace(), honest.request(), honest.answer(), honest.trace())),
                comparable("local-of-another-request", honest -> new LocalReexecution(honest.model(), honest.trace(), honest.answer(), honest.trace())));
    }

    private static Defect blob(String name, UnaryOperator<String> change) {
        return Defect.failed(name, EVIDENCE_MALFORMED, forge -> forge.item = honest -> {
            String text = new String(honest.blob().orElseThrow().toArray(), java.nio.charset.StandardCharsets.UTF_8);
            String changed = change.apply(text);
            if (changed.equals(text)) {
                throw new IllegalStateException(name + " changes nothing");
            }
            return EvidenceItem.embedded(honest.kind(), honest.suite(), Bytes.ofUtf8(changed));
        });
    }

    private static void fingerprint(ReceiptForge forge, Digest named) {
        forge.drawn = 0;
        forge.statement = honest -> new Statement(
                honest.subject(), honest.issue(), honest.execution(),
                new Commitment(honest.commitment().request(), honest.commitment().answer(), honest.commitment().trace(), Optional.of(named)),
                honest.parameters(), honest.charge());
        forge.file = honest -> honest.with(EvidenceItem.embedded("fingerprint", "sketch-v1", SKETCH));
    }

    // A replay that agrees stands beside it: it must not outweigh what the reader saw itself.
    private static Defect local(String name, Reason reason, UnaryOperator<LocalReexecution> change) {
        return Defect.failed(name, reason, forge -> {
            forge.withLocal = true;
            forge.local = change;
        });
    }

    private static Defect comparable(String name, UnaryOperator<LocalReexecution> change) {
        Consumer<ReceiptForge> alone = forge -> {
            forge.drawn = 0;
            forge.withLocal = true;
            forge.local = change;
        };
        return Defect.incomplete(name, List.of(NO_EVIDENCE, LOCAL_NOT_COMPARABLE), alone);
    }
}
