package dev.credence.verification.laws;

import static dev.credence.verification.Reason.FINGERPRINT_DISAGREES;
import static dev.credence.verification.Reason.FINGERPRINT_MISMATCH;
import static dev.credence.verification.Reason.FINGERPRINT_NOT_COMPARED;
import static dev.credence.verification.Reason.LOCAL_NOT_COMPARABLE;
import static dev.credence.verification.Reason.NO_EVIDENCE;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.receipt.evidence.EvidenceItem;
import dev.credence.verification.replay.LocalReexecution;
import java.util.List;

/// Step 22: fingerprints beside a re-execution, and without one.
final class FingerprintDefects {
    static final EvidenceItem SKETCH =
            EvidenceItem.embedded(EvidenceItem.FINGERPRINT, EvidenceItem.SKETCH_V1, TextSubject.SKETCH);

    private FingerprintDefects() {}

    static List<Defect> all() {
        return List.of(
                Defect.incomplete("fingerprint-alone", List.of(NO_EVIDENCE, FINGERPRINT_NOT_COMPARED), forge -> {
                    forge.speaks(TextExchange::chat);
                    forge.drawn = 0;
                    forge.file = honest -> honest.with(SKETCH);
                }),
                Defect.failed("fingerprint-altered", FINGERPRINT_MISMATCH, forge -> {
                    forge.speaks(TextExchange::chat);
                    forge.file = honest -> honest.with(EvidenceItem.embedded(
                            EvidenceItem.FINGERPRINT, EvidenceItem.SKETCH_V1, Bytes.ofUtf8("another sketch")));
                }),
                Defect.failed("fingerprint-that-a-reexecution-contradicts", FINGERPRINT_DISAGREES, forge -> {
                    forge.speaks(TextExchange::chat);
                    forge.withLocal = true;
                    forge.local = honest -> honest.with(forge.digest("another sketch"));
                    forge.file = honest -> honest.with(SKETCH);
                }),
                Defect.failed("fingerprint-that-is-stated-only-and-contradicted", FINGERPRINT_DISAGREES, forge -> {
                    forge.speaks(TextExchange::chat);
                    forge.withLocal = true;
                    forge.local = honest -> honest.with(forge.digest("another sketch"));
                }),
                Defect.incomplete("fingerprint-beside-a-reexecution-of-another-request",
                        List.of(NO_EVIDENCE, FINGERPRINT_NOT_COMPARED, LOCAL_NOT_COMPARABLE), forge -> {
                            forge.speaks(TextExchange::chat);
                            forge.drawn = 0;
                            forge.withLocal = true;
                            forge.local = honest -> new LocalReexecution(
                                    honest.model(), forge.digest("another request"), honest.answer(), honest.trace(), honest.fingerprint());
                            forge.file = honest -> honest.with(SKETCH);
                        }));
    }
}
