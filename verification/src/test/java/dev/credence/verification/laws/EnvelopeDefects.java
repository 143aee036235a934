package dev.credence.verification.laws;

import static dev.credence.verification.Reason.INCLUSION_PENDING;
import static dev.credence.verification.Reason.INCLUSION_UNEXPECTED;
import static dev.credence.verification.Reason.ISSUED_IN_FUTURE;
import static dev.credence.verification.Reason.KEYID_MISMATCH;
import static dev.credence.verification.Reason.NETWORK_MISMATCH;
import static dev.credence.verification.Reason.RECEIPT_MALFORMED;
import static dev.credence.verification.Reason.REPLAY_WITHOUT_LOG;
import static dev.credence.verification.Reason.SIGNATURE_INVALID;
import static dev.credence.verification.Reason.SIGNER_MISMATCH;
import static dev.credence.verification.Reason.STATEMENT_MALFORMED;
import static dev.credence.verification.Reason.SUBJECT_MISMATCH;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.receipt.envelope.Envelope;
import dev.credence.receipt.envelope.ReceiptFile;
import dev.credence.receipt.envelope.TrustFile;
import dev.credence.receipt.statement.Issue;
import dev.credence.receipt.statement.Statement;
import dev.credence.verification.Reason;
import dev.credence.verification.VerificationReport.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Steps 1 to 5, 12 and 13: the file, the statement, the signature, the time.
final class EnvelopeDefects {
    private EnvelopeDefects() {}

    static List<Defect> all() {
        List<Defect> all = new ArrayList<>();
        all.addAll(spellings());
        all.addAll(statements());
        all.addAll(signatures());
        all.addAll(signers());
        return all;
    }

    private static List<Defect> spellings() {
        return List.of(
                spelling("white-space-in-the-file", text -> text.replaceFirst(",", ", ")),
                spelling("newline-after-the-file", text -> text + "\n"),
                spelling("unknown-member-in-the-file", text -> text.replaceFirst("\"evidence\":", "\"note\":1,\"evidence\":")),
                spelling("member-twice", text -> text.replaceFirst("\"evidence\":", "\"evidence\":[],\"evidence\":")),
                spelling("members-out-of-order", text -> text.replaceFirst("(\"kind\":\"replay\"),(\"suite\":\"draw-v1\")", "$2,$1")),
                spelling("escape-where-none-is-needed", text -> text.replaceFirst("envelope", "env\\\\u0065lope")),
                spelling("base64-without-padding", text -> text.replaceFirst("=\"", "\"")),
                spelling("uppercase-key-id", EnvelopeDefects::uppercaseKeyId),
                spelling("two-signatures", text -> text.replaceFirst("(\\{\"keyid\":[^}]*})", "$1,$1")),
                spelling("no-signature", text -> text.replaceFirst("\\{\"keyid\":[^}]*}", "")),
                spelling("another-media-type", text -> text.replaceFirst("receipt\\.v0", "receipt.v1")),
                spelling("local-evidence-in-a-file", text -> text.replaceFirst("\"kind\":\"replay\"", "\"kind\":\"local\"")),
                spelling("evidence-twice", text -> text.replaceFirst("(\\{\"kind\":[^}]*})", "$1,$1")),
                spelling("blob-beside-a-locator", text -> text.replaceFirst("(\"blob\":\"[^\"]*\")", "$1,\"locator\":\"x\"")),
                spelling("neither-blob-nor-locator", text -> text.replaceFirst(",\"blob\":\"[^\"]*\"", "")),
                spelling("inclusion-without-collateral", text -> text.replaceFirst(",\"collateral\":\\{.*}}$", "}")),
                spelling("collateral-without-inclusion", text -> text.replaceFirst(",\"inclusion\":.*,\"collateral\":", ",\"collateral\":")),
                spelling("file-cut-short", text -> text.substring(0, text.length() - 1)),
                spelling("empty-file", _ -> ""),
                spelling("number-too-large", text -> text.replaceFirst("\"size\":[0-9]*", "\"size\":9007199254740993")));
    }

    private static String uppercaseKeyId(String text) {
        int at = text.indexOf("\"keyid\":\"") + 9;
        return text.substring(0, at) + text.substring(at, at + 64).toUpperCase(java.util.Locale.ROOT) + text.substring(at + 64);
    }

    private static Defect spelling(String name, UnaryOperator<String> change) {
        return new Defect(name, Verdict.FAILED, List.of(RECEIPT_MALFORMED, RECEIPT_MALFORMED, RECEIPT_MALFORMED, RECEIPT_MALFORMED), forge -> forge.text = text -> {
            String changed = change.apply(text);
            if (changed.equals(text)) {
                throw new IllegalStateException(name + " changes nothing");
            }
            return changed;
        });
    }

    private static List<Defect> statements() {
        return List.of(
                payload("another-predicate-type", text -> text.replace("inference/v1", "inference/v2")),
                payload("another-statement-type", text -> text.replace("Statement/v1", "Statement/v0.1")),
                payload("white-space-in-the-statement", text -> text.replace("\"price\":250", "\"price\": 250")),
                payload("unknown-member-in-the-statement", text -> text.replace("\"price\":250", "\"price\":250,\"discount\":1")),
                payload("fraction-in-the-statement", text -> text.replace("\"price\":250", "\"price\":250.5")),
                payload("unknown-parameter-in-the-statement", text -> text.replace("\"model\":", "\"hidden\":\"prompt\",\"model\":")),
                payload("parameters-out-of-order", text -> text.replaceFirst("(\"nonce\":\"[0-9a-f]*\"),(\"outputs\":\\[[^\\]]*])", "$2,$1")),
                payload("two-subjects", text -> text.replaceFirst("(\\{\"name\":\"answer\"[^}]*}})", "$1,$1")),
                new Defect("another-payload-type", Verdict.FAILED, unread(), forge ->
                        forge.envelope = honest -> forge.signed("application/vnd.credence.dispute+json", utf8(honest))),
                Defect.failed("subject-is-not-the-answer", SUBJECT_MISMATCH, forge -> forge.statement = honest -> new Statement(
                        forge.digest("another answer"), honest.issue(), honest.execution(), honest.commitment(), honest.parameters(), honest.charge())),
                Defect.failed("statement-of-another-network", NETWORK_MISMATCH, forge -> forge.statement = honest -> with(honest, new Issue(
                        "test-0123456789abcdef", honest.issue().operator(), honest.issue().receipt(), honest.issue().moment()))),
                Defect.failed("statement-of-another-operator", KEYID_MISMATCH, forge -> forge.statement = honest -> with(honest, new Issue(
                        honest.issue().network(), forge.operators().key(2).publicKey().id(), honest.issue().receipt(), honest.issue().moment()))),
                Defect.failed("key-id-of-another-operator", KEYID_MISMATCH, forge -> forge.envelope = honest -> new Envelope(
                        honest.payloadType(), honest.payload(), forge.operators().key(2).publicKey().id(), honest.signature())),
                Defect.failed("issued-in-the-future", ISSUED_IN_FUTURE, forge -> forge.timeMillis = ReceiptForge.ISSUED_MILLIS - 300_001));
    }

    private static Defect payload(String name, UnaryOperator<String> change) {
        return new Defect(name, Verdict.FAILED, unread(), forge -> forge.envelope = honest -> {
            Envelope changed = forge.signedAnew(honest, change);
            if (changed.equals(honest)) {
                throw new IllegalStateException(name + " changes nothing");
            }
            return changed;
        });
    }

    private static List<Reason> unread() {
        return List.of(STATEMENT_MALFORMED, STATEMENT_MALFORMED, STATEMENT_MALFORMED);
    }

    private static Statement with(Statement honest, Issue issue) {
        return new Statement(honest.subject(), issue, honest.execution(), honest.commitment(), honest.parameters(), honest.charge());
    }

    private static List<Defect> signatures() {
        return List.of(
                Defect.failed("signature-of-another-key", SIGNATURE_INVALID, forge -> forge.envelope = honest -> new Envelope(
                        honest.payloadType(), honest.payload(), honest.keyId(), forge.operators().key(2).sign(honest.pae()))),
                Defect.failed("signature-of-the-bare-payload", SIGNATURE_INVALID, forge -> forge.envelope = honest -> new Envelope(
                        honest.payloadType(), honest.payload(), honest.keyId(), forge.operators().executor().sign(honest.payload()))),
                Defect.failed("signature-of-zeros", SIGNATURE_INVALID, forge -> forge.envelope = honest -> new Envelope(
                        honest.payloadType(), honest.payload(), honest.keyId(), ReceiptForge.NO_SIGNATURE)),
                Defect.incomplete("not-logged-yet", List.of(INCLUSION_PENDING), forge -> forge.file =
                        honest -> new ReceiptFile(honest.envelope(), List.of(), Optional.empty())));
    }

    private static List<Defect> signers() {
        return List.of(
                Defect.failed("lone-signer-is-another", SIGNER_MISMATCH, forge -> {
                    alone(forge);
                    forge.trust = _ -> new TrustFile.OfSigner(forge.network(), forge.operators().key(2).publicKey());
                }),
                Defect.failed("lone-signer-did-not-sign", SIGNATURE_INVALID, forge -> {
                    alone(forge);
                    forge.envelope = honest -> new Envelope(
                            honest.payloadType(), honest.payload(), honest.keyId(), forge.operators().key(2).sign(honest.pae()));
                }),
                Defect.failed("inclusion-of-a-lone-signer", INCLUSION_UNEXPECTED, forge -> {
                    alone(forge);
                    forge.file = honest -> new ReceiptFile(honest.envelope(), List.of(), honest.logged());
                }),
                Defect.failed("replay-of-a-lone-signer", REPLAY_WITHOUT_LOG, forge -> {
                    alone(forge);
                    forge.file = honest -> new ReceiptFile(honest.envelope(), honest.evidence(), Optional.empty());
                }));
    }

    /// A receipt of one signer under a trust file of environment `file`.
    static void alone(ReceiptForge forge) {
        forge.trust = _ -> new TrustFile.OfSigner(forge.network(), forge.operators().executor().publicKey());
        forge.file = honest -> new ReceiptFile(honest.envelope(), List.of(), Optional.empty());
        forge.withLocal = true;
    }

    private static String utf8(Envelope envelope) {
        Bytes payload = envelope.payload();
        return new String(payload.toArray(), java.nio.charset.StandardCharsets.UTF_8);
    }
}
